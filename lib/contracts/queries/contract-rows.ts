import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "#db/client";
import { accounts, clientProfiles, contracts, jobs, reviews, submissions, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { cents } from "#lib/money";
import { isolate } from "#lib/text";
import { addDays } from "#lib/time";
import { describeContract } from "../describe-contract.ts";
import { toFacts } from "../lock-contract.ts";
import { isLate, REVIEW_REMINDER_DAYS, sideOf } from "../policy.ts";
import type { PartyView } from "../schema.ts";

const clients = alias(users, "clients");
const freelancers = alias(users, "freelancers");

const clientName = sql<string>`coalesce(${clientProfiles.companyName}, ${clients.name})`;

const submissionCount = sql<number>`(
  select coalesce(max(${submissions.number}), 0)::int from ${submissions}
  where ${submissions.contractId} = ${contracts.id})`;

const hasClientReviewed = sql<boolean>`exists (
  select 1 from ${reviews}
  where ${reviews.contractId} = ${contracts.id} and ${reviews.authorId} = ${contracts.clientId})`;

/** Contracts with everything that a view of one needs. The hold's balance is the ledger's own. */
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
      held: accounts.balance,
      submissionCount,
      hasClientReviewed,
    })
    .from(contracts)
    .innerJoin(jobs, eq(jobs.id, contracts.jobId))
    .innerJoin(clients, eq(clients.id, contracts.clientId))
    .innerJoin(freelancers, eq(freelancers.id, contracts.freelancerId))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, contracts.clientId))
    .leftJoin(accounts, and(eq(accounts.kind, "hold"), eq(accounts.owner, contracts.id)))
    .$dynamic();
}

/** Asked for a review: what the client of a recently completed job has not left yet. */
export function asksForReview(at: Date): SQL {
  const since = addDays(at, -REVIEW_REMINDER_DAYS).toISOString();
  return sql`(${contracts.completedAt} > ${since}::timestamptz and not ${hasClientReviewed})`;
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

export type ContractRecord = Awaited<ReturnType<typeof selectContracts>>[number];

/** True when the actor is one of the two parties. */
export function isPartyTo(actor: Actor): SQL | undefined {
  return or(eq(contracts.clientId, actor.userId), eq(contracts.freelancerId, actor.userId));
}

/** The common part of every view of a contract, for one of its parties at one time, and the facts for the rules. */
export function toBase(record: ContractRecord, actor: Actor, at: Date) {
  const { contract, status, jobTitle, client, freelancer, submissionCount: count } = record;
  const viewer = sideOf(actor, contract);
  if (!viewer) throw new DomainError("not_found");
  const facts = toFacts(contract, status, count);
  const names = { viewer, client: isolate(client.name), freelancer: isolate(freelancer.name) };
  const { money, ifNobodyActs, standing } = describeContract(facts, at, names);
  const { id: contractId, jobId, priceCents, createdAt, cancellationNumber } = contract;
  const base = {
    ...facts,
    contractId,
    jobId,
    jobTitle,
    viewer,
    client,
    freelancer,
    priceCents,
    heldCents: record.held ?? cents(0),
    createdAt,
    cancellationNumber,
    money,
    ifNobodyActs,
    isLate: isLate(facts, at),
  };
  const other: PartyView = viewer === "client" ? freelancer : client;
  return { base, facts, names, standing, other };
}
