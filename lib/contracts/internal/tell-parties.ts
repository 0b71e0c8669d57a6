import type { Tx } from "#db/client";
import { SYSTEM } from "#lib/auth/actor";
import { withoutFee } from "#lib/jobs/fee";
import type { Cents } from "#lib/money";
import type { FactsOf } from "#lib/notifications/kinds";
import { notify, notifyEach } from "#lib/notifications/notify";
import type { LockedContract } from "../lock-contract.ts";

type Cancelling = "cancellation_requested" | "cancellation_agreed" | "cancellation_withdrawn";

/** Tells the party who did not do it. */
export async function tellOther<K extends Cancelling>(
  tx: Tx,
  locked: LockedContract,
  kind: K,
  facts: FactsOf<K>,
): Promise<void> {
  const { id: about, clientId, freelancerId } = locked;
  const parties = [clientId, freelancerId].map((to) => ({ to, about }));
  await notifyEach(tx, parties, { kind, ...doneBy(locked), facts });
}

/** Tells each party once that the contract is completed: the freelancer by the payment, if there was one. */
export async function tellCompleted(
  tx: Tx,
  locked: LockedContract,
  { cause, releasedCents }: { cause: "approved" | "window_passed"; releasedCents: Cents },
): Promise<void> {
  const { id: about, clientId, freelancerId } = locked;
  const told = { about, ...doneBy(locked) };
  const facts = { cause, amountCents: releasedCents };
  if (releasedCents === 0) {
    await notify(tx, { kind: "completed", to: freelancerId, ...told, facts });
  } else {
    const amountCents = withoutFee(releasedCents, locked.facts.fee);
    await notify(tx, {
      kind: "released",
      to: freelancerId,
      ...told,
      facts: { cause, amountCents },
    });
  }
  await notify(tx, { kind: "completed", to: clientId, ...told, facts });
}

function doneBy({ actor, jobId }: LockedContract) {
  return { by: actor === SYSTEM ? null : actor.userId, jobId };
}
