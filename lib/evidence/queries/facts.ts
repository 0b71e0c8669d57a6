import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Tx } from "#db/client";
import {
  changeOrders,
  type contracts,
  conversations,
  disputeDecisions,
  disputeOffers,
  disputeStatements,
  disputes,
  jobEvents,
  jobRevisions,
  keptMessages,
  messages,
  milestones,
  notifications,
  participants,
  proposalRevisions,
  submissions,
} from "#db/schema";
import { sideOf } from "#lib/contracts/policy";
import { listAgreedVersions } from "#lib/contracts/queries/agreements";
import type { Id } from "#lib/ids";
import { listEntries, MAX_ENTRIES } from "#lib/ledger/queries";
import { sha256 } from "../internal/manifest.ts";
import type { EvidenceFile } from "./files.ts";

type Contract = typeof contracts.$inferSelect;
type Side = "client" | "freelancer";

/** A file as the facts name it: where it stands in the bundle, and its hash. */
type NamedFile = Pick<EvidenceFile, "path" | "name" | "sizeBytes" | "sha256">;

/** All that is kept about one contract, in the order in which it happened. Amounts in minor units. */
export type Facts = Awaited<ReturnType<typeof readFacts>>;

/** Reads them at one moment. The caller has authorised the contract. */
export async function readFacts(tx: Tx, contract: Contract, files: readonly EvidenceFile[]) {
  const side = (userId: Id<"usr">): Side => {
    const found = sideOf({ userId }, contract);
    if (!found) throw new Error(`${userId} is no party to ${contract.id}`);
    return found;
  };
  const [agreement, work, conversation, payments, disputed, history, seen] = await Promise.all([
    readAgreement(tx, contract, { side, files }),
    readWork(tx, contract, files),
    readConversation(tx, contract, { side, files }),
    readPayments(tx, contract),
    readDisputes(tx, contract, files),
    readHistory(tx, contract),
    readSeen(tx, contract, side),
  ]);
  return { agreement, work, conversation, payments, disputes: disputed, history, seen };
}

type Reading = {
  readonly side: (userId: Id<"usr">) => Side;
  readonly files: readonly EvidenceFile[];
};

/** What both agreed to: each version with its hash, the texts that it refers to, and every change that was proposed. */
async function readAgreement(tx: Tx, contract: Contract, { side, files }: Reading) {
  const [versions, [job], [offer], changes] = await Promise.all([
    listAgreedVersions(tx, contract),
    tx
      .select()
      .from(jobRevisions)
      .where(
        and(
          eq(jobRevisions.jobId, contract.jobId),
          eq(jobRevisions.revision, contract.jobRevision),
        ),
      ),
    tx
      .select()
      .from(proposalRevisions)
      .where(
        and(
          eq(proposalRevisions.proposalId, contract.proposalId),
          eq(proposalRevisions.revision, contract.proposalRevision),
        ),
      ),
    tx
      .select()
      .from(changeOrders)
      .where(eq(changeOrders.contractId, contract.id))
      .orderBy(asc(changeOrders.createdAt), asc(changeOrders.id)),
  ]);
  if (!job || !offer) throw new Error(`The texts that ${contract.id} was agreed on are gone`);
  return {
    contractId: contract.id,
    hiredAt: contract.createdAt,
    versions: versions.map(({ proposedBy, acceptedBy, ...version }) => ({
      ...version,
      proposedBy: side(proposedBy),
      acceptedBy: side(acceptedBy),
    })),
    job: { ...job, files: filesAt(files, ({ jobId }) => jobId === contract.jobId) },
    offer: {
      ...offer,
      files: filesAt(files, ({ proposalId }) => proposalId === contract.proposalId),
    },
    changes: changes.map(({ contractId: _, requestKey: __, proposedBy, ...change }) => ({
      ...change,
      proposedBy: side(proposedBy),
    })),
  };
}

/** Every milestone with the versions of its work: what each ticked, what was not met, and its files. */
async function readWork(tx: Tx, { id }: Contract, files: readonly EvidenceFile[]) {
  const [parts, versions] = await Promise.all([
    listMilestones(tx, id),
    tx
      .select()
      .from(submissions)
      .where(eq(submissions.contractId, id))
      .orderBy(asc(submissions.milestoneNumber), asc(submissions.number)),
  ]);
  return parts.map(({ number, title, status, days, dueAt, rounds, roundsUsed, endedAt }) => ({
    number,
    title,
    status,
    days,
    dueAt,
    rounds,
    roundsUsed,
    endedAt,
    submissions: versions
      .filter(({ milestoneNumber }) => milestoneNumber === number)
      .map(({ id: submissionId, contractId: _, requestKey: __, ...version }) => ({
        submissionId,
        ...version,
        files: filesAt(files, (to) => to.submissionId === submissionId),
      })),
  }));
}

function listMilestones(tx: Tx, contractId: Id<"ctr">) {
  return tx
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, contractId))
    .orderBy(asc(milestones.position), asc(milestones.number));
}

/** What the two wrote to each other about the job, with what was edited and deleted. */
async function readConversation(tx: Tx, contract: Contract, { side, files }: Reading) {
  const isTheirs = and(
    eq(conversations.jobId, contract.jobId),
    eq(conversations.freelancerId, contract.freelancerId),
  );
  const inTheirs = tx.select({ id: conversations.id }).from(conversations).where(isTheirs);
  const [isDisputed, rows, kept] = await Promise.all([
    tx.$count(disputes, eq(disputes.contractId, contract.id)),
    tx
      .select()
      .from(messages)
      .where(inArray(messages.conversationId, inTheirs))
      .orderBy(asc(messages.seq)),
    tx
      .select()
      .from(keptMessages)
      .where(inArray(keptMessages.conversationId, inTheirs))
      .orderBy(asc(keptMessages.seq), asc(keptMessages.number)),
  ]);
  return rows.map((message) => ({
    number: message.seq,
    from: side(message.senderId),
    sentAt: message.createdAt,
    editedAt: message.editedAt,
    deletedAt: message.deletedAt,
    answers: message.replyToSeq,
    /** Null when it was deleted; then the last of `before` is what it was. */
    text: message.deletedAt ? null : message.body,
    sha256: message.deletedAt ? null : sha256(message.body),
    files: filesAt(files, ({ messageSeq }) => messageSeq === message.seq),
    before: kept
      .filter(({ seq }) => seq === message.seq)
      .map(({ at, bodyHash, body, files }) => ({
        until: at,
        sha256: Buffer.from(bodyHash).toString("hex"),
        // Without a dispute, words that are there would say that somebody has reported them.
        text: isDisputed > 0 ? body : null,
        files,
      })),
  }));
}

/** What the ledger says of each milestone's money: every entry of its hold, with the ledger's own hash. */
async function readPayments(tx: Tx, contract: Contract) {
  const parts = await listMilestones(tx, contract.id);
  return Promise.all(
    parts.map(async ({ number, title, hold, amountCents, ...part }) => {
      const entries = await listEntries(tx, { kind: "hold", owner: hold }, { limit: MAX_ENTRIES });
      return {
        milestone: number,
        title,
        hold,
        amountCents,
        heldAt: part.fundedAt,
        releasedAt: part.releasedAt,
        releasedCents: part.releasedCents,
        earnedCents: part.earnedCents,
        refundedAt: part.refundedAt,
        refundedCents: part.refundedCents,
        entries: entries.toReversed(),
      };
    }),
  );
}

/** What was disputed: the claim, the answer, every offer, statement and decision, and how it ended. */
async function readDisputes(tx: Tx, contract: Contract, files: readonly EvidenceFile[]) {
  const rows = await tx
    .select()
    .from(disputes)
    .where(eq(disputes.contractId, contract.id))
    .orderBy(asc(disputes.createdAt), asc(disputes.id));
  const by = (userId: Id<"usr">): Side | "mediator" => sideOf({ userId }, contract) ?? "mediator";
  return Promise.all(
    rows.map(async (row) => {
      const { id, contractId: _, requestKey: __, clockBefore: ___, ...dispute } = row;
      const [offers, statements, decisions] = await Promise.all([
        tx
          .select()
          .from(disputeOffers)
          .where(eq(disputeOffers.disputeId, id))
          .orderBy(asc(disputeOffers.number)),
        tx
          .select()
          .from(disputeStatements)
          .where(eq(disputeStatements.disputeId, id))
          .orderBy(asc(disputeStatements.createdAt), asc(disputeStatements.id)),
        tx
          .select()
          .from(disputeDecisions)
          .where(eq(disputeDecisions.disputeId, id))
          .orderBy(asc(disputeDecisions.round)),
      ]);
      return {
        disputeId: id,
        ...dispute,
        openedBy: by(dispute.openedBy),
        appealedBy: dispute.appealedBy && by(dispute.appealedBy),
        offers: offers.map(({ disputeId: _, requestKey: __, madeBy, ...offer }) => ({
          ...offer,
          by: by(madeBy),
        })),
        statements: statements.map(({ id, authorId, kind, asks, text, createdAt }) => ({
          by: by(authorId),
          kind,
          asks,
          text,
          at: createdAt,
          files: filesAt(files, ({ statementId }) => statementId === id),
        })),
        decisions: decisions.map(({ disputeId: _, mediatorId: __, ...decision }) => decision),
      };
    }),
  );
}

/** What happened on the job, but for what concerns other people's proposals. */
async function readHistory(tx: Tx, contract: Contract) {
  const rows = await tx
    .select()
    .from(jobEvents)
    .where(
      and(
        eq(jobEvents.jobId, contract.jobId),
        or(isNull(jobEvents.proposalId), eq(jobEvents.proposalId, contract.proposalId)),
      ),
    )
    .orderBy(asc(jobEvents.at), asc(jobEvents.id));
  return rows.map(({ id, at, kind, actorId, amountCents, heldAfterCents, details }) => ({
    eventId: id,
    at,
    kind,
    /** Null when the clock acted, or somebody who is no party. */
    by: actorId && sideOf({ userId: actorId }, contract),
    amountCents,
    heldAfterCents,
    details,
  }));
}

/**
 * Who saw what, as far as it is recorded: up to which message each had read, and what each was told of the contract and
 * when they saw that. Of messages only what the other may know: nothing while one has blocked the other.
 */
async function readSeen(tx: Tx, contract: Contract, side: Reading["side"]) {
  const [read, told] = await Promise.all([
    tx
      .select({ userId: participants.userId, upToMessage: participants.shownReadSeq })
      .from(participants)
      .innerJoin(conversations, eq(conversations.id, participants.conversationId))
      .where(
        and(
          eq(conversations.jobId, contract.jobId),
          eq(conversations.freelancerId, contract.freelancerId),
        ),
      )
      .orderBy(asc(participants.userId)),
    tx
      .select()
      .from(notifications)
      .where(
        and(
          inArray(notifications.userId, [contract.clientId, contract.freelancerId]),
          eq(notifications.about, contract.id),
        ),
      )
      .orderBy(asc(notifications.createdAt), asc(notifications.id)),
  ]);
  return {
    messages: read.map(({ userId, upToMessage }) => ({ who: side(userId), upToMessage })),
    told: told.map(({ userId, kind, createdAt, readAt }) => ({
      who: side(userId),
      kind,
      at: createdAt,
      seenAt: readAt,
    })),
  };
}

/** Those that are attached to one thing, in their order. */
function filesAt(
  files: readonly EvidenceFile[],
  isThere: (to: EvidenceFile["to"]) => boolean,
): NamedFile[] {
  const found = files.filter(({ to }) => isThere(to));
  return found.map(({ path, name, sizeBytes, sha256 }) => ({ path, name, sizeBytes, sha256 }));
}
