import { describe, expect, test } from "vitest";
import { cleanText, textInput } from "./input.ts";

describe("text that people write", () => {
  test("loses what surrounds it, the browser's line ends and what cannot be stored, and nothing else", () => {
    expect(cleanText("  one\r\ntwo\rthree\0 \u202efour\n")).toBe("one\ntwo\nthree \u202efour");
  });

  test("is missing when nothing of it can be stored", () => {
    const parsed = textInput({ min: 1, max: 10, missing: "Write something." }).safeParse("\0 \0");
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual(["Write something."]);
  });
});
