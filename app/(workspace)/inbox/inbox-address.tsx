import { INBOX_FILTERS, type InboxFilter } from "#lib/conversations/policy";

/** What the list shows, according to the address: `?filter=unread&q=invoice`. */
export type InboxAsked = { readonly filter: InboxFilter; readonly q: string };

export type InboxQuery = "" | `?${string}`;

type Parameters = { get(name: string): string | null };

export function parseAsked(parameters: Parameters): InboxAsked {
  const filter = INBOX_FILTERS.find((known) => known === parameters.get("filter")) ?? "all";
  return { filter, q: (parameters.get("q") ?? "").trim().slice(0, 100) };
}

/** The query of an address, with its question mark; empty when the list shows everything. */
export function formatAsked({ filter, q }: InboxAsked): InboxQuery {
  const parameters = new URLSearchParams();
  if (filter !== "all") parameters.set("filter", filter);
  if (q) parameters.set("q", q);
  return parameters.size === 0 ? "" : `?${parameters}`;
}
