/**
 * How many slips lie between two words: a letter left out, added or changed, or two neighbours swapped (Damerau and
 * Levenshtein, in the form that edits no letter twice).
 */
export function editDistance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  const rows: number[][] = [[...to.keys(), to.length]];
  for (const [i, letter] of from.entries()) {
    const above = rows[i] ?? [];
    const row = [i + 1];
    for (const [j, other] of to.entries()) {
      const isSwapped = letter === to[j - 1] && from[i - 1] === other;
      row.push(
        Math.min(
          (above[j] ?? 0) + (letter === other ? 0 : 1),
          (above[j + 1] ?? 0) + 1,
          (row[j] ?? 0) + 1,
          isSwapped ? (rows[i - 1]?.[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? 0;
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz0123456789"];

/** Everything that is one slip away, with the letters that a keyboard has or the word itself. */
export function oneSlipFrom(word: string): string[] {
  const letters = [...word];
  const alphabet = new Set([...LETTERS, ...letters]);
  const found = new Set<string>();
  for (let at = 0; at <= letters.length; at += 1) {
    const [before, after] = [letters.slice(0, at).join(""), letters.slice(at)];
    const [first = "", second = ""] = after;
    const rest = after.slice(1).join("");
    found.add(before + rest);
    found.add(before + second + first + after.slice(2).join(""));
    for (const letter of alphabet) {
      found.add(before + letter + rest);
      found.add(before + letter + first + rest);
    }
  }
  found.delete(word);
  return [...found];
}
