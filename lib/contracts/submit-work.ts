import { createHash } from "node:crypto";
import { and, eq, sum } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { files, submissions } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { operatorLimits } from "#lib/chosen";
import { DomainError } from "#lib/errors";
import { attachFiles } from "#lib/files/attach-files";
import { MB } from "#lib/files/policy";
import type { Id } from "#lib/ids";
import { recordEvent } from "#lib/jobs/record-event";
import { type Cents, cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { notify } from "#lib/notifications/notify";
import { requireSeenWork } from "./internal/require-seen.ts";
import { heldBefore, takeStep } from "./internal/take-step.ts";
import { type LockedContract, lockContract, requireStep } from "./lock-contract.ts";
import { nameItems } from "./name-items.ts";
import { type SubmitWorkInput, submitWorkInput } from "./schema.ts";

export type Submitted = {
  submissionId: Id<"sub">;
  number: number;
  releasedCents: Cents;
  isReplay: boolean;
};

/**
 * Submits work: makes a numbered submission with its files and begins the review window; with the release rule "on
 * submission" the held price is paid at once. The same form sent twice submits once. A request to cancel ends with it.
 * Throws `not_found`, `forbidden`, `already_submitted`, `not_funded`, `wrong_state`, `file_unavailable`, `contract_full`, and
 * `changed_meanwhile` when the freelancer had not seen the latest version and the client's answer to it.
 */
export async function submitWork(
  actor: VerifiedActor,
  input: SubmitWorkInput,
  tx?: Tx,
): Promise<Submitted> {
  if (actor.role !== "freelancer") throw new DomainError("forbidden");
  const {
    contractId,
    milestoneNumber,
    submissionNumber,
    note,
    ticks,
    fileIds,
    requestKey,
    agreementVersion,
  } = submitWorkInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId, milestoneNumber);
    const submissionId = newId("sub");
    const key = requestKey ? `${requestKey}:${digest([note, ...fileIds])}` : submissionId;
    const earlier = await findEarlier(tx, locked, key);
    if (earlier) return { ...earlier, releasedCents: cents(0), isReplay: true };
    const next = requireStep(locked, "submit_work");
    await requireSeenWork(tx, locked, { submissionNumber });
    const number = locked.facts.submissionCount + 1;
    const { id, jobId, at } = locked;
    const places = ticks.map(({ place }) => place);
    const items = nameItems(locked, places, agreementVersion);
    await tx.insert(submissions).values({
      id: submissionId,
      contractId: id,
      milestoneNumber: locked.milestone.number,
      number,
      requestKey: key,
      note,
      ticks: ticks.map(({ word }, index) => ({ item: items[index] ?? "", word })),
      createdAt: at,
    });
    const ownerId = actor.userId;
    await attachFiles(tx, { ownerId, fileIds, purpose: "submission", to: { submissionId } });
    await requireRoom(tx, locked);
    await endCancellation(tx, locked);
    const heldAfterCents = heldBefore(locked);
    const details = { number, files: fileIds.length };
    await recordEvent(tx, { jobId, kind: "submitted", actor, heldAfterCents, details });
    const releasedCents = await takeStep(tx, locked, {
      event: "submit_work",
      next,
      cause: "submitted",
      ...(locked.facts.cancellationRequestedBy && { changes: { cancellationRequestedBy: null } }),
    });
    await notify(tx, {
      kind: "work_submitted",
      to: locked.clientId,
      about: id,
      by: actor.userId,
      jobId,
      facts: { number, releasedCents },
    });
    return { submissionId, number, releasedCents, isReplay: false };
  });
}

function digest(handedOver: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(handedOver)).digest("hex").slice(0, 16);
}

async function findEarlier(tx: Tx, locked: LockedContract, requestKey: string) {
  const [earlier] = await tx
    .select({ submissionId: submissions.id, number: submissions.number })
    .from(submissions)
    .where(
      and(
        eq(submissions.contractId, locked.id),
        eq(submissions.milestoneNumber, locked.milestone.number),
        eq(submissions.requestKey, requestKey),
      ),
    );
  return earlier ?? null;
}

/** The files of a contract's submissions count for the contract, not for the freelancer. */
async function requireRoom(tx: Tx, locked: LockedContract): Promise<void> {
  const [row] = await tx
    .select({ usedBytes: sum(files.sizeBytes).mapWith(Number) })
    .from(files)
    .innerJoin(submissions, eq(submissions.id, files.submissionId))
    .where(eq(submissions.contractId, locked.id));
  const limitMb = operatorLimits().contractStorageMb;
  if ((row?.usedBytes ?? 0) <= limitMb * MB) return;
  throw new DomainError("contract_full", { limit: `${limitMb} MB` });
}

async function endCancellation(tx: Tx, { jobId, facts, actor }: LockedContract): Promise<void> {
  if (!facts.cancellationRequestedBy) return;
  const details = { cause: "submitted" };
  await recordEvent(tx, { jobId, kind: "cancellation_withdrawn", actor, details });
}
