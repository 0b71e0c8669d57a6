import type { Tx } from "#db/client";
import { SYSTEM } from "#lib/auth/actor";
import type { ContractParty } from "#lib/contracts/contract-views";
import type { LockedContract } from "#lib/contracts/lock-contract";
import type { FactsOf, NotificationKind } from "#lib/notifications/kinds";
import { notifyEach } from "#lib/notifications/notify";

type Told = Extract<NotificationKind, `dispute_${string}`>;

/** Tells the parties, or one of them; whoever did it knows already. */
export async function tell<K extends Told>(
  tx: Tx,
  { id: about, jobId, clientId, freelancerId, actor }: LockedContract,
  kind: K,
  facts: FactsOf<K>,
  who: ContractParty | "both" = "both",
): Promise<void> {
  const parties = {
    client: [{ to: clientId, about }],
    freelancer: [{ to: freelancerId, about }],
    both: [clientId, freelancerId].map((to) => ({ to, about })),
  };
  const by = actor === SYSTEM ? null : actor.userId;
  await notifyEach(tx, parties[who], { kind, by, jobId, facts });
}
