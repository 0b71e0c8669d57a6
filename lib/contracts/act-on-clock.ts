import { inTransaction, type Tx } from "#db/client";
import { SYSTEM } from "#lib/auth/actor";
import { DomainError, type ErrorCode } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { recordEvent } from "#lib/jobs/record-event";
import { isDue, REVIEWS } from "./clocks.ts";
import { endChange, getChange, readClock } from "./internal/change-orders.ts";
import { takeStep } from "./internal/take-step.ts";
import { recordCompleted, tellBoth, tellReturned } from "./internal/tell-parties.ts";
import { type LockedContract, lockContract, requireStep } from "./lock-contract.ts";
import { isFinal } from "./milestones.ts";
import { openReviews } from "./open-reviews.ts";
import { type ActOnClockInput, actOnClockInput } from "./schema.ts";

/** The parties decided meanwhile: these refusals mean that nothing is left to do. */
export const NOTHING_TO_DO: readonly ErrorCode[] = ["not_due", "wrong_state"];

/**
 * What happens when nobody acts, as the clock of one milestone says: the review window has passed, so what is still held
 * is paid; or the work never came, so it goes back. A proposal without an answer
 * lapses, and reviews appear. The clock is read again under the lock, because a party may have acted; what is final stays
 * as it is. Throws `not_found`, `not_due`, `wrong_state`.
 */
export async function actOnClock(input: ActOnClockInput, tx?: Tx): Promise<{ isReplay: boolean }> {
  const { contractId, subject } = actOnClockInput.parse(input);
  return inTransaction(tx, async (tx) => {
    if (isId("chg", subject)) return lapse(tx, contractId, subject);
    if (subject === REVIEWS) return endReviews(tx, contractId);
    const locked = await lockContract(tx, SYSTEM, contractId, Number(subject));
    if (isFinal(locked.milestone)) return { isReplay: true };
    switch (locked.facts.clock?.what ?? "window_passed") {
      case "window_passed":
        await passWindow(tx, locked);
        break;
      case "work_never_came":
      case "return_unanswered":
        await giveBack(tx, locked);
        break;
      case "change_lapses":
      case "reviews_open":
      case "claim_unanswered":
      case "negotiation_over":
      case "mediation_over":
      case "decision_stands":
      case "appeal_over":
        throw new Error("A milestone has a clock that is not its own");
    }
    return { isReplay: false };
  });
}

/** The time for reviews is up: what was written appears. */
async function endReviews(tx: Tx, contractId: Id<"ctr">): Promise<{ isReplay: boolean }> {
  const locked = await lockContract(tx, SYSTEM, contractId);
  const { reviewsEndAt } = locked.facts;
  if (!reviewsEndAt) return { isReplay: true };
  if (reviewsEndAt > locked.at) throw new DomainError("not_due");
  await openReviews(tx, locked);
  return { isReplay: false };
}

/** A proposal without an answer: the agreement stays as it is, and both are told. */
async function lapse(
  tx: Tx,
  contractId: Id<"ctr">,
  changeOrderId: Id<"chg">,
): Promise<{ isReplay: boolean }> {
  const locked = await lockContract(tx, SYSTEM, contractId);
  const change = await getChange(tx, contractId, changeOrderId);
  if (change.status !== "proposed") return { isReplay: true };
  if (!isDue(await readClock(tx, contractId, changeOrderId), locked.at)) {
    throw new DomainError("not_due");
  }
  await endChange(tx, locked, change, { status: "lapsed" });
  const { jobId, actor } = locked;
  await recordEvent(tx, { jobId, kind: "change_lapsed", actor });
  await tellBoth(tx, locked, "change_lapsed", {});
  return { isReplay: false };
}

async function passWindow(tx: Tx, locked: LockedContract): Promise<void> {
  const event = "window_passed";
  const next = requireStep(locked, event);
  const releasedCents = await takeStep(tx, locked, { event, next, cause: event });
  await recordCompleted(tx, locked, { cause: event, releasedCents });
}

async function giveBack(tx: Tx, locked: LockedContract): Promise<void> {
  const event = "work_never_came";
  const next = requireStep(locked, event);
  const changes = { cancellationRequestedBy: null };
  const amountCents = await takeStep(tx, locked, { event, next, changes });
  const { jobId, actor } = locked;
  await recordEvent(tx, { jobId, kind: "work_never_came", actor });
  await tellReturned(tx, locked, amountCents);
}
