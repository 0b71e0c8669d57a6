import type { MessageView } from "../schema.ts";

/** One message as it was announced, for people who cannot see it appear. It never changes again. */
export type Said = { readonly seq: number; readonly text: string };

/** How many stay in the live region: a few more than anyone can hear at once. */
const KEPT = 20;

/**
 * Adds what arrived after `openedAt` and has not been announced, each message once and in order; returns the same list
 * when nothing is added. Earlier announcements stay: an edit or a deletion is no new message.
 */
export function sayNew(
  said: readonly Said[],
  theirs: readonly MessageView[],
  openedAt: number,
): readonly Said[] {
  const last = said.at(-1)?.seq ?? openedAt;
  const fresh = theirs.filter(({ seq, deletedAt }) => seq > last && deletedAt === null);
  if (fresh.length === 0) return said;
  return [...said, ...fresh.map(({ seq, ...message }) => ({ seq, text: textOf(message) }))].slice(
    -KEPT,
  );
}

function textOf({ body, files }: Pick<MessageView, "body" | "files">): string {
  const names = files.map(({ name }) => name).join(", ");
  return [body, names].filter(Boolean).join(", ");
}
