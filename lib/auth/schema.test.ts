import { expect, test } from "vitest";
import { newPassword } from "./schema.ts";

test.each([
  ["0".repeat(10)],
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
