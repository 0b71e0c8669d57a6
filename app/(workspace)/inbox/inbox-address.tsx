import { INBOX_FILTERS, type InboxFilter } from "#lib/conversations/policy";
import type { Id } from "#lib/ids";
import { readWholeNumber } from "#lib/read-whole-number";

/** What the list shows, according to the address: `?filter=unread&q=invoice`. */
export type InboxAsked = { readonly filter: InboxFilter; readonly q: string };

export type InboxQuery = "" | `?${string}`;

type Parameters = { get(name: string): string | null };

export function parseAsked(parameters: Parameters): InboxAsked {
  const filter = INBOX_FILTERS.find((known) => known === parameters.get("filter")) ?? "all";
  return { filter, q: (parameters.get("q") ?? "").trim().slice(0, 100) };
}

/** The query of an address, with its question mark; empty when the list shows everything. */
export function formatAsked({ filter, q }: InboxAsked, at: number | null = null): InboxQuery {
  const parameters = new URLSearchParams();
  if (filter !== "all") parameters.set("filter", filter);
  if (q) parameters.set("q", q);
  if (at !== null) parameters.set("at", String(at));
  return parameters.size === 0 ? "" : `?${parameters}`;
}

/** The message at which an address opens a conversation; null for its end. */
export function parseAt(parameters: Parameters): number | null {
  const at = readWholeNumber(parameters.get("at"));
  return at === 0 ? null : at;
}

/** A conversation at its end, beside the same list. */
export function conversationPath(conversationId: Id<"cnv">, asked: InboxAsked) {
  return `/inbox/${conversationId}${formatAsked(asked)}` as const;
}

/** A conversation at one of its messages. Without scripts, the fragment scrolls there. */
export function messagePath(conversationId: Id<"cnv">, seq: number, asked: InboxAsked) {
  return `/inbox/${conversationId}${formatAsked(asked, seq)}#${messageAnchor(seq)}` as const;
}

export function messageAnchor(seq: number) {
  return `message-${seq}` as const;
}
