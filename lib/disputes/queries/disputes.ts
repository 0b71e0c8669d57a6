import { and, asc, count, desc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getDb, type Reader } from "#db/client";
import {
  clientProfiles,
  clocks,
  contracts,
  disputeDecisions,
  disputeOffers,
  disputeStatements,
  disputes,
  jobs,
  milestones,
  users,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { isDisputeClock, isDue } from "#lib/contracts/clocks";
import type { SplitView } from "#lib/contracts/contract-views";
import { describeDisputeClock } from "#lib/contracts/describe-dispute";
import { milestoneColumns } from "#lib/contracts/lock-contract";
import { freeCentsOf } from "#lib/contracts/milestones";
import { getContract } from "#lib/contracts/queries/contracts";
import { splitOf } from "#lib/contracts/settlements";
import { DomainError } from "#lib/errors";
import { listStatementFiles } from "#lib/files/queries/attached";
import { type Id, isId } from "#lib/ids";
import { type Cents, cents } from "#lib/money";
import { isolate } from "#lib/text";
import { now } from "#lib/time";
import { mayDecide, openerOf, voiceOf } from "../internal/lock-dispute.ts";
import { claimsOf, disputableRefusal, refusalsOf } from "../policy.ts";
import type {
  DecisionView,
  DisputableView,
  DisputeOfferView,
  DisputeRow,
  DisputeView,
  DisputeVoice,
  NextMoment,
  StatementView,
} from "../schema.ts";
import { listChecklist } from "./checklist.ts";
import { tellTimeline } from "./timeline.ts";

const clients = alias(users, "clients");
const freelancers = alias(users, "freelancers");
const clientName = sql<string>`coalesce(${clientProfiles.companyName}, ${clients.name})`;

/** A dispute with its contract, its milestone, and the two people. */
function selectDisputes(reader: Reader) {
  return reader
    .select({
      dispute: disputes,
      milestone: milestoneColumns,
      contract: contracts,
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
      clock: clocks,
    })
    .from(disputes)
    .innerJoin(contracts, eq(contracts.id, disputes.contractId))
    .innerJoin(
      milestones,
      and(
        eq(milestones.contractId, disputes.contractId),
        eq(milestones.number, disputes.milestoneNumber),
      ),
    )
    .innerJoin(jobs, eq(jobs.id, contracts.jobId))
    .innerJoin(clients, eq(clients.id, contracts.clientId))
    .innerJoin(freelancers, eq(freelancers.id, contracts.freelancerId))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, contracts.clientId))
    .leftJoin(
      clocks,
      and(eq(clocks.contractId, disputes.contractId), eq(clocks.subject, disputes.id)),
    )
    .$dynamic();
}

type DisputeRecord = Awaited<ReturnType<typeof selectDisputes>>[number];

/**
 * The whole dispute, for its two parties, and for mediators from the moment on at which it came to them. Throws
 * `not_found` for everyone else.
 */
export async function getDispute(
  actor: Actor,
  disputeId: string,
  reader: Reader = getDb(),
): Promise<DisputeView> {
  if (!isId("dsp", disputeId)) throw new DomainError("not_found");
  const [record] = await selectDisputes(reader).where(eq(disputes.id, disputeId));
  const voice = record ? voiceOf(actor, record.dispute, record.contract) : "stranger";
  if (!record || voice === "stranger") throw new DomainError("not_found");
  return readDispute(reader, record, { actor, voice });
}

/** The id of the latest dispute about a milestone, open or over, for a party to the contract; null when there is none. */
export async function findDisputeOf(
  actor: Actor,
  contractId: Id<"ctr">,
  milestoneNumber: number,
  reader: Reader = getDb(),
): Promise<Id<"dsp"> | null> {
  const [latest] = await reader
    .select({ id: disputes.id })
    .from(disputes)
    .innerJoin(contracts, eq(contracts.id, disputes.contractId))
    .where(
      and(
        eq(disputes.contractId, contractId),
        eq(disputes.milestoneNumber, milestoneNumber),
        or(eq(contracts.clientId, actor.userId), eq(contracts.freelancerId, actor.userId)),
      ),
    )
    .orderBy(desc(disputes.createdAt), desc(disputes.id))
    .limit(1);
  return latest?.id ?? null;
}

async function readDispute(
  reader: Reader,
  record: DisputeRecord,
  { actor, voice }: { actor: Actor; voice: DisputeVoice },
): Promise<DisputeView> {
  const { dispute, milestone, contract, client, freelancer } = record;
  const at = now();
  const [offerRows, decisionRows, statements, checklist] = await Promise.all([
    reader
      .select()
      .from(disputeOffers)
      .where(eq(disputeOffers.disputeId, dispute.id))
      .orderBy(desc(disputeOffers.number)),
    listDecisions(reader, dispute.id),
    listStatements(reader, record),
    listChecklist(reader, milestone, dispute),
  ]);
  const split = (toFreelancerCents: Cents) => splitDisputed(record, toFreelancerCents);
  const openedBy = openerOf(dispute, contract);
  const offers = offerRows.map(
    ({ number, madeBy, note, status, toFreelancerCents, createdAt }): DisputeOfferView => ({
      number,
      by: madeBy === contract.clientId ? "client" : "freelancer",
      note,
      status,
      split: split(toFreelancerCents),
      toFreelancerCents,
      createdAt,
    }),
  );
  const facts = {
    ...dispute,
    openedBy,
    mayDecide:
      voice === "mediator" && (await mayDecide(reader, actor.userId, contract, decisionRows)),
  };
  const firstAnswer = offers.findLast(({ by }) => by !== openedBy);
  const decisions = decisionRows.map(
    ({ mediatorId: _, toFreelancerCents, ...decision }): DecisionView => ({
      ...decision,
      toFreelancerCents,
      split: split(toFreelancerCents),
    }),
  );
  return {
    disputeId: dispute.id,
    contractId: contract.id,
    jobId: contract.jobId,
    jobTitle: record.jobTitle,
    milestoneNumber: dispute.milestoneNumber,
    milestoneTitle: milestone.title,
    viewer: voice,
    client,
    freelancer,
    state: dispute.state,
    openedBy,
    createdAt: dispute.createdAt,
    amountCents: dispute.amountCents,
    undisputedCents: freeCentsOf(milestone),
    terms: termsOf(record),
    claim: {
      reason: dispute.reason,
      split: split(dispute.claimToFreelancerCents),
      toFreelancerCents: dispute.claimToFreelancerCents,
      agreementVersion: dispute.agreementVersion,
      submissionNumber: dispute.submissionNumber,
    },
    answer:
      dispute.answer !== null && dispute.answeredAt && firstAnswer
        ? { text: dispute.answer, at: dispute.answeredAt, split: firstAnswer.split }
        : null,
    checklist,
    claims: claimsOf(dispute),
    offers,
    latestOfferNumber: offers[0]?.number ?? 0,
    statements,
    decisions,
    middle:
      dispute.middleToFreelancerCents === null ? null : split(dispute.middleToFreelancerCents),
    appeal:
      dispute.appealedBy && dispute.appealedAt
        ? {
            by: dispute.appealedBy === contract.clientId ? "client" : "freelancer",
            reason: dispute.appealReason ?? "",
            at: dispute.appealedAt,
          }
        : null,
    timeline: tellTimeline(dispute, { openedBy, offers, statements, decisions, contract }),
    next: nextMoment(record, voice, at),
    outcome:
      dispute.outcome && dispute.endedAt
        ? {
            kind: dispute.outcome,
            split: dispute.toFreelancerCents === null ? null : split(dispute.toFreelancerCents),
            at: dispute.endedAt,
          }
        : null,
    refusals: refusalsOf(facts, voice),
    round: decisions.length + 1,
  };
}

/**
 * What each side would get of the disputed money. Once it has moved, what had been released before counts no more: the
 * fee is then that of the whole.
 */
function splitDisputed(record: DisputeRecord, toFreelancerCents: Cents): SplitView {
  return splitOf(termsOf(record), record.dispute.amountCents, toFreelancerCents);
}

function termsOf({ dispute, milestone, contract }: DisputeRecord): DisputeView["terms"] {
  const { feeBasisPoints, feeMinimumCents } = contract;
  const { releasedCents, earnedCents } = dispute.endedAt ? UNPAID : milestone;
  return { releasedCents, earnedCents, fee: { feeBasisPoints, feeMinimumCents } };
}

const UNPAID = { releasedCents: cents(0), earnedCents: cents(0) };

function nextMoment(record: DisputeRecord, voice: DisputeVoice, at: Date): NextMoment | null {
  const { clock, client, freelancer } = record;
  if (!clock || !isDisputeClock(clock)) return null;
  const split =
    clock.toFreelancerCents === null ? null : splitDisputed(record, clock.toFreelancerCents);
  const reader = {
    viewer: voice === "mediator" ? null : voice,
    client: isolate(client.name),
    freelancer: isolate(freelancer.name),
  };
  const sentence = describeDisputeClock(clock, split, at, reader);
  return { at: clock.at, waitsFor: clock.waitsFor, sentence, split };
}

async function listDecisions(reader: Reader, disputeId: Id<"dsp">) {
  const { round, findings, reason, toFreelancerCents, createdAt, mediatorId } = disputeDecisions;
  return reader
    .select({
      round,
      findings,
      reason,
      toFreelancerCents,
      createdAt,
      mediatorId,
      mediatorName: users.name,
    })
    .from(disputeDecisions)
    .innerJoin(users, eq(users.id, mediatorId))
    .where(eq(disputeDecisions.disputeId, disputeId))
    .orderBy(asc(round));
}

async function listStatements(
  reader: Reader,
  { dispute, contract }: DisputeRecord,
): Promise<StatementView[]> {
  const rows = await reader
    .select({ statement: disputeStatements, authorName: users.name })
    .from(disputeStatements)
    .innerJoin(users, eq(users.id, disputeStatements.authorId))
    .where(eq(disputeStatements.disputeId, dispute.id))
    .orderBy(asc(disputeStatements.createdAt), asc(disputeStatements.id));
  const files = await listStatementFiles(
    reader,
    rows.map(({ statement }) => statement.id),
  );
  return rows.map(({ statement: { id, authorId, kind, asks, text, createdAt }, authorName }) => ({
    statementId: id,
    by:
      authorId === contract.clientId
        ? "client"
        : authorId === contract.freelancerId
          ? "freelancer"
          : "mediator",
    authorName,
    kind,
    asks,
    text,
    files: files.get(id) ?? [],
    createdAt,
  }));
}

/** What a form for opening a dispute shows, for a party to the contract. Throws `not_found`. */
export async function getDisputable(
  actor: Actor,
  contractId: string,
  milestoneNumber?: number,
  reader: Reader = getDb(),
): Promise<DisputableView> {
  const contract = await getContract(actor, contractId, {
    reader,
    ...(milestoneNumber !== undefined && { milestoneNumber }),
  });
  const milestone = contract.milestones.find(({ number }) => number === contract.milestoneNumber);
  if (!milestone) throw new DomainError("not_found");
  const withdrawn = await reader.$count(
    disputes,
    and(
      eq(disputes.contractId, contract.contractId),
      eq(disputes.milestoneNumber, milestone.number),
      eq(disputes.openedBy, actor.userId),
      eq(disputes.outcome, "withdrawn"),
    ),
  );
  const [clock] = await reader
    .select({ at: clocks.at })
    .from(clocks)
    .where(
      and(eq(clocks.contractId, contract.contractId), eq(clocks.subject, String(milestone.number))),
    );
  return {
    contractId: contract.contractId,
    jobTitle: contract.jobTitle,
    milestoneNumber: milestone.number,
    milestoneTitle: milestone.title,
    viewer: contract.viewer,
    otherName: (contract.viewer === "client" ? contract.freelancer : contract.client).name,
    heldCents: contract.heldCents,
    agreementVersion: contract.agreementVersion,
    submissionNumber: contract.submissionCount,
    checklist: milestone.checklist,
    refusal: disputableRefusal({
      status: milestone.status,
      heldCents: contract.heldCents,
      isDue: isDue(clock ?? null, now()),
      hasWithdrawn: withdrawn > 0,
    }),
  };
}

/** What a decision would come to, for whoever may read the dispute: where each cent goes. Throws `not_found`. */
export async function previewSplit(
  actor: Actor,
  disputeId: string,
  toFreelancerCents: Cents,
  reader: Reader = getDb(),
): Promise<SplitView> {
  if (!isId("dsp", disputeId)) throw new DomainError("not_found");
  const [record] = await selectDisputes(reader).where(eq(disputes.id, disputeId));
  if (!record || voiceOf(actor, record.dispute, record.contract) === "stranger") {
    throw new DomainError("not_found");
  }
  if (toFreelancerCents > record.dispute.amountCents) throw new DomainError("share_too_large");
  return splitDisputed(record, toFreelancerCents);
}

const DESK_PAGE = 100;

const isWaiting = inArray(disputes.state, ["mediation", "appeal"]);

/** Disputes that wait for a mediator, of which the actor is no party, longest first. Throws `not_found` for others. */
export async function listDisputesForMediation(
  actor: Actor,
  reader: Reader = getDb(),
): Promise<DisputeRow[]> {
  requireRight(actor, "mediate");
  const { userId } = actor;
  const records = await selectDisputes(reader)
    .where(and(isWaiting, ne(contracts.clientId, userId), ne(contracts.freelancerId, userId)))
    .orderBy(asc(disputes.mediationAt), asc(disputes.id))
    .limit(DESK_PAGE);
  const rows: DisputeRow[] = [];
  for (const { dispute, contract, jobTitle, client, freelancer, clock } of records) {
    const { state, mediationAt } = dispute;
    if ((state !== "mediation" && state !== "appeal") || !mediationAt || !clock) continue;
    const decisions = state === "appeal" ? await listDecisions(reader, dispute.id) : [];
    rows.push({
      disputeId: dispute.id,
      contractId: contract.id,
      jobTitle,
      milestoneNumber: dispute.milestoneNumber,
      clientName: client.name,
      freelancerName: freelancer.name,
      state,
      amountCents: dispute.amountCents,
      mediationAt,
      endsAt: clock.at,
      mayDecide: await mayDecide(reader, userId, contract, decisions),
    });
  }
  return rows;
}

/** How many disputes wait for a mediator, and since when the first does; for the Today page. Throws `not_found`. */
export async function countDisputesForMediation(
  actor: Actor,
  reader: Reader = getDb(),
): Promise<{ waitingCount: number; oldestAt: Date | null }> {
  requireRight(actor, "mediate");
  const [row] = await reader
    .select({
      waitingCount: count(),
      oldestAt: sql<Date | null>`min(${disputes.mediationAt})`.mapWith(disputes.mediationAt),
    })
    .from(disputes)
    .where(isWaiting);
  return row ?? { waitingCount: 0, oldestAt: null };
}
