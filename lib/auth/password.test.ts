import * as argon2 from "@node-rs/argon2";
import { afterEach, expect, test, vi } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";

vi.mock(import("@node-rs/argon2"), { spy: true });

afterEach(() => {
  vi.clearAllMocks();
});

test("a hash is argon2id with 19 MiB, two passes and one lane, and salted", async () => {
  const [one, other] = await Promise.all([
    hashPassword("correct horse"),
    hashPassword("correct horse"),
  ]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
});

test("only the exact password matches", async () => {
  const hash = await hashPassword("correct horse");
  expect(await verifyPassword(hash, "correct horse")).toBe(true);
  expect(await verifyPassword(hash, "Correct horse")).toBe(false);
  expect(await verifyPassword(hash, "correct horse ")).toBe(false);
});

test("the same characters match, however the keyboard composes them", async () => {
  const hash = await hashPassword("caf\u00e9 au lait");
  expect(await verifyPassword(hash, "cafe\u0301 au lait")).toBe(true);
});

test("without a stored hash the same work is done and nothing matches", async () => {
  expect(await verifyPassword(undefined, "correct horse")).toBe(false);
  expect(argon2.verify).toHaveBeenCalledTimes(1);
  const [hash] = vi.mocked(argon2.verify).mock.calls[0] ?? [];
  const { algorithm, memoryCost, timeCost, parallelism } = argon2.parseOptions(String(hash));
  const own = argon2.parseOptions(await hashPassword("correct horse"));
  expect({ algorithm, memoryCost, timeCost, parallelism }).toEqual({
    algorithm: own.algorithm,
    memoryCost: own.memoryCost,
    timeCost: own.timeCost,
    parallelism: own.parallelism,
  });
});
