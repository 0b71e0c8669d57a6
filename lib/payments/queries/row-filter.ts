import { and, eq, gte, inArray, like, lt, notLike, or, type SQL } from "drizzle-orm";
import { transfers } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { HistoryFilter } from "../history-filter.ts";
import type { HistoryKind } from "../history-views.ts";

/** The filter with its period as moments. */
export type RowFilter = Omit<HistoryFilter, "period"> & {
  readonly bounds: { readonly from: Date; readonly until: Date } | null;
};

/** The key of a payout that came back after it had settled (lib/payments/internal/settle-payment.ts). */
const RETURNED = "payment:%:returned";

/** `kindOf` in reverse: the transfers that belong to a kind of the filter. */
function kindCondition(kind: HistoryKind): SQL | undefined {
  const isPayment = like(transfers.reference, "payment:%");
  const isContract = notLike(transfers.reference, "payment:%");
  switch (kind) {
    case "added":
      return and(eq(transfers.kind, "deposit"), notLike(transfers.idempotencyKey, RETURNED));
    case "withdrawn":
      return or(
        eq(transfers.kind, "payout"),
        and(inArray(transfers.kind, ["hold", "refund"]), isPayment),
        and(eq(transfers.kind, "deposit"), like(transfers.idempotencyKey, RETURNED)),
      );
    case "held":
      return and(eq(transfers.kind, "hold"), isContract);
    case "refunded":
      return and(eq(transfers.kind, "refund"), isContract);
    case "released":
      return eq(transfers.kind, "release");
    case "given_back":
      return eq(transfers.kind, "give_back");
    case "reversed":
      return inArray(transfers.kind, ["reversal", "reinstatement"]);
    case "repaid":
      return eq(transfers.kind, "repayment");
    case "corrected":
      return inArray(transfers.kind, ["fee", "adjustment"]);
  }
}

/** The conditions that narrow a query over transfers. */
export function ledgerConditions({ kind, contractId, bounds }: RowFilter): SQL | undefined {
  return and(
    kind ? kindCondition(kind) : undefined,
    contractId
      ? or(
          eq(transfers.reference, `contract:${contractId}`),
          like(transfers.reference, `contract:${contractId}:%`),
        )
      : undefined,
    bounds ? gte(transfers.occurredAt, bounds.from) : undefined,
    bounds ? lt(transfers.occurredAt, bounds.until) : undefined,
  );
}

/** A movement of a contract's money that does not move this person's wallet. */
export const BESIDE_KINDS = ["hold", "release", "refund"] as const;
export type BesideKind = (typeof BESIDE_KINDS)[number];

/** Which of these a filter asks for. */
export function besidesOf(actor: Actor, { kind }: RowFilter): BesideKind[] {
  const all: readonly BesideKind[] = actor.role === "client" ? ["release"] : ["hold", "refund"];
  return all.filter((beside) => kind === null || kind === NAMES[beside]);
}

const NAMES = { hold: "held", release: "released", refund: "refunded" } as const;

/** False for the kinds that are never among the entries of this person's wallet. */
export function hasKind({ role }: Actor, kind: HistoryKind): boolean {
  return role === "client" ? kind !== "released" : kind !== "held" && kind !== "refunded";
}
