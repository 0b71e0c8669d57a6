import { and, eq, inArray, not, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getDb, type Reader } from "#db/client";
import { byOrder } from "#db/keyset";
import {
  clientProfiles,
  contracts,
  freelancerProfiles,
  jobProposalCounts,
  jobs,
  letters,
  proposalRevisions,
  proposals,
  users,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Change } from "#lib/changes";
import { DomainError } from "#lib/errors";
import { listProposalFiles } from "#lib/files/queries/attached";
import { type Id, isId } from "#lib/ids";
import { listTermChanges } from "#lib/jobs/queries/changes";
import { jobStatus } from "#lib/jobs/queries/job-status";
import type { Page } from "#lib/paging";
import { isOneOf, listIds, type WorkSearch } from "#lib/search/queries/work-search";
import { listAsked } from "./answers.ts";
import { compareOffers } from "./internal/compare-offers.ts";
import { readLiveProposals } from "./internal/live-proposals.ts";
import type { LiveProposalsView, ProposalPageView, ProposalSort, ProposalView } from "./schema.ts";

const PAGE = 50;
/** So many of the newest live proposals are compared with their jobs. */
const OUTDATED_SOUGHT = 1000;

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
    .select({ clientId: jobs.clientId, total: jobProposalCounts.proposalCount })
    .from(jobs)
    .leftJoin(jobProposalCounts, eq(jobProposalCounts.jobId, jobs.id))
    .where(eq(jobs.id, jobId));
  if (job?.clientId !== actor.userId) throw new DomainError("not_found");
  const isStanding = and(eq(proposals.jobId, jobId), sql`${proposals.status} <> 'withdrawn'`);
  const keys = [sql`${proposals.standing}`, orderOf(page.sort ?? "newest")];
  return { ...(await listPage(reader, { where: isStanding, keys, page })), total: job.total ?? 0 };
}

type ListPage = { after?: string | undefined; limit?: number; search?: WorkSearch | null };

/** A page of the freelancer's own proposals that still wait for the client, newest first. */
export async function listPendingProposals(
  actor: Actor,
  page: ListPage = {},
  reader: Reader = getDb(),
): Promise<Page<ProposalView>> {
  const where = and(isLiveOf(actor), not(isToConfirm(actor)));
  return listPage(reader, { where, keys: [sql`${proposals.createdAt}`], page });
}

/** A page of those whose job has changed, so that they wait for a confirmation, newest first. */
export async function listOutdatedProposals(
  actor: Actor,
  page: ListPage = {},
  reader: Reader = getDb(),
): Promise<Page<ProposalView>> {
  const where = and(isLiveOf(actor), isToConfirm(actor));
  return listPage(reader, { where, keys: [sql`${proposals.createdAt}`], page });
}

/** A page of those that ended without a contract, the last one first. */
export async function listEndedProposals(
  actor: Actor,
  page: ListPage = {},
  reader: Reader = getDb(),
): Promise<Page<ProposalView>> {
  const where = and(
    eq(proposals.freelancerId, actor.userId),
    sql`${proposals.status} in ('declined', 'not_selected', 'withdrawn')`,
  );
  const endedAt = sql`coalesce(${proposals.decidedAt}, ${proposals.createdAt})`;
  return listPage(reader, { where, keys: [endedAt], page });
}

function isLiveOf(actor: Actor): SQL | undefined {
  return and(eq(proposals.freelancerId, actor.userId), sql`${proposals.status} = 'submitted'`);
}

/** How many live proposals count for the freelancer: where they apply, before they write. */
export function getLiveProposals(
  actor: Actor,
  reader: Reader = getDb(),
): Promise<LiveProposalsView> {
  return readLiveProposals(reader, actor.userId);
}

/** The job says something other than what the freelancer agreed to. */
const isOutdated = sql<boolean>`${proposals.jobRevision} <> (
  select j.revision from ${jobs} j where j.id = ${proposals.jobId})`;

/**
 * Outdated ones are looked for among the newest live ones, because the job itself says that it has changed. Those that
 * are older stand among the pending ones, and say it there.
 */
function isToConfirm(actor: Actor): SQL {
  return sql`(${isOutdated} and ${proposals.id} in (
    select recent.id from ${proposals} recent
    where recent.freelancer_id = ${actor.userId} and recent.status = 'submitted'
    order by recent.created_at desc, recent.id desc limit ${OUTDATED_SOUGHT}))`;
}

async function listPage(
  reader: Reader,
  {
    where,
    keys,
    page: { after, limit = PAGE, search = null },
  }: {
    where: SQL | undefined;
    keys: readonly SQL[];
    page: ListPage;
  },
): Promise<Page<ProposalView>> {
  const order = { table: proposals, id: proposals.id, keys };
  const { ids, ...page } = await listIds(reader, {
    order,
    where,
    after,
    limit,
    search,
    text: SEARCHED_TEXT,
  });
  const rows = await selectProposals(reader)
    .where(isOneOf(proposals.id, ids))
    .orderBy(...byOrder(order));
  return { ...page, rows: await toViews(reader, rows) };
}

/** The job's title and its client's name. */
const SEARCHED_TEXT = sql`(select concat_ws(' ', j.title, coalesce(company.company_name, client.name))
  from ${jobs} j join ${users} client on client.id = j.client_id
  left join ${clientProfiles} company on company.user_id = j.client_id
  where j.id = ${proposals.jobId})`;

const clients = alias(users, "clients");

const changedAt = sql<Date | null>`(
  select max(r.created_at) from ${proposalRevisions} r
  where r.proposal_id = ${proposals.id} and r.revision > 1)`.mapWith(proposals.createdAt);

const clientName = sql<string>`coalesce(${clientProfiles.companyName}, ${clients.name})`;

const sameLetterCount = sql<number>`coalesce((
  select greatest(l.job_count - 1, 0) from ${letters} l where l.id = ${proposals.letterId}), 0)`;

function selectProposals(reader: Reader) {
  return reader
    .select({
      proposalId: proposals.id,
      coverLetter: proposals.coverLetter,
      priceCents: proposals.priceCents,
      timelineDays: proposals.timelineDays,
      feeBasisPoints: proposals.feeBasisPoints,
      feeMinimumCents: proposals.feeMinimumCents,
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
      ratingHundredths: freelancerProfiles.ratingHundredths,
      reviewCount: freelancerProfiles.reviewCount,
      completedCount: freelancerProfiles.completedCount,
      client: {
        userId: clients.id,
        name: clientName,
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
    ({
      ratingHundredths,
      reviewCount,
      completedCount,
      freelancer,
      agreedRevision,
      answers,
      ...view
    }) => ({
      ...view,
      asked: listAsked(view.job.questions, answers),
      files: files.get(view.proposalId) ?? [],
      isOutdated: view.status === "submitted" && agreedRevision !== view.job.revision,
      freelancer: {
        ...freelancer,
        rating:
          ratingHundredths === null
            ? null
            : { average: ratingHundredths / 100, count: reviewCount ?? 0 },
        completedCount: completedCount ?? 0,
      },
    }),
  );
}

/** From high to low, like the order of a page; each has its index. */
function orderOf(sort: ProposalSort): SQL {
  switch (sort) {
    case "newest":
      return sql`${proposals.createdAt}`;
    case "price":
      return sql`(-${proposals.priceCents})`;
    case "timeline":
      return sql`(-${proposals.timelineDays})`;
    case "rating":
      return sql`${proposals.ratingHundredths}`;
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
