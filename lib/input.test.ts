import { describe, expect, test } from "vitest";
import { daysInput, keyInput, lineInput, optionalLine, textInput } from "./input.ts";

const name = lineInput({ min: 2, max: 5, missing: "Enter your name." });
const letter = textInput({ min: 3, max: 8, missing: "Write something.", what: "for the letter" });

function problems(schema: typeof name, value: unknown): string[] {
  return schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];
}

describe("a text", () => {
  test("in which nothing is visible is missing", () => {
    for (const text of ["", " ", "\0 \0", "\u200b\u3164\u2800", "\u202e\n\u202c", "\ud800"]) {
      expect(problems(name, text)).toEqual(["Enter your name."]);
      expect(problems(letter, text)).toEqual(["Write something."]);
    }
  });

  test("does not reach its minimum length with invisible characters", () => {
    expect(problems(letter, "a\u200b\u200bb")).toEqual([
      "Use at least 3 characters for the letter.",
    ]);
  });

  test("may have the stated number of characters, each counted once", () => {
    expect(name.parse("👍👍👍👍👍")).toBe("👍👍👍👍👍");
    expect(name.parse("cafe\u0301s")).toBe("cafés");
    expect(problems(name, "👍👍👍👍👍👍")).toEqual(["Use at most 5 characters."]);
  });

  test("that is optional is empty when nothing in it is visible", () => {
    const line = optionalLine(10);
    expect(["\u2800", " ", undefined, null].map((text) => line.parse(text))).toEqual(
      Array(4).fill(""),
    );
  });
});

test("a number of days is digits", () => {
  const days = daysInput({ min: 1, max: 30, missing: "Say how many." });
  expect([" 7 ", "０７", 7].map((value) => days.parse(value))).toEqual([7, 7, 7]);
  for (const value of ["1e1", "0x10", "1e0", "+5", "7.0", "٧", 1.5, "31", "0"]) {
    expect(days.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([
      "Enter a whole number of days from 1 to 30.",
    ]);
  }
});

test("a key is plain characters that can be stored", () => {
  const key = keyInput();
  expect(key.parse("01k5:x y")).toBe("01k5:x y");
  for (const value of ["", "a\0", "\ud800", "é", "x".repeat(101), 5, null, ["a"]]) {
    expect(key.safeParse(value).success).toBe(false);
  }
});
