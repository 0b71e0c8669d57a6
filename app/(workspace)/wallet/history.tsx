import type { Route } from "next";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { LoadMore } from "#components/ui/load-more";
import { Section } from "#components/ui/section";
import type { Actor } from "#lib/auth/actor";
import { describeRow } from "#lib/payments/describe-row";
import {
  formatHistoryFilter,
  type HistoryFilter,
  parseHistoryFilter,
} from "#lib/payments/history-filter";
import { HISTORY_KINDS, type HistoryRow, type HistoryScope } from "#lib/payments/history-views";
import { HISTORY_PAGE, listHistory } from "#lib/payments/queries/history";
import { getHistoryScope } from "#lib/payments/queries/wallet";
import { READ_MOST } from "#lib/payments/queries/wallet-range";
import { readWorkSearch } from "#lib/search/queries/work-search";
import { FindContract } from "./find-contract.tsx";
import { type FilterChoice, HistoryFilters } from "./history-filters.tsx";
import { type HistoryLine, HistoryTable } from "./history-table.tsx";
import { WalletEmpty } from "./wallet-empty.tsx";

/** The most rows on one page; older ones are on the next. */
const MOST_ROWS = 200;

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** All transactions, narrowed by the address. */
export async function History({
  actor,
  role,
  params,
  timeZone,
}: {
  actor: Actor;
  role: "client" | "freelancer";
  params: Params;
  timeZone: string;
}) {
  const filter = parseHistoryFilter(params);
  const cursor = typeof params.before === "string" ? params.before : undefined;
  const limit = shownOf(params);
  const find = typeof params.find === "string" ? params.find : "";
  const [{ rows, nextCursor, isCut }, search] = await Promise.all([
    listHistory(actor, { filter, timeZone, cursor, limit }),
    readWorkSearch(find),
  ]);
  const scope = await getHistoryScope(actor, timeZone, { search, chosen: filter.contractId });
  const query = formatHistoryFilter(filter);
  if (rows.length === 0 && !query && !cursor) {
    return (
      <div className="mt-10">
        <WalletEmpty role={role} />
      </div>
    );
  }
  return (
    <Section
      title="Transactions"
      aside={<HistoryFilters choices={choicesOf(filter, scope)} />}
      className="mt-10"
    >
      {scope.hasMoreContracts && <FindContract filter={filter} find={find} scope={scope} />}
      {rows.length === 0 && isCut && nextCursor !== null ? (
        <FurtherBack href={`/wallet?${beforeQuery(query, nextCursor)}`} />
      ) : rows.length === 0 ? (
        <EmptyState
          title="No transactions match these filters"
          action={<ButtonLink href="/wallet">Show all transactions</ButtonLink>}
        >
          Your wallet has other transactions.
        </EmptyState>
      ) : (
        <>
          <HistoryTable lines={rows.map(lineOf)} />
          <LoadMore
            noun="transactions"
            shown={rows.length}
            href={
              nextCursor === null
                ? null
                : isCut
                  ? `/wallet?${beforeQuery(query, nextCursor)}`
                  : `/wallet?${nextQuery(query, limit, cursor, nextCursor)}`
            }
          />
        </>
      )}
    </Section>
  );
}

function lineOf(row: HistoryRow): HistoryLine {
  const { receiptId, entry, at, amountCents, balanceAfterCents } = row;
  const { jobTitle, what, state } = describeRow(row);
  const key = `${receiptId} ${entry?.seq ?? ""}`;
  return { key, receiptId, at, text: { jobTitle, what, state }, amountCents, balanceAfterCents };
}

function shownOf({ show }: Params): number {
  const wanted = typeof show === "string" && /^\d{1,3}$/.test(show) ? Number(show) : HISTORY_PAGE;
  return Math.min(Math.max(wanted, HISTORY_PAGE), MOST_ROWS);
}

/** The same page with more rows or, once it is full, the next page. */
function nextQuery(
  query: string,
  limit: number,
  cursor: string | undefined,
  nextCursor: string,
): string {
  const next = new URLSearchParams(query);
  if (limit < MOST_ROWS) {
    next.set("show", String(Math.min(limit * 2, MOST_ROWS)));
    if (cursor) next.set("before", cursor);
  } else next.set("before", nextCursor);
  return next.toString();
}

function beforeQuery(query: string, cursor: string): string {
  const next = new URLSearchParams(query);
  next.set("before", cursor);
  return next.toString();
}

/** One kind is looked for among so many transactions at a time. */
function FurtherBack({ href }: { href: Route }) {
  return (
    <EmptyState
      title="None of this kind among these transactions"
      action={
        <ButtonLink href={href} scroll={false}>
          Look further back
        </ButtonLink>
      }
    >
      <span className="num">{READ_MOST.toLocaleString("en")}</span> were looked at. There are older
      ones.
    </EmptyState>
  );
}

function choicesOf(filter: HistoryFilter, scope: HistoryScope): FilterChoice[] {
  return [
    {
      name: "kind",
      label: "Kind",
      value: filter.kind ?? "",
      options: [{ value: "", label: "All kinds" }, ...HISTORY_KINDS],
    },
    {
      name: "period",
      label: "Period",
      value: filter.period ?? "",
      options: [
        { value: "", label: "Any time" },
        ...[...new Set([filter.period, ...scope.years.map(String)])].flatMap((period) =>
          period ? [{ value: period, label: period }] : [],
        ),
      ],
    },
    {
      name: "contract",
      label: "Contract",
      value: filter.contractId ?? "",
      options: [
        { value: "", label: "Any contract" },
        ...scope.contracts.map(({ contractId, jobTitle }) => ({
          value: contractId,
          label: jobTitle,
        })),
      ],
    },
  ];
}
