import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import type { Reader } from "#db/client";
import {
  clientProfiles,
  clocks,
  contracts,
  jobs,
  milestones,
  reviews,
  submissions,
  users,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { isOneOf } from "#lib/search/queries/work-search";
import { isolate } from "#lib/text";
import { type Clock, type DisputeClock, REVIEWS } from "../clocks.ts";
import type { PartyView } from "../contract-views.ts";
import { describeContract } from "../describe-contract.ts";
import { milestoneColumns, toFacts } from "../lock-contract.ts";
import { currentOf, type Milestone } from "../milestones.ts";
import { isLate, reviewEnd, sideOf } from "../policy.ts";

const clients = alias(users, "clients");
const freelancers = alias(users, "freelancers");
const disputeClocks = alias(clocks, "dispute_clocks");

const clientName = sql<string>`coalesce(${clientProfiles.companyName}, ${clients.name})`;

function hasReviewed(author: AnyPgColumn): SQL<boolean> {
  return sql<boolean>`exists (
    select 1 from ${reviews}
    where ${reviews.contractId} = ${contracts.id} and ${reviews.authorId} = ${author})`;
}

const reviewsEndAt = sql`(
  select ${clocks.at} from ${clocks}
  where ${clocks.contractId} = ${contracts.id} and ${clocks.subject} = ${REVIEWS})`;

/** Contracts with everything that a view of one needs but its milestones (`withParts`). */
export function selectContracts(reader: Reader) {
  return reader
    .select({
      contract: contracts,
      status: jobs.status,
      jobTitle: jobs.title,
      client: {
        userId: clients.id,
        name: clientName,
        handle: clients.handle,
        avatarFileId: clients.avatarFileId,
      },
      freelancer: {
        userId: freelancers.id,
        name: freelancers.name,
        handle: freelancers.handle,
        avatarFileId: freelancers.avatarFileId,
      },
      hasClientReviewed: hasReviewed(contracts.clientId),
      hasFreelancerReviewed: hasReviewed(contracts.freelancerId),
      reviewsEndAt: sql<Date | null>`${reviewsEndAt}`.mapWith(clocks.at),
    })
    .from(contracts)
    .innerJoin(jobs, eq(jobs.id, contracts.jobId))
    .innerJoin(clients, eq(clients.id, contracts.clientId))
    .innerJoin(freelancers, eq(freelancers.id, contracts.freelancerId))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, contracts.clientId))
    .$dynamic();
}

/** Asked for a review: what the client of a recently completed job has not left yet. */
export function asksForReview(at: Date): SQL {
  return sql`(${reviewsEndAt} > ${at.toISOString()}::timestamptz and not ${hasReviewed(contracts.clientId)})`;
}

/** True for the contracts of this person, on the side that the person's role is; admins have none. */
export function isOwn(actor: Actor): SQL {
  return actor.role === "client"
    ? eq(contracts.clientId, actor.userId)
    : eq(contracts.freelancerId, actor.userId);
}

export const isRunning = sql`(${contracts.completedAt} is null and ${contracts.cancelledAt} is null)`;
export const hasEnded = sql`(${contracts.completedAt} is not null or ${contracts.cancelledAt} is not null)`;

/** The job's title and the other person's name, for a search of contracts. */
export function searchedText(actor: Actor): SQL {
  const other = actor.role === "client" ? contracts.freelancerId : contracts.clientId;
  return sql`(select concat_ws(' ', j.title, coalesce(company.company_name, other.name))
    from ${jobs} j, ${users} other
    left join ${clientProfiles} company on company.user_id = other.id
    where j.id = ${contracts.jobId} and other.id = ${other})`;
}

type ContractSelected = Awaited<ReturnType<typeof selectContracts>>[number];

/** A milestone as it is kept, with its clock and the number of its latest submission. */
type Part = {
  readonly milestone: Milestone;
  readonly clock: Clock | null;
  /** That of the dispute about it. */
  readonly disputeClock: (Clock & Pick<DisputeClock, "toFreelancerCents">) | null;
  readonly submissionCount: number;
};

/** A contract with its milestones, as they were agreed on. */
export type ContractRecord = ContractSelected & { readonly parts: readonly Part[] };

/** Adds the milestones, by one more query for all of them. */
export async function withParts(
  reader: Reader,
  records: readonly ContractSelected[],
): Promise<ContractRecord[]> {
  if (records.length === 0) return [];
  const rows = await reader
    .select({
      contractId: milestones.contractId,
      milestone: milestoneColumns,
      clock: { what: clocks.what, at: clocks.at, waitsFor: clocks.waitsFor },
      disputeClock: {
        what: disputeClocks.what,
        at: disputeClocks.at,
        waitsFor: disputeClocks.waitsFor,
        toFreelancerCents: disputeClocks.toFreelancerCents,
      },
      submissionCount,
    })
    .from(milestones)
    .leftJoin(
      clocks,
      and(
        eq(clocks.contractId, milestones.contractId),
        eq(clocks.subject, sql`${milestones.number}::text`),
      ),
    )
    .leftJoin(
      disputeClocks,
      and(
        eq(disputeClocks.contractId, milestones.contractId),
        eq(disputeClocks.subject, milestones.disputeId),
      ),
    )
    .where(
      isOneOf(
        milestones.contractId,
        records.map(({ contract }) => contract.id),
      ),
    )
    .orderBy(asc(milestones.contractId), asc(milestones.number));
  return records.map((record) => ({
    ...record,
    parts: rows.filter((row) => row.contractId === record.contract.id),
  }));
}

const submissionCount = sql<number>`(
  select coalesce(max(${submissions.number}), 0)::int from ${submissions}
  where ${submissions.contractId} = ${milestones.contractId}
    and ${submissions.milestoneNumber} = ${milestones.number})`;

/** True when the actor is one of the two parties. */
export function isPartyTo(actor: Actor): SQL | undefined {
  return or(eq(contracts.clientId, actor.userId), eq(contracts.freelancerId, actor.userId));
}

/**
 * The common part of every view of a contract, for one of its parties at one time, and the facts for the rules: those of
 * one milestone, the current one unless its number is given. Throws not_found for a number that there is none of.
 */
export function toBase(record: ContractRecord, actor: Actor, at: Date, milestoneNumber?: number) {
  const { contract, status: jobStatus, jobTitle, client, freelancer, parts, reviewsEndAt } = record;
  const viewer = sideOf(actor, contract);
  const part = choosePart(parts, milestoneNumber);
  if (!viewer || !part) throw new DomainError("not_found");
  const facts = toFacts({
    ...part,
    contract,
    jobStatus,
    reviewsEndAt,
    milestones: parts.map(({ milestone }) => milestone),
    isWorkSubmitted: parts.some(({ submissionCount }) => submissionCount > 0),
  });
  const names = { viewer, client: isolate(client.name), freelancer: isolate(freelancer.name) };
  const { money, ifNobodyActs, standing } = describeContract(facts, at, names);
  const { id: contractId, jobId, createdAt, cancellationNumber } = contract;
  const base = {
    ...facts,
    contractId,
    jobId,
    jobTitle,
    milestoneTitle: part.milestone.title,
    viewer,
    client,
    freelancer,
    totalCents: contract.priceCents,
    createdAt,
    reviewEndsAt: reviewEnd(facts),
    cancellationNumber,
    money,
    ifNobodyActs,
    isLate: isLate(facts, at),
  };
  const other: PartyView = viewer === "client" ? freelancer : client;
  const hasReviewed = viewer === "client" ? record.hasClientReviewed : record.hasFreelancerReviewed;
  return { base, facts, names, standing, other, hasReviewed };
}

function choosePart(parts: readonly Part[], number: number | undefined): Part | undefined {
  const wanted = number ?? currentOf(parts.map(({ milestone }) => milestone)).number;
  return parts.find(({ milestone }) => milestone.number === wanted);
}
