import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bandsOf, isAlike, likeness, sketchLetter } from "./letter-sketch.ts";

const LETTER = `Hello Kim, I read your job about the checkout and would like to do it. In the last six years I have
built forty shops with React and TypeScript, and I have fixed the checkouts of four of them for screen readers. I would
begin with the payment page, because most people leave there, and would show you the first result within three days.
You can reach me every weekday from nine to five, and I answer within an hour. I look forward to hearing from you.`;

function sketch(text: string): number[] {
  const made = sketchLetter(text);
  if (!made) throw new Error("A letter without words");
  return made;
}

const word = fc.stringMatching(/^[a-z]{2,9}$/);
/** Long enough for one changed word to be little. */
const words = fc.array(word, { minLength: 60, maxLength: 200 });

describe("almost the same letter", () => {
  test("with another name, another job and a sentence more is the same letter", () => {
    const other = LETTER.replace("Kim", "Mr Lindgren").replace(
      "the checkout",
      "a map of hiking trails",
    );
    expect(isAlike(sketch(LETTER), sketch(other))).toBe(true);
    expect(isAlike(sketch(LETTER), sketch(`${LETTER} PS: I can begin today.`))).toBe(true);
  });

  test("is found whatever its case, spaces and punctuation", () => {
    fc.assert(
      fc.property(words, (text) => {
        const loud = `${text.join(",\n ").toUpperCase()}!`;
        expect(sketch(loud)).toEqual(sketch(text.join(" ")));
      }),
    );
  });

  test("with one word changed is alike, and shares a band", () => {
    fc.assert(
      fc.property(words, word, fc.nat(), (text, other, place) => {
        const changed = [...text];
        changed[place % text.length] = other;
        const [one, two] = [sketch(text.join(" ")), sketch(changed.join(" "))];
        // At least 57 of 61 runs stay: 64 samples of such a share are below 0.7 less than once in a billion times.
        expect(isAlike(one, two)).toBe(true);
        const bands = new Set(bandsOf(one, "usr_a"));
        expect(bandsOf(two, "usr_a").some((band) => bands.has(band))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("of other words is another letter", () => {
    fc.assert(
      fc.property(words, words, (one, two) => {
        fc.pre(one.filter((each) => two.includes(each)).length < 10);
        expect(isAlike(sketch(one.join(" ")), sketch(two.join(" ")))).toBe(false);
      }),
    );
  });

  test("is measured as the share of common runs of three words", () => {
    fc.assert(
      fc.property(words, words, words, (common, one, two) => {
        const [a, b] = [
          [...common, ...one],
          [...common, ...two],
        ];
        const [left, right] = [runsOf(a), runsOf(b)];
        const shared = [...left].filter((run) => right.has(run)).length;
        const share = shared / (left.size + right.size - shared);
        // Six standard deviations of 64 samples at a half.
        expect(Math.abs(likeness(sketch(a.join(" ")), sketch(b.join(" "))) - share)).toBeLessThan(
          0.38,
        );
      }),
    );
  });

  test("is looked for only among the letters of one person", () => {
    const mine = new Set(bandsOf(sketch(LETTER), "usr_a"));
    expect(bandsOf(sketch(LETTER), "usr_b").some((band) => mine.has(band))).toBe(false);
  });
});

test("any text has a sketch of 64 numbers of 32 bits, or no words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const made = sketchLetter(text);
      if (made === null) return;
      expect(made).toHaveLength(64);
      expect(made.every((each) => each === (each | 0))).toBe(true);
      expect(bandsOf(made, "usr_a").every((each) => each === (each | 0))).toBe(true);
    }),
  );
  expect(sketchLetter("🙂 … 🙂")).toBeNull();
});

test("a language without spaces is compared character by character", () => {
  const letter =
    "我可以在两周内完成这个网站，并且已经做过四个类似的项目，可以给您看其中的两个例子。";
  expect(isAlike(sketch(letter), sketch(letter.replace("两周", "三周")))).toBe(true);
});

function runsOf(text: readonly string[]): Set<string> {
  return new Set(text.slice(2).map((_, start) => text.slice(start, start + 3).join(" ")));
}
