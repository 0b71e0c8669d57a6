/** `q` with another word wherever this one stands, in whatever case and accents; the rest stays as it was typed. */
export function replaceWord(q: string, folded: string, other: string): string {
  return q.replace(/[\p{L}\p{N}\p{M}]+/gu, (word) =>
    plain(word) === plain(folded) ? other : word,
  );
}

/** Without marks and case. ı has no mark to lose. */
export function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ı", "i");
}
