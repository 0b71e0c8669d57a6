import { and, asc, eq, inArray, isNull, or, type SQL } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { contracts, jobs, payments, proposals } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { isStaff } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { getBalance, getOwed } from "#lib/ledger/queries";
import { UNSETTLED } from "#lib/payments/policy";
import type { LeavingView, Obstacle } from "./schema.ts";

const SHOWN = 20;

/**
 * What keeps this person from leaving, and what leaving would end. Throws not_found for an admin, who cannot leave:
 * somebody has to operate the instance.
 */
export async function getLeaving(actor: Actor, reader: Reader = getDb()): Promise<LeavingView> {
  if (isStaff(actor.role)) throw new DomainError("not_found");
  const obstacles = await listObstacles(actor, reader);
  const [openJobCount, liveProposalCount] = await Promise.all([
    reader.$count(jobs, isOpenJobOf(actor)),
    reader.$count(proposals, isLiveProposalOf(actor)),
  ]);
  const hasMore = obstacles.length > SHOWN;
  return { obstacles: obstacles.slice(0, SHOWN), hasMore, openJobCount, liveProposalCount };
}

/** Money first: it is what nobody may lose. More than fit on the page when there are more. */
async function listObstacles(actor: Actor, reader: Reader): Promise<Obstacle[]> {
  const [wallet, owed, onTheirWay, running] = await Promise.all([
    getBalance(reader, { kind: "wallet", owner: actor.userId }),
    getOwed(reader, actor.userId),
    reader
      .select({
        paymentId: payments.id,
        direction: payments.direction,
        amountCents: payments.amountCents,
        status: payments.status,
      })
      .from(payments)
      .where(and(eq(payments.userId, actor.userId), inArray(payments.status, [...UNSETTLED])))
      .orderBy(asc(payments.id))
      .limit(SHOWN + 1),
    reader
      .select({ contractId: contracts.id, jobTitle: jobs.title })
      .from(contracts)
      .innerJoin(jobs, eq(jobs.id, contracts.jobId))
      .where(and(isPartyTo(actor), isNull(contracts.completedAt), isNull(contracts.cancelledAt)))
      .orderBy(asc(contracts.id))
      .limit(SHOWN + 1),
  ]);
  return [
    ...(wallet > 0 ? [{ kind: "wallet", amountCents: wallet } as const] : []),
    ...(owed > 0 ? [{ kind: "owed", amountCents: owed } as const] : []),
    ...onTheirWay.map((payment) => ({ kind: "payment", ...payment }) as const),
    ...running.map((contract) => ({ kind: "contract", ...contract }) as const),
  ];
}

function isPartyTo({ userId }: Actor): SQL | undefined {
  return or(eq(contracts.clientId, userId), eq(contracts.freelancerId, userId));
}

export function isOpenJobOf({ userId }: Actor): SQL | undefined {
  return and(eq(jobs.clientId, userId), eq(jobs.status, "open"));
}

export function isLiveProposalOf({ userId }: Actor): SQL | undefined {
  return and(eq(proposals.freelancerId, userId), eq(proposals.status, "submitted"));
}
