import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { changeOrders, clocks } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { recordEvent } from "#lib/jobs/record-event";
import { newId } from "#lib/new-id";
import { type Clock, changeClock } from "../clocks.ts";
import type { LockedContract } from "../lock-contract.ts";
import type { PlanLine } from "../plans.ts";
import type { Share } from "../settlements.ts";
import { tellOther } from "./tell-parties.ts";

export type ChangeOrder = typeof changeOrders.$inferSelect;

/** The proposal that waits for an answer; a contract has at most one. Its contract is locked. */
export async function findOpenChange(tx: Tx, contractId: Id<"ctr">): Promise<ChangeOrder | null> {
  const [open] = await tx
    .select()
    .from(changeOrders)
    .where(and(eq(changeOrders.contractId, contractId), eq(changeOrders.status, "proposed")));
  return open ?? null;
}

/** A proposal of this contract, in any state. Throws not_found. */
export async function getChange(
  tx: Tx,
  contractId: Id<"ctr">,
  changeOrderId: Id<"chg">,
): Promise<ChangeOrder> {
  const [change] = await tx
    .select()
    .from(changeOrders)
    .where(and(eq(changeOrders.contractId, contractId), eq(changeOrders.id, changeOrderId)));
  if (!change) throw new DomainError("not_found");
  return change;
}

/** Ends a proposal, and with it its clock. */
export async function endChange(
  tx: Tx,
  { id: contractId, at }: LockedContract,
  change: ChangeOrder,
  end: { status: Exclude<ChangeOrder["status"], "proposed">; declineReason?: string },
): Promise<void> {
  await tx
    .update(changeOrders)
    .set({ ...end, decidedAt: at })
    .where(eq(changeOrders.id, change.id));
  await tx
    .delete(clocks)
    .where(and(eq(clocks.contractId, contractId), eq(clocks.subject, change.id)));
}

/** The clock of a proposal; null when it has none any more. */
export async function readClock(
  tx: Tx,
  contractId: Id<"ctr">,
  changeOrderId: Id<"chg">,
): Promise<Clock | null> {
  const { what, at, waitsFor } = clocks;
  const [clock] = await tx
    .select({ what, at, waitsFor })
    .from(clocks)
    .where(and(eq(clocks.contractId, contractId), eq(clocks.subject, changeOrderId)));
  return clock ?? null;
}

type Proposal = {
  readonly actor: Actor;
  readonly requestKey: string;
  /** The other side's proposal that this one answers. */
  readonly counters?: Id<"chg"> | undefined;
  readonly note: string;
  /** What is proposed, once the contract is found to allow it. */
  readonly make: () =>
    | Promise<{ readonly plan: readonly PlanLine[] }>
    | { readonly shares: readonly Share[] };
};

/** Makes a proposal, winds its clock and tells the other side; sent again with the same key, it answers the first one. */
export async function insertProposal(
  tx: Tx,
  locked: LockedContract,
  { actor, requestKey, counters, note, make }: Proposal,
): Promise<{ changeOrderId: Id<"chg">; isReplay: boolean }> {
  const { id: contractId, jobId, agreementVersion: version, at } = locked;
  const proposedBy = actor.userId;
  const earlier = await findEarlier(tx, contractId, proposedBy, requestKey);
  if (earlier) return { changeOrderId: earlier, isReplay: true };
  const made = await make();
  await answerOpen(tx, locked, proposedBy, counters);
  const changeOrderId = newId("chg");
  await tx.insert(changeOrders).values({
    id: changeOrderId,
    contractId,
    version,
    proposedBy,
    requestKey,
    note,
    status: "proposed",
    createdAt: at,
    ...made,
  });
  const clock = changeClock(proposedBy === locked.clientId ? "client" : "freelancer", at);
  await tx.insert(clocks).values({ contractId, subject: changeOrderId, ...clock });
  await recordEvent(tx, { jobId, kind: "change_proposed", actor });
  await tellOther(tx, locked, "change_proposed", {});
  return { changeOrderId, isReplay: false };
}

async function findEarlier(
  tx: Tx,
  contractId: Id<"ctr">,
  proposedBy: Id<"usr">,
  requestKey: string,
): Promise<Id<"chg"> | null> {
  const [earlier] = await tx
    .select({ id: changeOrders.id })
    .from(changeOrders)
    .where(
      and(
        eq(changeOrders.contractId, contractId),
        eq(changeOrders.proposedBy, proposedBy),
        eq(changeOrders.requestKey, requestKey),
      ),
    );
  return earlier?.id ?? null;
}

/** One proposal is open at a time: one's own is replaced, and the other side's answered when it is named. */
async function answerOpen(
  tx: Tx,
  locked: LockedContract,
  proposedBy: Id<"usr">,
  counters: Id<"chg"> | undefined,
): Promise<void> {
  const open = await findOpenChange(tx, locked.id);
  if (counters && open?.id !== counters) throw new DomainError("change_over");
  if (!open) return;
  if (open.proposedBy === proposedBy) return endChange(tx, locked, open, { status: "withdrawn" });
  if (!counters) throw new DomainError("change_pending");
  await endChange(tx, locked, open, { status: "countered" });
}
