import { and, desc, eq, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getDb, type Reader } from "#db/client";
import {
  clientProfiles,
  contracts,
  freelancerProfiles,
  jobs,
  proposals,
  reviews,
  users,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { isId } from "#lib/ids";
import type { ProposalStatus } from "./policy.ts";
import type { ProposalSort, ProposalView } from "./schema.ts";

const LIST_LIMIT = 200;

/** A proposal for its freelancer or the job's client. Throws not_found for everybody else. */
export async function getProposal(
  actor: Actor,
  proposalId: string,
  reader: Reader = getDb(),
): Promise<ProposalView> {
  if (!isId("prp", proposalId)) throw new DomainError("not_found");
  const isParty = or(eq(proposals.freelancerId, actor.userId), eq(jobs.clientId, actor.userId));
  const [row] = await selectProposals(reader).where(and(eq(proposals.id, proposalId), isParty));
  if (!row) throw new DomainError("not_found");
  return toView(row);
}

/**
 * All proposals on the client's own job, for comparing: live ones before decided ones, then by `sort`. Withdrawn
 * ones are left out: their freelancers took them back. Throws not_found when the job is not the actor's.
 */
export async function listProposals(
  actor: Actor,
  jobId: string,
  sort: ProposalSort = "newest",
  reader: Reader = getDb(),
): Promise<ProposalView[]> {
  if (!isId("job", jobId)) throw new DomainError("not_found");
  const [job] = await reader
    .select({ clientId: jobs.clientId })
    .from(jobs)
    .where(eq(jobs.id, jobId));
  if (job?.clientId !== actor.userId) throw new DomainError("not_found");
  const rows = await selectProposals(reader)
    .where(and(eq(proposals.jobId, jobId), sql`${proposals.status} <> 'withdrawn'`))
    .orderBy(
      sql`case ${proposals.status} when 'accepted' then 0 when 'submitted' then 1 else 2 end`,
      ...orderOf(sort),
      desc(proposals.id),
    )
    .limit(LIST_LIMIT);
  return rows.map(toView);
}

/** The freelancer's own proposals, newest first; `statuses` narrows them. */
export async function listMyProposals(
  actor: Actor,
  statuses?: readonly ProposalStatus[],
  reader: Reader = getDb(),
): Promise<ProposalView[]> {
  const rows = await selectProposals(reader)
    .where(
      and(
        eq(proposals.freelancerId, actor.userId),
        statuses ? sql`${proposals.status} in ${[...statuses]}` : undefined,
      ),
    )
    .orderBy(desc(proposals.createdAt), desc(proposals.id))
    .limit(LIST_LIMIT);
  return rows.map(toView);
}

const clients = alias(users, "clients");

/** Of everything that people wrote about the freelancer's work. */
const ratingAverage = sql<number | null>`(
  select round(avg(r.rating), 2)::float8 from ${reviews} r where r.subject_id = ${proposals.freelancerId})`;
const ratingCount = sql<number>`(
  select count(*)::int from ${reviews} r where r.subject_id = ${proposals.freelancerId})`;
const completedCount = sql<number>`(
  select count(*)::int from ${contracts} c
  where c.freelancer_id = ${proposals.freelancerId} and c.completed_at is not null)`;

function selectProposals(reader: Reader) {
  return reader
    .select({
      proposalId: proposals.id,
      coverLetter: proposals.coverLetter,
      priceCents: proposals.priceCents,
      timelineDays: proposals.timelineDays,
      status: proposals.status,
      declineReason: proposals.declineReason,
      shortlistedAt: proposals.shortlistedAt,
      createdAt: proposals.createdAt,
      decidedAt: proposals.decidedAt,
      contractId: contracts.id,
      freelancer: {
        userId: users.id,
        name: users.name,
        handle: users.handle,
        avatarFileId: users.avatarFileId,
        headline: freelancerProfiles.headline,
      },
      average: ratingAverage,
      reviewCount: ratingCount,
      completedCount,
      client: {
        userId: clients.id,
        name: sql<string>`coalesce(${clientProfiles.companyName}, ${clients.name})`,
        handle: clients.handle,
        avatarFileId: clients.avatarFileId,
      },
      job: {
        jobId: jobs.id,
        title: jobs.title,
        status: jobs.status,
        budgetCents: jobs.budgetCents,
        timelineDays: jobs.timelineDays,
        releaseRule: jobs.releaseRule,
        reviewWindowDays: jobs.reviewWindowDays,
      },
    })
    .from(proposals)
    .innerJoin(jobs, eq(jobs.id, proposals.jobId))
    .innerJoin(users, eq(users.id, proposals.freelancerId))
    .leftJoin(freelancerProfiles, eq(freelancerProfiles.userId, proposals.freelancerId))
    .innerJoin(clients, eq(clients.id, jobs.clientId))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, jobs.clientId))
    .leftJoin(contracts, eq(contracts.proposalId, proposals.id))
    .$dynamic();
}

type ProposalRow = Awaited<ReturnType<typeof selectProposals>>[number];

function toView(row: ProposalRow): ProposalView {
  const { average, reviewCount, completedCount, freelancer, ...view } = row;
  const rating = average === null ? null : { average, count: reviewCount };
  return { ...view, freelancer: { ...freelancer, rating, completedCount } };
}

function orderOf(sort: ProposalSort): SQL[] {
  switch (sort) {
    case "newest":
      return [desc(proposals.createdAt)];
    case "price":
      return [sql`${proposals.priceCents}`];
    case "timeline":
      return [sql`${proposals.timelineDays}`];
    case "rating":
      return [sql`${ratingAverage} desc nulls last`];
  }
}
