import { describe, expect, test } from "vitest";
import { excerpt, findHits, type Mark, marksOf } from "./hits.ts";
import { readQuery } from "./read-query.ts";
import type { SearchWord } from "./terms.ts";

const NOTHING = { also: [], pair: null, isGram: false, stems: [], synonyms: [], isKnown: true };

function word(text: string, more: Partial<SearchWord> = {}): SearchWord {
  return { ...NOTHING, part: 1, chunk: 1, word: text, ...more };
}

function marked(text: string, marks: readonly Mark[]): string[] {
  return findHits(text, marks).map(([from, to]) => text.slice(from, to));
}

describe("what is marked in a result", () => {
  test("is the words in other forms, cases and accents, and the end of the last one", () => {
    const words = [
      word("designs", { stems: ["endesign"], part: 1 }),
      word("ubersetz", { part: 2 }),
    ];
    const marks = marksOf(readQuery("designs ubersetz"), words);
    expect(marked("A designer designs; Übersetzungen, undesigned", marks)).toEqual([
      "designer",
      "designs",
      "Übersetzungen",
    ]);
  });

  test("is a sign and not its letter, and a word and not its beginning", () => {
    const marks = marksOf(readQuery("c++ go"), [word("c++", { part: 1 }), word("go", { part: 2 })]);
    expect(marked("C, C++ and C#, Go and Google, go.", marks)).toEqual(["C++", "Go", "go"]);
  });

  test("is text without spaces", () => {
    const grams = ["日本", "本語", "語"].map((gram) => word(gram, { isGram: true }));
    expect(marked("私の日本語サイト、日本", marksOf(readQuery("日本語"), grams))).toEqual([
      "日本語",
    ]);
  });

  test("is nothing of what is left out", () => {
    const words = [word("shop", { part: 1 }), word("wordpress", { part: 2 })];
    const marks = marksOf(readQuery("shop -wordpress"), words);
    expect(marked("A shop without WordPress", marks)).toEqual(["shop"]);
  });
});

describe("an excerpt", () => {
  const long = `${"One word after the other. ".repeat(20)}Then the carillon rings. ${"And on. ".repeat(40)}`;

  test("is the beginning without a search, cut between words", () => {
    expect(excerpt("  Two\n lines ", [], 100)).toBe("Two lines");
    expect(excerpt(long, [], 30)).toBe("One word after the other. One…");
    expect(excerpt("字".repeat(300), [], 30)).toBe(`${"字".repeat(30)}…`);
  });

  test("shows the first hit, wherever it is", () => {
    const marks: Mark[] = [{ text: "carillon", kind: "word" }];
    const shown = excerpt(long, marks, 80);
    expect(shown).toMatch(/^….{10,60}carillon rings\..*…$/);
    expect(shown.length).toBeLessThanOrEqual(83);
    expect(excerpt("A carillon", marks, 80)).toBe("A carillon");
  });
});
