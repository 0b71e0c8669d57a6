import { expect, test } from "vitest";
import { fileKind, kindWord, sizeText, splitName } from "./file-kind.ts";

test.each([
  ["image/png", "a.pdf", "image"],
  ["application/pdf", "a.txt", "pdf"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a", "document"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a", "sheet"],
  ["text/csv", "a.csv", "sheet"],
  ["application/zip", "a.zip", "archive"],
  ["text/html", "a.html", "text"],
  ["application/octet-stream", "plan.odt", "document"],
  ["application/octet-stream", "blob", "other"],
])("%s called %s is shown as %s", (type, name, kind) => {
  expect(fileKind({ type, name })).toBe(kind);
});

test("kinds have words for people", () => {
  expect(kindWord({ type: "application/pdf", name: "a" })).toBe("PDF");
});

test.each([
  [1, "1 byte"],
  [1023, "1023 bytes"],
  [1024, "1 KB"],
  [1536, "1.5 KB"],
  [25 * 1024 * 1024, "25 MB"],
  [1024 * 1024 - 1, "1 MB"],
  [1024 ** 3, "1 GB"],
])("%d bytes read %s", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test("a long name can lose its middle and keeps its ending", () => {
  expect(splitName("final design.fig.pdf")).toEqual({ stem: "final design.fig", ending: ".pdf" });
  expect(splitName(".env")).toEqual({ stem: ".env", ending: "" });
  expect(splitName("a.no-real-ending")).toEqual({ stem: "a.no-real-ending", ending: "" });
});
