import { and, count, desc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { getDb, prepared, type Reader } from "#db/client";
import { byOrder } from "#db/keyset";
import { clientProfiles, contracts, conversations, jobs, proposals, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { chosen } from "#lib/chosen";
import { DomainError } from "#lib/errors";
import { listReadableJobFiles } from "#lib/files/queries/readable";
import { type Id, isId } from "#lib/ids";
import { cents } from "#lib/money";
import { COUNTED_MOST, type Page } from "#lib/paging";
import { hasWords, isOneOf, listIds, type WorkSearch } from "#lib/search/queries/work-search";
import { isHiddenNow } from "#lib/standing/queries";
import { now } from "#lib/time";
import { currentFee } from "../current-fee.ts";
import { jobStatusAt, mayRenew, publicOffers } from "../policy.ts";
import type { ClientJobView, JobRowView, JobView, JobViewer } from "../schema.ts";
import { listWithSkills } from "./found-jobs.ts";
import {
  clientName,
  hasApplied,
  isSavedBy,
  proposalCount,
  selectJobRows,
  toRowView,
} from "./job-rows.ts";
import { isOnBoard, jobStatus } from "./job-status.ts";
import { selectOwnSkills } from "./own-skills.ts";

/** As many as a client may have open. */
const OPEN_MOST = 200;
const CLOSED_PAGE = 10;
const MATCHES_MOST = 100;
const MATCHES_READ = 300;

/**
 * A job as its page shows it, to everyone: jobs are public, and one that is not open says so. One that a
 * moderator hides is there for its client and for those who have applied or were hired. Throws not_found.
 */
export async function getJob(
  actor: Actor | null,
  jobId: string,
  reader: Reader = getDb(),
): Promise<JobView> {
  if (!isId("job", jobId)) throw new DomainError("not_found");
  const [row] = await wholeJob(reader).execute({ jobId });
  if (!row) throw new DomainError("not_found");
  const { isUnlisted, ...shown } = row;
  const isOwner = actor?.userId === row.client.userId;
  const [{ offers, madeCount, ...counts }, viewer, attached, isHidden] = await Promise.all([
    countProposals(reader, jobId),
    getJobViewer(reader, actor, jobId, isOwner),
    listReadableJobFiles(actor, jobId, reader),
    isUnlisted && isHiddenNow(reader, jobId),
  ]);
  const isPart = isOwner || viewer.proposal !== null || viewer.contractId !== null;
  if (isHidden && !isPart && !(await isInvited(reader, actor, jobId))) {
    throw new DomainError("not_found");
  }
  const at = now();
  const standing = { status: jobStatusAt(row, at), expiresAt: row.expiresAt };
  return {
    ...shown,
    ...standing,
    isHidden,
    ...counts,
    ...attached,
    fee: currentFee(),
    offers: isOwner ? offers : publicOffers(counts.proposalCount, offers, row.budgetCents),
    viewer: {
      ...viewer,
      proposalsSeen: isOwner ? madeCount : 0,
      mayRenew: isOwner && mayRenew(standing, at),
    },
  };
}

/**
 * Open jobs that ask for the freelancer's skills and have no proposal from them: of the newest of these, those with most
 * skills in common first.
 */
export async function listMatchingJobs(
  actor: Actor,
  limit = 10,
  reader: Reader = getDb(),
): Promise<JobRowView[]> {
  const skills = await selectOwnSkills(reader, actor);
  if (skills.length === 0) return [];
  const found = await listWithSkills(reader, skills, MATCHES_READ);
  const common = sql`(
    select count(*) from unnest(${jobs.skills}) wanted
    where search_fold(wanted) = any (${sql.param(skills)}::text[]))`;
  const rows = await selectJobRows(reader, actor)
    .where(
      and(inArray(jobs.id, found), ne(jobs.clientId, actor.userId), sql`not ${hasApplied(actor)}`),
    )
    .orderBy(desc(common), desc(jobs.createdAt), desc(jobs.id))
    .limit(Math.min(limit, MATCHES_MOST));
  return rows.map((row) => toRowView(row, actor));
}

/** The skills that the newest jobs ask for most, for suggestions. */
export async function listCommonSkills(limit = 60, reader: Reader = getDb()): Promise<string[]> {
  const rows = await reader.execute<{ skill: string }>(sql`
    select min(skill) as skill
    from (select job_id from job_search where is_open and (expires_at > now()) is true order by created_at desc, job_id desc limit ${COUNTED_MOST}) newest
    join ${jobs} on ${jobs.id} = newest.job_id, unnest(${jobs.skills}) skill
    group by lower(skill) order by count(*) desc, lower(skill) limit ${limit}`);
  const offered = chosen().skills;
  const isOffered = (skill: string) =>
    offered.some((name) => name.toLowerCase() === skill.toLowerCase());
  return [...offered, ...rows.map(({ skill }) => skill).filter((skill) => !isOffered(skill))];
}

/** The open jobs of a client, newest first, for a choice of one; none for anybody else. */
export async function listInvitableJobs(
  actor: Actor | null,
  reader: Reader = getDb(),
): Promise<{ value: Id<"job">; label: string }[]> {
  if (actor?.role !== "client") return [];
  return reader
    .select({ value: jobs.id, label: jobs.title })
    .from(jobs)
    .where(and(eq(jobs.clientId, actor.userId), isOnBoard()))
    .orderBy(desc(jobs.createdAt))
    .limit(OPEN_MOST);
}

/**
 * The client's open jobs, expired ones too: those with undecided proposals first, then the newest. One page holds all
 * that a client may have open (OPEN_MOST).
 */
export async function listOpenJobs(
  actor: Actor,
  { search = null }: { search?: WorkSearch | null } = {},
  reader: Reader = getDb(),
): Promise<ClientJobView[]> {
  const isOwn = and(eq(jobs.clientId, actor.userId), sql`${jobs.status} = 'open'`);
  return toClientJobs(
    await selectClientJobs(reader)
      .where(and(isOwn, search ? hasWords(search, sql`${jobs.title}`) : undefined))
      .orderBy(desc(sql`least(${undecidedCount}, 1)`), desc(jobs.createdAt), desc(jobs.id))
      .limit(OPEN_MOST),
  );
}

/** A page of the jobs that the client closed without hiring, the last one first. */
export async function listClosedJobs(
  actor: Actor,
  {
    after,
    limit = CLOSED_PAGE,
    search = null,
  }: { after?: string | undefined; limit?: number; search?: WorkSearch | null } = {},
  reader: Reader = getDb(),
): Promise<Page<ClientJobView>> {
  const where = and(eq(jobs.clientId, actor.userId), sql`${jobs.status} = 'closed'`);
  const order = { table: jobs, id: jobs.id, keys: [sql`${jobs.updatedAt}`] };
  const text = sql`${jobs.title}`;
  const { ids, ...page } = await listIds(reader, { order, where, after, limit, search, text });
  const rows = await selectClientJobs(reader)
    .where(isOneOf(jobs.id, ids))
    .orderBy(...byOrder(order));
  return { ...page, rows: toClientJobs(rows) };
}

function selectClientJobs(reader: Reader) {
  return reader
    .select({
      jobId: jobs.id,
      title: jobs.title,
      status: jobStatus(),
      expiresAt: jobs.expiresAt,
      budgetCents: jobs.budgetCents,
      createdAt: jobs.createdAt,
      deadlineAt: jobs.deadlineAt,
      proposalCount,
      undecidedCount,
      shortlistedCount: countStanding("3"),
      contractId: contracts.id,
    })
    .from(jobs)
    .leftJoin(contracts, eq(contracts.jobId, jobs.id))
    .$dynamic();
}

function toClientJobs(rows: Awaited<ReturnType<typeof selectClientJobs>>): ClientJobView[] {
  const at = now();
  return rows.map((job) => ({ ...job, mayRenew: mayRenew(job, at) }));
}

/** How many of a job's proposals have this standing, up to COUNTED_MOST. */
function countStanding(standings: string): SQL<number> {
  return sql<number>`(select count(*)::int from (
    select 1 from ${proposals} where ${proposals.jobId} = ${jobs.id} and ${proposals.status} <> 'withdrawn'
      and ${proposals.standing} in (${sql.raw(standings)}) limit ${COUNTED_MOST + 1}) counted)`;
}

const undecidedCount = countStanding("1, 2, 3");

const isStanding = sql`${proposals.status} <> 'withdrawn'`;
const isShortlisted = sql`${proposals.shortlistedAt} is not null and ${proposals.status} = 'submitted'`;

const editedAt = sql<Date | null>`(
  select max(e.at) from job_events e where e.job_id = ${jobs.id} and e.kind = 'edited')`.mapWith(
  jobs.createdAt,
);

const wholeJob = prepared((reader) =>
  reader
    .select({
      jobId: jobs.id,
      title: jobs.title,
      description: jobs.description,
      language: jobs.language,
      category: jobs.category,
      skills: jobs.skills,
      budgetCents: jobs.budgetCents,
      timelineDays: jobs.timelineDays,
      deadlineAt: jobs.deadlineAt,
      releaseRule: jobs.releaseRule,
      reviewWindowDays: jobs.reviewWindowDays,
      rounds: jobs.rounds,
      questions: jobs.questions,
      checklist: jobs.checklist,
      status: jobs.status,
      expiresAt: jobs.expiresAt,
      revision: jobs.revision,
      createdAt: jobs.createdAt,
      editedAt: editedAt,
      isUnlisted: jobs.isUnlisted,
      client: { userId: users.id, name: clientName, handle: users.handle },
    })
    .from(jobs)
    .innerJoin(users, eq(users.id, jobs.clientId))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, jobs.clientId))
    .where(eq(jobs.id, sql.placeholder("jobId")))
    .prepare("whole_job"),
);

const proposalCounts = prepared((reader) =>
  reader
    .select({
      madeCount: count(),
      proposalCount: sql<number>`(count(*) filter (where ${isStanding}))::int`,
      shortlistedCount: sql<number>`(count(*) filter (where ${isShortlisted}))::int`,
      readCount: sql<number>`(count(*) filter (where ${isStanding} and ${proposals.readAt} is not null))::int`,
      lowest: sql<string | null>`min(${proposals.priceCents}) filter (where ${isStanding})`,
      highest: sql<string | null>`max(${proposals.priceCents}) filter (where ${isStanding})`,
    })
    .from(proposals)
    .where(eq(proposals.jobId, sql.placeholder("jobId")))
    .prepare("proposal_counts"),
);

async function countProposals(reader: Reader, jobId: Id<"job">) {
  const [row] = await proposalCounts(reader).execute({ jobId });
  const madeCount = row?.madeCount ?? 0;
  if (row?.lowest == null || row.highest == null) {
    return { madeCount, proposalCount: 0, shortlistedCount: 0, readCount: 0, offers: null };
  }
  return {
    madeCount,
    proposalCount: row.proposalCount,
    shortlistedCount: row.shortlistedCount,
    readCount: row.readCount,
    offers: { lowestCents: cents(row.lowest), highestCents: cents(row.highest) },
  };
}

/** The client has written to them about it. */
async function isInvited(reader: Reader, actor: Actor | null, jobId: Id<"job">): Promise<boolean> {
  if (!actor) return false;
  const isTheirs = eq(conversations.freelancerId, actor.userId);
  return (await reader.$count(conversations, and(eq(conversations.jobId, jobId), isTheirs))) > 0;
}

async function getJobViewer(
  reader: Reader,
  actor: Actor | null,
  jobId: Id<"job">,
  isOwner: boolean,
): Promise<Omit<JobViewer, "proposalsSeen" | "mayRenew">> {
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
