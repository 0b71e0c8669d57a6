import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine } from "./csv.ts";

/** Reads one line back by RFC 4180. */
function parse(line: string): string[] {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)];
  return cells.map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "");
}

describe("a cell of text", () => {
  test.each([
    '=HYPERLINK("https://example.org","Click")',
    "+49 30 1234",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\u0000=1+1",
    "＝1+1",
    "−1",
    "|calc",
  ])("that a spreadsheet would run is disarmed: %j", (text) => {
    expect(parse(csvLine([text]))).toEqual([`'${text}`]);
  });

  test("never begins like a formula, whatever people wrote", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), (texts) => {
        const cells = parse(csvLine(texts));
        expect(cells).toHaveLength(texts.length);
        for (const [index, cell] of cells.entries()) {
          expect(cell).not.toMatch(/^\s*[=+\-@]/);
          expect([texts[index], `'${texts[index]}`]).toContain(cell);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("keeps commas, quotes and line breaks", () => {
    const text = 'Logo, "final"\r\nversion 2';
    expect(parse(csvLine([text, "next"]))).toEqual([text, "next"]);
  });
});

describe("a cell of numbers", () => {
  test("stays a number, also below zero", () => {
    expect(csvLine([{ number: "-600.00" }, { number: "" }, { number: "12" }])).toBe(
      "-600.00,,12\r\n",
    );
  });

  test("is nothing else", () => {
    for (const number of ["=1", "1e5", "1,000", "-", "+1", "NaN"]) {
      expect(() => csvLine([{ number }])).toThrow("Not a number");
    }
  });
});
