import { expect, test } from "vitest";
import { replaceWord } from "./replace-word.ts";

test("only the word itself is replaced, however it was typed", () => {
  expect(replaceWord("A Webflwo site, webflwo-based", "webflwo", "webflow")).toBe(
    "A webflow site, webflow-based",
  );
  expect(replaceWord("Übersezung für webflwos", "ubersezung", "ubersetzung")).toBe(
    "ubersetzung für webflwos",
  );
  expect(replaceWord('"it suport" -suport', "suport", "support")).toBe('"it support" -support');
});
