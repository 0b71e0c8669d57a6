import { type Id, isId } from "#lib/ids";
import type { SearchParams } from "#lib/search-params";
import { HISTORY_KINDS, type HistoryKind } from "./history-views.ts";
import { startOfMonth } from "./months.ts";

/** What the list of transactions shows. Null does not narrow. */
export type HistoryFilter = {
  readonly kind: HistoryKind | null;
  /** "2026" or "2026-11". */
  readonly period: string | null;
  readonly contractId: Id<"ctr"> | null;
};

export const NO_FILTER: HistoryFilter = { kind: null, period: null, contractId: null };

/** Reads the address. Parts that make no sense are left out, so an old or edited link still works. */
export function parseHistoryFilter(params: SearchParams): HistoryFilter {
  const { kind, period, contract } = params;
  return {
    kind: HISTORY_KINDS.find((known) => known.value === kind)?.value ?? null,
    period: typeof period === "string" && PERIOD.test(period) ? period : null,
    contractId: isId("ctr", contract) ? contract : null,
  };
}

/** The address's query for this filter, without the leading "?". */
export function formatHistoryFilter({ kind, period, contractId }: HistoryFilter): string {
  const query = new URLSearchParams();
  if (kind) query.set("kind", kind);
  if (period) query.set("period", period);
  if (contractId) query.set("contract", contractId);
  return query.toString();
}

/** From 1000 to 2999: dates in both JavaScript and PostgreSQL, and wide enough for everyone's history. */
const PERIOD = /^([12]\d{3})(?:-(0[1-9]|1[0-2]))?$/;

/** Start and end (exclusive) of a period in a time zone's calendar; null for no period. */
export function boundsOf(
  period: string | null,
  timeZone: string,
): { from: Date; until: Date } | null {
  const match = PERIOD.exec(period ?? "");
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] ? Number(match[2]) - 1 : null;
  if (month !== null) {
    return {
      from: startOfMonth(year, month, timeZone),
      until: startOfMonth(year, month + 1, timeZone),
    };
  }
  return { from: startOfMonth(year, 0, timeZone), until: startOfMonth(year + 1, 0, timeZone) };
}

/** The filter in words: "2026-11, Released"; empty when nothing is filtered. */
export function describeHistoryFilter({ kind, period, contractId }: HistoryFilter): string {
  const label = HISTORY_KINDS.find(({ value }) => value === kind)?.label;
  return [period, label, contractId && `contract ${contractId}`].filter(Boolean).join(", ");
}

/** "2026-11" for the month that starts then. */
export function periodOf({ year, month }: { year: number; month: number }): string {
  return `${year}-${String(month + 1).padStart(2, "0")}`;
}
