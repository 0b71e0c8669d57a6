import { describe, expect, test } from "vitest";
import { readQuery } from "./read-query.ts";

const word = (text: string) => ({ text, isPhrase: false, isExcluded: false });

describe("what was searched for", () => {
  test("is words in any order, phrases in quotes, and what is left out", () => {
    expect(readQuery(' react  "it support" -wordpress -"page builder"')).toEqual([
      word("react"),
      { text: "it support", isPhrase: true, isExcluded: false },
      { text: "wordpress", isPhrase: false, isExcluded: true },
      { text: "page builder", isPhrase: true, isExcluded: true },
    ]);
  });

  test("has a minus only where it touches its word and nothing touches it", () => {
    const title = "Logo - a new one for our front-end";
    expect(readQuery(title).every(({ isExcluded }) => !isExcluded)).toBe(true);
    expect(readQuery(title).map(({ text }) => text)).toEqual([
      "Logo",
      "a",
      "new",
      "one",
      "for",
      "our",
      "front-end",
    ]);
  });

  test.each([
    ['"never closed', ["never closed"]],
    ['in"side', ["in", "side"]],
    ['a""b', ["a", "b"]],
    ['- -- " "" | & ! ( ) : * \' \\ % _', []],
    ["--word", ["-word"]],
    ["C++ c# .NET", ["C++", "c#", ".NET"]],
  ])("survives %s", (q, texts) => {
    expect(readQuery(q).map(({ text }) => text)).toEqual(texts);
  });

  test("is bounded", () => {
    expect(readQuery("a ".repeat(10_000))).toHaveLength(40);
  });
});
