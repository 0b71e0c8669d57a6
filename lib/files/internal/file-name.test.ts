import { describe, expect, test } from "vitest";
import { cleanFileName, distinctNames, extensionOf, withExtension } from "./file-name.ts";

describe("a file’s name", () => {
  test.each([
    ["plan.pdf", "plan.pdf"],
    ["../../etc/passwd", "passwd"],
    ["..\\..\\windows\\system.ini", "system.ini"],
    ["/absolute/path.txt", "path.txt"],
    ["..", "file"],
    [". .", "file"],
    ["", "file"],
    ["folder/", "file"],
    ["a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt"],
    ["nul\0l.png", "null.png"],
    ["invoice\u202efdp.exe", "invoicefdp.exe"],
    ["\u2066hidden\u2069.txt", "hidden.txt"],
    ["  two   spaces .txt ", "two spaces .txt"],
    ["e\u0301te\u0301.txt", "\u00e9t\u00e9.txt"],
    ["lone \ud800 half.txt", "lone \ufffd half.txt"],
    ['<img src=x onerror="alert(1)">.png', '<img src=x onerror="alert(1)">.png'],
    [".env", ".env"],
    ["日本語の仕様書.docx", "日本語の仕様書.docx"],
    ["\u3164\u2800", "file"],
  ])("%j is kept as %j", (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  test("has at most 200 characters, and keeps its extension", () => {
    const name = cleanFileName(`${"é😀".repeat(300)}.tar.gz`);
    expect([...name]).toHaveLength(200);
    expect(name.endsWith(".gz")).toBe(true);
    expect(cleanFileName(`a.${"b".repeat(500)}`)).toHaveLength(200);
  });

  test("has an extension only when that is short and something comes before it", () => {
    expect(["a.PDF", ".env", "a", "a.", `a.${"b".repeat(30)}`].map(extensionOf)).toEqual([
      ".pdf",
      "",
      "",
      ".",
      "",
    ]);
    expect(withExtension("me.jpeg", ".webp")).toBe("me.webp");
  });

  test("is distinct among the others in an archive, ignoring case", () => {
    expect(distinctNames(["a.txt", "A.txt", "a.txt", "a (2).txt", "b"])).toEqual([
      "a.txt",
      "A (2).txt",
      "a (3).txt",
      "a (2) (2).txt",
      "b",
    ]);
  });
});
