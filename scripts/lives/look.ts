import type { VerifiedActor } from "#lib/auth/actor";
import { getContract } from "#lib/contracts/queries/contracts";
import type { World } from "./world.ts";

/** Something that somebody may try: looks at the contract as its page would, and returns what the press does. */
export type Act = {
  readonly name: string;
  readonly does: (world: World, actor: VerifiedActor) => Promise<(() => Promise<unknown>) | null>;
};

/** Seen from the current milestone, or now and then from another. */
export async function look({ contractId, chance }: World, actor: VerifiedActor) {
  const view = await getContract(actor, contractId);
  if (!chance.onceIn(4)) return view;
  const { number } = chance.pick(view.milestones);
  return getContract(actor, contractId, { milestoneNumber: number });
}
