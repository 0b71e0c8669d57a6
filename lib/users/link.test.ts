import { expect, test } from "vitest";
import { linkInput } from "./link.ts";
import { linkText } from "./link-text.ts";

test.each([
  ["example.com", "https://example.com/"],
  [" https://example.com/work?a=1 ", "https://example.com/work?a=1"],
  ["http://example.com", "http://example.com/"],
  ["", null],
  [null, null],
  [undefined, null],
])("%j is taken as the web address %j", (typed, link) => {
  expect(linkInput.parse(typed)).toBe(link);
});

test.each([
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "mailto:ana@example.com",
  "https://ana:secret@example.com",
  "localhost",
  "two words.com",
  `https://example.com/${"x".repeat(300)}`,
])("%j is refused", (typed) => {
  expect(linkInput.safeParse(typed).success).toBe(false);
});

test("a link is shown without its obvious parts", () => {
  expect(linkText("https://www.example.com/work/")).toBe("example.com/work");
});
