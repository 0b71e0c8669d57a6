import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { disputeOffers, disputes } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { listChanges } from "#lib/changes";
import { isDue } from "#lib/contracts/clocks";
import { freezeDisputed } from "#lib/contracts/freeze-disputed";
import { type LockedContract, lockContract, requireRunning } from "#lib/contracts/lock-contract";
import { nameItems } from "#lib/contracts/name-items";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { recordEvent } from "#lib/jobs/record-event";
import { cents, formatCents } from "#lib/money";
import { newId } from "#lib/new-id";
import { addFiles } from "./internal/insert-statement.ts";
import { tell } from "./internal/tell.ts";
import { disputableRefusal, disputeClock } from "./policy.ts";
import { type OpenDisputeInput, openDisputeInput } from "./schema.ts";

/**
 * Opens a dispute over what is held for a milestone, or a part of it: that is frozen, and the other side has five days to
 * answer before the claim is granted. The claim is the first offer. The same form sent twice opens once. Throws
 * `not_found`, `wrong_state`, `nothing_held`, `in_dispute` while there is one, `dispute_too_late` once the money moves,
 * `dispute_again` for who withdrew one before, `dispute_too_large`, `share_too_large`, `changed_meanwhile`,
 * `file_unavailable`, `too_many_today`.
 */
export async function openDispute(
  actor: VerifiedActor,
  input: OpenDisputeInput,
  tx?: Tx,
): Promise<{ disputeId: Id<"dsp">; isReplay: boolean }> {
  const { contractId, milestoneNumber, items, fileIds, ...given } = openDisputeInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId, milestoneNumber);
    const earlier = await findEarlier(tx, actor, locked, given.requestKey);
    if (earlier) return { disputeId: earlier, isReplay: true };
    await requireDisputable(tx, actor, locked);
    requireSeen(locked, given);
    const { amountCents, toFreelancerCents, reason, requestKey } = given;
    const { facts, jobId, at } = locked;
    if (amountCents > facts.heldCents) throw new DomainError("dispute_too_large");
    if (toFreelancerCents > amountCents) throw new DomainError("share_too_large");
    const disputeId = newId("dsp");
    const openedBy = actor.userId === locked.clientId ? "client" : "freelancer";
    await tx.insert(disputes).values({
      id: disputeId,
      contractId,
      milestoneNumber,
      openedBy: actor.userId,
      requestKey,
      amountCents,
      claimToFreelancerCents: toFreelancerCents,
      reason,
      items: nameItems(locked, items, given.agreementVersion),
      state: "opened",
      agreementVersion: given.agreementVersion,
      submissionNumber: given.submissionNumber,
      clockBefore: facts.clock && { ...facts.clock, at: facts.clock.at.toISOString() },
      createdAt: at,
    });
    await tx.insert(disputeOffers).values({
      disputeId,
      number: 1,
      madeBy: actor.userId,
      requestKey,
      toFreelancerCents,
      note: "",
      status: "open",
      createdAt: at,
    });
    const files = { disputeId, authorId: actor.userId, createdAt: at, step: "claim" };
    await addFiles(tx, { ...files, text: "Files that belong to the claim." }, fileIds);
    const clock = disputeClock("opened", { openedAt: at, openedBy, at, toFreelancerCents });
    await freezeDisputed(tx, locked, { disputeId, amountCents, clock });
    const details = { milestone: milestoneNumber };
    await recordEvent(tx, { jobId, kind: "dispute_opened", actor, amountCents, details });
    await tell(tx, locked, "dispute_opened", { amountCents });
    return { disputeId, isReplay: false };
  });
}

async function findEarlier(
  tx: Tx,
  { userId }: VerifiedActor,
  { id }: LockedContract,
  requestKey: string,
): Promise<Id<"dsp"> | null> {
  const [earlier] = await tx
    .select({ id: disputes.id })
    .from(disputes)
    .where(
      and(
        eq(disputes.contractId, id),
        eq(disputes.openedBy, userId),
        eq(disputes.requestKey, requestKey),
      ),
    );
  return earlier?.id ?? null;
}

async function requireDisputable(
  tx: Tx,
  { userId }: VerifiedActor,
  locked: LockedContract,
): Promise<void> {
  requireRunning(locked);
  const { facts, at } = locked;
  const withdrawn = await tx.$count(
    disputes,
    and(
      eq(disputes.contractId, locked.id),
      eq(disputes.milestoneNumber, facts.milestoneNumber),
      eq(disputes.openedBy, userId),
      eq(disputes.outcome, "withdrawn"),
    ),
  );
  const refusal = disputableRefusal({
    status: facts.milestoneStatus,
    heldCents: facts.heldCents,
    isDue: isDue(facts.clock, at),
    hasWithdrawn: withdrawn > 0,
  });
  if (refusal) throw new DomainError(refusal.code, refusal.details);
}

function requireSeen(
  { facts, agreementVersion }: LockedContract,
  seen: { heldCents: number; agreementVersion: number; submissionNumber: number },
): void {
  const changes = listChanges([
    ["Held", formatCents(cents(seen.heldCents)), formatCents(facts.heldCents)],
    ["Agreement", `version ${seen.agreementVersion}`, `version ${agreementVersion}`],
    ["Work", `version ${seen.submissionNumber}`, `version ${facts.submissionCount}`],
  ]);
  if (changes.length > 0) throw new DomainError("changed_meanwhile", {}, changes);
}
