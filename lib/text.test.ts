import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanLine, cleanText, countCharacters, countVisible, isVisible, narrow } from "./text.ts";

describe("an invisible text is no text", () => {
  test.each([
    ["", "empty"],
    [" \t\n\u00a0\u2003", "spaces"],
    ["\u200b\u200c\u200d\ufeff", "zero width"],
    ["\u3164\u115f\u1160\uffa0", "Hangul fillers"],
    ["\u2800\u2800", "Braille without dots"],
    ["\u202e\u2066\u200f\u061c", "marks of direction"],
    ["\u0000\u0007\u001b\u0085", "controls"],
    ["\ud800\udc00\udfff".slice(2), "half a character"],
    ["\u{e0041}\u{e0042}\u{e007f}", "tags"],
    ["\ufe0f\u{e0100}", "variation selectors"],
    ["\u00ad\u034f\u17b4\u180e", "soft hyphens and their like"],
    ["\u0301\u20e3", "marks with nothing to stand on"],
  ])("%j: %s", (text) => {
    expect(isVisible(text)).toBe(false);
    expect(isVisible(cleanText(text))).toBe(false);
    expect(isVisible(cleanLine(text))).toBe(false);
  });

  test.each(["a", "李", "é", "e\u0301", "👍", "❤\ufe0f", "علی", "हिन्दी", ".", "1", "\u{1f3f4}"])(
    "but %j is one",
    (text) => {
      expect(isVisible(text)).toBe(true);
    },
  );
});

describe("what is kept", () => {
  test.each([
    ["می\u200cخواهم", "Persian's zero-width non-joiner"],
    ["क्\u200dष", "an Indian script's joiner"],
    ["👩\u200d👩\u200d👧\u200d👦", "a family of emoji"],
    ["❤\ufe0f", "an emoji's variation selector, at the end too"],
    ["\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", "the flag of England"],
    ["שלום\u200f!", "a mark of direction"],
  ])("%j: %s", (text) => {
    expect(cleanText(text)).toBe(text);
    expect(cleanLine(text)).toBe(text);
  });

  test("is composed, so every spelling of é is one é", () => {
    expect(cleanText("cafe\u0301")).toBe("café");
  });

  test("has nothing that cannot be stored, and only plain line ends", () => {
    expect(cleanText(" one\r\ntwo\rthree\u2028four\0\u0007 five\ud800 ")).toBe(
      "one\ntwo\nthree\nfour five",
    );
  });

  test("on one line has no line breaks, and nothing that reverses its neighbours", () => {
    expect(cleanLine("Ana\r\nLima\tSilva")).toBe("Ana Lima Silva");
    expect(cleanLine("\u202eevil\u202c.exe\u2066")).toBe("evil.exe");
    expect(cleanLine("\u200b\u3164 Ana \u2800")).toBe("Ana");
    expect(cleanLine("cafe\u202e\u0301")).toBe("caf\u00e9");
  });

  test("stays the same when it is cleaned again", () => {
    const part = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "\r\n",
        "\ud83d",
        "\u0301",
        "\u200b",
        "\u202e",
        "\u{e0041}",
        "\u{1f3f4}",
        " ",
        "é",
      ),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join("");
        for (const clean of [cleanText, cleanLine]) {
          expect(clean(clean(text))).toBe(clean(text));
          expect(clean(text).isWellFormed()).toBe(true);
        }
        expect(cleanLine(text)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
      { numRuns: 200 },
    );
  });
});

describe("characters are counted", () => {
  test("one by one, composed, whatever their size in memory", () => {
    expect(countCharacters("👍👍")).toBe(2);
    expect(countCharacters("cafe\u0301")).toBe(4);
    expect(countCharacters("a\nb")).toBe(3);
  });

  test("and towards a minimum length only when they are visible", () => {
    expect(countVisible("ab\u200b\u200b\u3164 c")).toBe(4);
  });
});

test("wide letters, digits and signs become plain ones", () => {
  expect(narrow("￥１，２４０．５　ａ")).toBe("¥1,240.5 a");
});
