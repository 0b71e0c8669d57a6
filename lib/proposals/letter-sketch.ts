/*
 * Tells whether two letters say almost the same, by MinHash (A. Broder, "On the resemblance and containment of
 * documents", 1997): a letter is the set of its runs of three words, its sketch keeps the least of them under each of 64
 * hash functions, and two sketches agree in about as many places as the sets have in common. Sketches are found by bands
 * (P. Indyk and R. Motwani, 1998): letters that are alike share at least one of 16 groups of four such places.
 */

const WORDS_IN_RUN = 3;
const HASHES = 64;
const BANDS = 16;
const ROWS = HASHES / BANDS;

/** From this share of common runs on, two letters are the same: other names and a changed sentence are no other letter. */
const ALIKE = 0.7;

/** Words in lower case; scripts without spaces count each character. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]|[\p{L}\p{M}\p{N}]+/gu;

const SEEDS = Array.from({ length: HASHES }, (_, index) =>
  scatter(Math.imul(index + 1, 0x9e3779b9)),
);

/** 64 signed 32-bit numbers; null for a letter without words. */
export function sketchLetter(letter: string): number[] | null {
  const words = letter.normalize("NFKC").toLowerCase().match(WORD);
  if (!words) return null;
  const runs = new Set<number>();
  for (let start = 0; start === 0 || start + WORDS_IN_RUN <= words.length; start += 1) {
    runs.add(hashOf(words.slice(start, start + WORDS_IN_RUN).join(" ")));
  }
  const hashes = [...runs];
  return SEEDS.map((seed) => {
    let least = 0xffffffff;
    for (const hash of hashes) least = Math.min(least, scatter(hash ^ seed) >>> 0);
    return least | 0;
  });
}

/** What a sketch is found by, among the letters of one person: other people's letters share nothing with it. */
export function bandsOf(sketch: readonly number[], personId: string): number[] {
  return Array.from({ length: BANDS }, (_, band) =>
    hashOf([personId, band, ...sketch.slice(band * ROWS, (band + 1) * ROWS)].join(" ")),
  );
}

/** About the share of runs that two letters have in common, from 0 to 1. */
export function likeness(one: readonly number[], other: readonly number[]): number {
  return one.filter((least, index) => least === other[index]).length / HASHES;
}

export function isAlike(one: readonly number[], other: readonly number[]): boolean {
  return likeness(one, other) >= ALIKE;
}

/** FNV-1a with 32 bits (RFC 9923). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return scatter(hash);
}

/** The finalizer of MurmurHash3 (A. Appleby): a bijection in which every bit depends on every other. */
function scatter(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
