/** One piece of what was searched for: some text, or a phrase whose words must stand in this order. */
export type QueryPart = {
  readonly text: string;
  readonly isPhrase: boolean;
  /** What has it is not wanted. */
  readonly isExcluded: boolean;
};

const MOST_PARTS = 40;

/**
 * Reads what a person typed: words, "phrases", and -words or -"phrases" to leave out. A minus counts only when it
 * touches its word and nothing touches the minus, so a pasted title with " - " in it, or "front-end", is just words. A
 * quote that is never closed reaches to the end.
 */
export function readQuery(q: string): QueryPart[] {
  const parts: QueryPart[] = [];
  for (const [, minus, phrase, word] of q.matchAll(/((?<!\S)-)?(?:"([^"]*)"?|([^\s"]+))/g)) {
    const text = phrase ?? word ?? "";
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    parts.push({ text, isPhrase: phrase !== undefined, isExcluded: minus !== undefined });
  }
  return parts.slice(0, MOST_PARTS);
}
