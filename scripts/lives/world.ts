import { and, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { changeOrders, disputes } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import type { Chance } from "../payments/chance.ts";
import type { StillClock } from "../payments/still-clock.ts";

export function noFigures() {
  return {
    stuck: 0,
    mismatches: 0,
    refusedReplaced: 0,
    longestDisputeDays: 0,
    moneyWithoutNextMoment: 0,
    /** The clock did something else than the sentence had said, or an act failed that no rule refuses. */
    broken: 0,
    clockSteps: 0,
    disputes: 0,
    acts: 0,
  };
}

export type Figures = ReturnType<typeof noFigures>;

/** One contract and everybody who acts on it. */
export type World = {
  readonly chance: Chance;
  readonly clock: StillClock;
  readonly client: VerifiedActor;
  readonly freelancer: VerifiedActor;
  /** Two who may mediate, so that an appeal has somebody else. */
  readonly mediators: readonly VerifiedActor[];
  readonly contractId: Id<"ctr">;
  readonly figures: Figures;
  /** All that was ever in the two wallets and on hold, in minor units. */
  readonly fundsCents: number;
};

/** A dispute about this contract, the open one if there is one and it is wanted. */
export async function anyDispute({ contractId, chance }: World, isOpen: boolean) {
  const rows = await getDb()
    .select()
    .from(disputes)
    .where(eq(disputes.contractId, contractId))
    .orderBy(disputes.createdAt, disputes.id);
  const some = isOpen ? rows.filter(({ state }) => state !== "ended") : rows;
  return some.length === 0 ? null : chance.pick(some);
}

/** A proposal of this contract, open or over. */
export async function anyProposal({ contractId, chance }: World, isOpen: boolean) {
  const isTheirs = eq(changeOrders.contractId, contractId);
  const rows = await getDb()
    .select()
    .from(changeOrders)
    .where(isOpen ? and(isTheirs, eq(changeOrders.status, "proposed")) : isTheirs)
    .orderBy(changeOrders.createdAt, changeOrders.id);
  return rows.length === 0 ? null : chance.pick(rows);
}
