import { and, desc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { clientProfiles, contracts, freelancerProfiles, jobs, proposals, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { listReadableJobFiles } from "#lib/files/list-readable-job-files";
import { type Id, isId } from "#lib/ids";
import { cents } from "#lib/money";
import type { JobStatus } from "./policy.ts";
import {
  clientName,
  hasApplied,
  isSavedBy,
  proposalCount,
  selectJobRows,
  toRowView,
} from "./queries/job-rows.ts";
import type { ClientJobView, JobRowView, JobView, JobViewer } from "./schema.ts";

const LIST_LIMIT = 100;
/** With fewer proposals than this a range would show what single people asked for. */
const OFFERS_SHOWN_FROM = 3;

/** A job as its page shows it, to anybody: jobs are public, and one that is not open says so. Throws not_found. */
export async function getJob(
  actor: Actor | null,
  jobId: string,
  reader: Reader = getDb(),
): Promise<JobView> {
  if (!isId("job", jobId)) throw new DomainError("not_found");
  const [row] = await reader
    .select({
      jobId: jobs.id,
      title: jobs.title,
      description: jobs.description,
      category: jobs.category,
      skills: jobs.skills,
      budgetCents: jobs.budgetCents,
      timelineDays: jobs.timelineDays,
      deadlineAt: jobs.deadlineAt,
      releaseRule: jobs.releaseRule,
      reviewWindowDays: jobs.reviewWindowDays,
      status: jobs.status,
      createdAt: jobs.createdAt,
      editedAt: editedAt,
      client: { userId: users.id, name: clientName, handle: users.handle },
    })
    .from(jobs)
    .innerJoin(users, eq(users.id, jobs.clientId))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, jobs.clientId))
    .where(eq(jobs.id, jobId));
  if (!row) throw new DomainError("not_found");
  const isOwner = actor?.userId === row.client.userId;
  const [{ offers, ...counts }, viewer, attached] = await Promise.all([
    countProposals(reader, jobId),
    getJobViewer(reader, actor, jobId, isOwner),
    listReadableJobFiles(actor, jobId, reader),
  ]);
  const mayShowOffers = isOwner || counts.proposalCount >= OFFERS_SHOWN_FROM;
  return { ...row, ...counts, ...attached, offers: mayShowOffers ? offers : null, viewer };
}

/** Open jobs that ask for the freelancer's skills and that they have not applied to: most skills in common first. */
export async function listMatchingJobs(
  actor: Actor,
  limit = 10,
  reader: Reader = getDb(),
): Promise<JobRowView[]> {
  const common = sql`(
    select count(*)::int from unnest(${jobs.skills}) wanted
    join ${freelancerProfiles} on ${freelancerProfiles.userId} = ${actor.userId}
      and lower(wanted) = any (lower(${freelancerProfiles.skills}::text)::text[]))`;
  const rows = await selectJobRows(reader, actor, common)
    .where(
      and(
        eq(jobs.status, "open"),
        ne(jobs.clientId, actor.userId),
        sql`not ${hasApplied(actor)}`,
        sql`${common} > 0`,
      ),
    )
    .orderBy(desc(common), desc(jobs.createdAt), desc(jobs.id))
    .limit(Math.min(limit, LIST_LIMIT));
  return rows.map((row) => toRowView(row, actor));
}

/** The skills that open jobs ask for most, for suggestions. */
export async function listCommonSkills(limit = 60, reader: Reader = getDb()): Promise<string[]> {
  const skill = sql<string>`unnest(${jobs.skills})`;
  const rows = await reader
    .select({ skill: sql<string>`min(asked.skill)` })
    .from(
      reader
        .select({ skill: skill.as("skill") })
        .from(jobs)
        .where(eq(jobs.status, "open"))
        .as("asked"),
    )
    .groupBy(sql`lower(asked.skill)`)
    .orderBy(sql`count(*) desc`, sql`lower(asked.skill)`)
    .limit(limit);
  return rows.map((row) => row.skill);
}

/** The client's own jobs, newest first; `statuses` narrows them. */
export async function listClientJobs(
  actor: Actor,
  statuses?: readonly JobStatus[],
  reader: Reader = getDb(),
): Promise<ClientJobView[]> {
  return reader
    .select({
      jobId: jobs.id,
      title: jobs.title,
      status: jobs.status,
      budgetCents: jobs.budgetCents,
      createdAt: jobs.createdAt,
      deadlineAt: jobs.deadlineAt,
      proposalCount,
      undecidedCount: countWhere(sql`${proposals.status} = 'submitted'`),
      shortlistedCount: countWhere(isShortlisted),
      contractId: contracts.id,
    })
    .from(jobs)
    .leftJoin(contracts, eq(contracts.jobId, jobs.id))
    .where(
      and(
        eq(jobs.clientId, actor.userId),
        statuses ? inArray(jobs.status, [...statuses]) : undefined,
      ),
    )
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(LIST_LIMIT);
}

const isShortlisted = sql`${proposals.shortlistedAt} is not null and ${proposals.status} = 'submitted'`;

const editedAt = sql<Date | null>`(
  select max(e.at) from job_events e where e.job_id = ${jobs.id} and e.kind = 'edited')`.mapWith(
  jobs.createdAt,
);

function countWhere(condition: SQL): SQL<number> {
  return sql<number>`(select count(*)::int from ${proposals}
    where ${proposals.jobId} = ${jobs.id} and ${condition})`;
}

async function countProposals(reader: Reader, jobId: Id<"job">) {
  const [row] = await reader
    .select({
      proposalCount: sql<number>`count(*)::int`,
      shortlistedCount: sql<number>`(count(*) filter (where ${isShortlisted}))::int`,
      lowest: sql<string | null>`min(${proposals.priceCents})`,
      highest: sql<string | null>`max(${proposals.priceCents})`,
    })
    .from(proposals)
    .where(and(eq(proposals.jobId, jobId), ne(proposals.status, "withdrawn")));
  if (row?.lowest == null || row.highest == null) {
    return { proposalCount: 0, shortlistedCount: 0, offers: null };
  }
  return {
    proposalCount: row.proposalCount,
    shortlistedCount: row.shortlistedCount,
    offers: { lowestCents: cents(row.lowest), highestCents: cents(row.highest) },
  };
}

async function getJobViewer(
  reader: Reader,
  actor: Actor | null,
  jobId: Id<"job">,
  isOwner: boolean,
): Promise<JobViewer> {
  if (!actor) {
    return { role: null, isOwner: false, isSaved: false, proposal: null, contractId: null };
  }
  const [[saved], [proposal], [contract]] = await Promise.all([
    reader
      .select({ isSaved: isSavedBy(actor) })
      .from(jobs)
      .where(eq(jobs.id, jobId)),
    reader
      .select({
        proposalId: proposals.id,
        status: proposals.status,
        priceCents: proposals.priceCents,
        createdAt: proposals.createdAt,
      })
      .from(proposals)
      .where(and(eq(proposals.jobId, jobId), eq(proposals.freelancerId, actor.userId)))
      .orderBy(desc(proposals.createdAt), desc(proposals.id))
      .limit(1),
    reader
      .select({ contractId: contracts.id })
      .from(contracts)
      .where(
        and(
          eq(contracts.jobId, jobId),
          sql`${actor.userId} in (${contracts.clientId}, ${contracts.freelancerId})`,
        ),
      ),
  ]);
  return {
    role: actor.role,
    isOwner,
    isSaved: saved?.isSaved ?? false,
    proposal: proposal ?? null,
    contractId: contract?.contractId ?? null,
  };
}
