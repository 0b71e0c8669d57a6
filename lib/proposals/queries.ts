import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getDb, type Reader } from "#db/client";
import { afterRow, byOrder } from "#db/keyset";
import {
  clientProfiles,
  contracts,
  freelancerProfiles,
  jobs,
  letters,
  proposalRevisions,
  proposals,
  reviews,
  users,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Change } from "#lib/changes";
import { DomainError } from "#lib/errors";
import { listProposalFiles } from "#lib/files/queries/attached";
import { type Id, isId } from "#lib/ids";
import { listTermChanges } from "#lib/jobs/queries/changes";
import { jobStatus } from "#lib/jobs/queries/job-status";
import { type Page, toPage } from "#lib/paging";
import { listAsked } from "./answers.ts";
import { compareOffers } from "./internal/compare-offers.ts";
import { readLiveProposals } from "./internal/live-proposals.ts";
import { type ProposalStatus, SAME_LETTER_FROM } from "./policy.ts";
import type { LiveProposalsView, ProposalPageView, ProposalSort, ProposalView } from "./schema.ts";

const PAGE = 50;

/** A proposal for its freelancer or the job's client. Throws not_found for everyone else. */
export async function getProposal(
  actor: Actor,
  proposalId: string,
  reader: Reader = getDb(),
): Promise<ProposalPageView> {
  if (!isId("prp", proposalId)) throw new DomainError("not_found");
  const isParty = or(eq(proposals.freelancerId, actor.userId), eq(jobs.clientId, actor.userId));
  const [row] = await selectProposals(reader).where(and(eq(proposals.id, proposalId), isParty));
  const [proposal] = row ? await toViews(reader, [row]) : [];
  if (!row || !proposal) throw new DomainError("not_found");
  const { revision, agreedRevision, job } = row;
  const [offerChanges, jobChanges] = await Promise.all([
    listOfferChanges(reader, proposal.proposalId, {
      seen: Math.max(1, revision - 1),
      now: revision,
    }),
    listTermChanges(reader, job.jobId, { seen: agreedRevision, now: job.revision }),
  ]);
  return { ...proposal, offerChanges: offerChanges ?? [], jobChanges: jobChanges ?? [] };
}

/**
 * A page of the proposals on the client's own job, for comparing: the hired one, the shortlist, live ones, live
 * ones whose letter went to many jobs, decided ones; each group by `sort`. Withdrawn ones are left out. Throws not_found when the job is not the actor's.
 */
export async function listProposals(
  actor: Actor,
  jobId: string,
  page: { sort?: ProposalSort; after?: string | undefined; limit?: number } = {},
  reader: Reader = getDb(),
): Promise<Page<ProposalView>> {
  if (!isId("job", jobId)) throw new DomainError("not_found");
  const [job] = await reader
    .select({ clientId: jobs.clientId })
    .from(jobs)
    .where(eq(jobs.id, jobId));
  if (job?.clientId !== actor.userId) throw new DomainError("not_found");
  const isStanding = and(eq(proposals.jobId, jobId), sql`${proposals.status} <> 'withdrawn'`);
  const standing = sql`case when ${proposals.status} = 'accepted' then 4
    when ${proposals.status} <> 'submitted' then 0
    when ${proposals.shortlistedAt} is not null then 3
    when ${sameLetterCount} >= ${SAME_LETTER_FROM} then 1 else 2 end`;
  return listPage(reader, isStanding, [standing, ...orderOf(page.sort ?? "newest")], page);
}

/**
 * A page of the freelancer's own proposals: first those whose job changed, because they wait for a confirmation, then
 * the newest; `statuses` narrows them.
 */
export function listMyProposals(
  actor: Actor,
  page: {
    statuses?: readonly ProposalStatus[];
    after?: string | undefined;
    limit?: number;
  } = {},
  reader: Reader = getDb(),
): Promise<Page<ProposalView>> {
  const { statuses } = page;
  const isMine = and(
    eq(proposals.freelancerId, actor.userId),
    statuses ? inArray(proposals.status, [...statuses]) : undefined,
  );
  return listPage(reader, isMine, [isOutdated, sql`${proposals.createdAt}`], page);
}

/** How many live proposals count for the freelancer: where they apply, before they write. */
export function getLiveProposals(
  actor: Actor,
  reader: Reader = getDb(),
): Promise<LiveProposalsView> {
  return readLiveProposals(reader, actor.userId);
}

/** 1 when the job says something other than what the freelancer agreed to. */
const isOutdated = sql<number>`(case when ${proposals.status} = 'submitted' and ${proposals.jobRevision} <> (
  select j.revision from ${jobs} j where j.id = ${proposals.jobId}) then 1 else 0 end)`;

async function listPage(
  reader: Reader,
  condition: SQL | undefined,
  keys: readonly SQL[],
  { after, limit = PAGE }: { after?: string | undefined; limit?: number },
): Promise<Page<ProposalView>> {
  const order = { table: proposals, id: proposals.id, keys };
  const [found, total] = await Promise.all([
    selectProposals(reader)
      .where(and(condition, afterRow(order, after)))
      .orderBy(...byOrder(order))
      .limit(limit + 1),
    reader.$count(proposals, condition),
  ]);
  const page = toPage(found, { limit, total, idOf: ({ proposalId }) => proposalId });
  return { ...page, rows: await toViews(reader, page.rows) };
}

const clients = alias(users, "clients");

const changedAt = sql<Date | null>`(
  select max(r.created_at) from ${proposalRevisions} r
  where r.proposal_id = ${proposals.id} and r.revision > 1)`.mapWith(proposals.createdAt);

/** Over all reviews of the freelancer. */
const ratingAverage = sql<number | null>`(
  select round(avg(r.rating), 2)::float8 from ${reviews} r where r.subject_id = ${proposals.freelancerId})`;
const ratingCount = sql<number>`(
  select count(*)::int from ${reviews} r where r.subject_id = ${proposals.freelancerId})`;
const completedCount = sql<number>`(
  select count(*)::int from ${contracts} c
  where c.freelancer_id = ${proposals.freelancerId} and c.completed_at is not null)`;

const sameLetterCount = sql<number>`coalesce((
  select greatest(l.job_count - 1, 0) from ${letters} l where l.id = ${proposals.letterId}), 0)`;

function selectProposals(reader: Reader) {
  return reader
    .select({
      proposalId: proposals.id,
      coverLetter: proposals.coverLetter,
      priceCents: proposals.priceCents,
      timelineDays: proposals.timelineDays,
      answers: proposals.answers,
      revision: proposals.revision,
      agreedRevision: proposals.jobRevision,
      changedAt,
      status: proposals.status,
      declineReason: proposals.declineReason,
      shortlistedAt: proposals.shortlistedAt,
      sameLetterCount,
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
        status: jobStatus(),
        revision: jobs.revision,
        budgetCents: jobs.budgetCents,
        timelineDays: jobs.timelineDays,
        releaseRule: jobs.releaseRule,
        reviewWindowDays: jobs.reviewWindowDays,
        questions: jobs.questions,
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

async function toViews(reader: Reader, rows: readonly ProposalRow[]): Promise<ProposalView[]> {
  const files = await listProposalFiles(
    reader,
    rows.map(({ proposalId }) => proposalId),
  );
  return rows.map(
    ({ average, reviewCount, completedCount, freelancer, agreedRevision, answers, ...view }) => ({
      ...view,
      asked: listAsked(view.job.questions, answers),
      files: files.get(view.proposalId) ?? [],
      isOutdated: view.status === "submitted" && agreedRevision !== view.job.revision,
      freelancer: {
        ...freelancer,
        rating: average === null ? null : { average, count: reviewCount },
        completedCount,
      },
    }),
  );
}

/** Each from high to low, like the order of a page. */
function orderOf(sort: ProposalSort): SQL[] {
  switch (sort) {
    case "newest":
      return [sql`${proposals.createdAt}`];
    case "price":
      return [sql`-${proposals.priceCents}`];
    case "timeline":
      return [sql`-${proposals.timelineDays}`];
    case "rating":
      return [sql`coalesce(${ratingAverage}, 0)`];
  }
}

/**
 * What differs between two revisions of one proposal, with the older one as what was seen; null for a revision that
 * never existed. The caller has authorised the proposal.
 */
export async function listOfferChanges(
  reader: Reader,
  proposalId: Id<"prp">,
  { seen, now }: { readonly seen: number; readonly now: number },
): Promise<Change[] | null> {
  if (seen === now) return [];
  const rows = await reader
    .select()
    .from(proposalRevisions)
    .where(
      and(
        eq(proposalRevisions.proposalId, proposalId),
        inArray(proposalRevisions.revision, [seen, now]),
      ),
    );
  const before = rows.find(({ revision }) => revision === seen);
  const after = rows.find(({ revision }) => revision === now);
  return before && after ? compareOffers(before, after) : null;
}
