/** Something that a person saw and that reads differently now: its name, the text that was seen, and the text now. */
export type Change = { readonly what: string; readonly seen: string; readonly now: string };

/** What counts as the same on both sides is no change. */
export function listChanges(
  facts: readonly (readonly [what: string, seen: string, now: string])[],
): Change[] {
  return facts.flatMap(([what, seen, now]) => (seen === now ? [] : [{ what, seen, now }]));
}

/** How many words before and after a difference show where it is. */
const CONTEXT_WORDS = 8;

/** The part in which two long texts differ, complete, with a few words around it. Equal texts come back as they are. */
export function differingParts(seen: string, now: string): { seen: string; now: string } {
  const [before, after] = [wordsOf(seen), wordsOf(now)];
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { seen: excerpt(before, head, tail), now: excerpt(after, head, tail) };
}

/** Words, each with the space that follows it. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

function excerpt(words: readonly string[], head: number, tail: number): string {
  const first = Math.max(0, head - CONTEXT_WORDS);
  const end = Math.min(words.length, words.length - tail + CONTEXT_WORDS);
  const part = words.slice(first, end).join("").trim();
  return `${first > 0 ? "… " : ""}${part}${end < words.length ? " …" : ""}`;
}
