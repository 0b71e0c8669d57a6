import { type Id, isId } from "#lib/ids";
import { startOfMonth } from "./months.ts";
import { HISTORY_KINDS, type HistoryKind } from "./schema.ts";

/** What "everything that moved" shows. Null does not narrow. */
export type HistoryFilter = {
  readonly kind: HistoryKind | null;
  /** "2026" or "2026-11". */
  readonly period: string | null;
  readonly contractId: Id<"ctr"> | null;
};

export const NO_FILTER: HistoryFilter = { kind: null, period: null, contractId: null };

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the address. What makes no sense in it is left out, so that an old or edited link still works. */
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

const PERIOD = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/;

/** From and until (not included) of a period, by the calendar of a time zone; null for no period. */
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

/** "2026-11" for the month that starts then. */
export function periodOf({ year, month }: { year: number; month: number }): string {
  return `${year}-${String(month + 1).padStart(2, "0")}`;
}
