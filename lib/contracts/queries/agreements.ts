import { and, asc, eq, getTableColumns } from "drizzle-orm";
import type { Reader } from "#db/client";
import { agreementVersions, changeOrders, clocks, type contracts, milestones } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import type { FeeTerms } from "#lib/jobs/fee";
import { negateCents, sumCents } from "#lib/money";
import type { ChangeView, VersionView } from "../contract-views.ts";
import { firstVersion, hashOf, termsOf } from "../internal/keep-version.ts";
import { milestoneColumns } from "../lock-contract.ts";
import { heldOf, type Milestone } from "../milestones.ts";
import { heldByPlan, listDifferences, planOf } from "../plans.ts";
import { sideOf } from "../policy.ts";
import { outcomeOf } from "../settlements.ts";

/** The change that is proposed for a contract now, as one of its parties sees it; null without one. */
export async function findChange(
  reader: Reader,
  actor: Actor,
  contractId: Id<"ctr">,
  { milestones, fee }: { milestones: readonly Milestone[]; fee: FeeTerms },
): Promise<ChangeView | null> {
  const [row] = await reader
    .select({ change: changeOrders, lapsesAt: clocks.at })
    .from(changeOrders)
    .innerJoin(
      clocks,
      and(eq(clocks.contractId, changeOrders.contractId), eq(clocks.subject, changeOrders.id)),
    )
    .where(and(eq(changeOrders.contractId, contractId), eq(changeOrders.status, "proposed")));
  if (!row) return null;
  const { id: changeOrderId, plan, shares, note, proposedBy, createdAt } = row.change;
  const { beforeCents, afterCents } = heldByPlan(milestones, plan ?? planOf(milestones));
  const held = heldOf(milestones);
  return {
    changeOrderId,
    isOwn: proposedBy === actor.userId,
    plan,
    split: shares && outcomeOf(shares, milestones, fee),
    settles: (shares ?? []).map(({ number }) => number),
    note,
    differences: plan ? listDifferences(milestones, plan) : [],
    heldBeforeCents: held,
    heldAfterCents: sumCents([held, afterCents, negateCents(beforeCents)]),
    lapsesAt: row.lapsesAt,
    createdAt,
  };
}

/** The versions of the agreement, oldest first; none while nothing was ever changed. */
export async function listVersions(
  reader: Reader,
  contract: { id: Id<"ctr">; clientId: Id<"usr">; freelancerId: Id<"usr"> },
): Promise<VersionView[]> {
  const rows = await reader
    .select()
    .from(agreementVersions)
    .where(eq(agreementVersions.contractId, contract.id))
    .orderBy(asc(agreementVersions.version));
  return rows.map(({ version, terms, proposedBy, agreedAt, hash }) => ({
    version,
    milestones: terms.milestones,
    proposedBy: sideOf({ userId: proposedBy }, contract),
    agreedAt,
    hash,
  }));
}

/**
 * What both agreed to, oldest version first, complete. The first one stands here even while it is the only one and not
 * kept yet. The caller has authorised the contract.
 */
export async function listAgreedVersions(
  reader: Reader,
  contract: typeof contracts.$inferSelect,
): Promise<readonly Omit<typeof agreementVersions.$inferSelect, "contractId">[]> {
  const { contractId: _, ...columns } = getTableColumns(agreementVersions);
  const kept = await reader
    .select(columns)
    .from(agreementVersions)
    .where(eq(agreementVersions.contractId, contract.id))
    .orderBy(asc(agreementVersions.version));
  if (kept.length > 0) return kept;
  const parts = await reader
    .select(milestoneColumns)
    .from(milestones)
    .where(eq(milestones.contractId, contract.id));
  const first = firstVersion(termsOf(contract, parts), contract, contract.createdAt);
  return [{ ...first, hash: hashOf("", { contractId: contract.id, ...first }) }];
}
