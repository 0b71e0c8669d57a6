/** Numbers that look random but are the same for the same name, on every machine. */
export type Dice = {
  /** From `least` up to, but not including, `most`. */
  between(least: number, most: number): number;
  /** True in about this share of all names. */
  chance(share: number): boolean;
};

/**
 * Separate dice for each name, so that another job in the content leaves all others as they are. mulberry32
 * (github.com/bryc/code, PRNGs), seeded with the name's FNV-1a hash.
 */
export function diceFor(name: string): Dice {
  let state = fnv1a(name);
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    between: (least, most) => least + next() * (most - least),
    chance: (share) => next() < share,
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
