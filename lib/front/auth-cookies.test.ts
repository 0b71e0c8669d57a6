import { expect, test } from "vitest";
import { withoutBrokenCallback } from "./auth-cookies.ts";

test.each(["http://[", "\\\\evil", "%", "", "nonsense", "%FF"])(
  "next-auth is not shown where to go back to when that is no address: %s",
  (value) => {
    const cookies = `a=1; next-auth.callback-url=${value}; __Host-next-auth.callback-url=${value}; b=2`;
    expect(withoutBrokenCallback(cookies)).toBe("a=1; b=2");
  },
);

test("other cookies stay as they are", () => {
  const cookies = "a=%; next-auth.callback-url=https%3A%2F%2Fwork.example%2Fjobs; c==; d";
  expect(withoutBrokenCallback(cookies)).toBe(cookies);
});
