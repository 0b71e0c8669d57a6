import { expect, test } from "vitest";
import { newPassword } from "./schema.ts";

test.each([
  ["8305274169"],
  ["          "],
  ["only small letters"],
  ["!?#%&/()=+"],
  ["пароль из слов"],
  ["👍".repeat(10)],
  ["x".repeat(64)],
  ["x".repeat(200)],
])("a password may be made of anything, from 10 to 200 characters: %s", (password) => {
  expect(newPassword.safeParse(password).success).toBe(true);
});

test.each([["x".repeat(9)], ["👍".repeat(9)], ["x".repeat(201)], [""]])(
  "a password of another length is refused: %s",
  (password) => {
    expect(newPassword.safeParse(password).success).toBe(false);
  },
);

test.each(["qwertyuiop", "1q2w3e4r5t", "Password123", "BASKETBALL"])(
  "a password that strangers try first is refused, in whatever letters: %s",
  (password) => {
    const { error } = newPassword.safeParse(password);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining("strangers try first"),
    ]);
  },
);
