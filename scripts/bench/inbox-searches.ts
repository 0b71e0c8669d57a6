import { listFoundMessages } from "#lib/conversations/queries/found-messages";
import { listInbox } from "#lib/conversations/queries/inbox";
import type { InboxPageInput } from "#lib/conversations/schema";
import { makeWords, numbersFrom } from "./board-words.ts";
import { VETERAN } from "./inbox-fill.ts";

const EACH = 12;

/** What a person searches their inbox for: different searches, and the same in every run. */
export function inboxSearches(): InboxPageInput[] {
  const [next, words] = [numbersFrom(9), makeWords()];
  const one = (from: number, to: number) => words[from + Math.floor(next() * (to - from))] ?? "";
  const kinds: (() => InboxPageInput)[] = [
    () => ({ q: one(0, 20) }),
    () => ({ q: `${one(0, 300)} ${one(10, 3_000)}` }),
    () => ({ q: one(20_000, 60_000) }),
    () => ({ q: one(200, 5_000).slice(0, 4) }),
    () => ({ q: `"${one(0, 50)} ${one(0, 50)}"` }),
    () => ({ q: one(0, 500), filter: "unread" }),
    () => ({ q: one(0, 500), filter: "archived" }),
  ];
  return kinds.flatMap((make) => Array.from({ length: EACH }, make));
}

/** Everything that one search in the inbox shows: conversations by their names, and messages. */
export function searchInbox(input: InboxPageInput): Promise<unknown> {
  return Promise.all([listInbox(VETERAN, input), listFoundMessages(VETERAN, input)]);
}
