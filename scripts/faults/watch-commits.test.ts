import { expect, test } from "vitest";
import { watchCommits } from "./watch-commits.ts";

function message(kind: string, ...texts: string[]): Buffer {
  const contents = Buffer.from(texts.map((text) => `${text}\0`).join(""));
  const length = Buffer.alloc(4);
  length.writeInt32BE(contents.length + 4);
  return Buffer.concat([Buffer.from(kind), length, contents]);
}

const greeting = message("", "user", "workhub_app", "");

test("a commit is seen in a simple query, in either case", () => {
  const watch = watchCommits();
  expect(watch(greeting)).toBe(false);
  expect(watch(message("Q", "select 'commit'"))).toBe(false);
  expect(watch(message("Q", "COMMIT"))).toBe(true);
  expect(watch(message("Q", "rollback"))).toBe(false);
});

test("a prepared commit is seen whenever it is executed, and nothing else is taken for it", () => {
  const watch = watchCommits();
  watch(greeting);
  expect(watch(message("P", "s1", "commit"))).toBe(false);
  expect(watch(message("P", "s2", "select 1"))).toBe(false);
  const execute = message("E", "");
  expect(watch(Buffer.concat([message("B", "", "s2"), execute]))).toBe(false);
  expect(watch(Buffer.concat([message("B", "", "s1"), execute]))).toBe(true);
  expect(watch(Buffer.concat([message("B", "", "s1"), execute]))).toBe(true);
});

test("a commit that arrives in pieces is seen with its last one", () => {
  const watch = watchCommits();
  const all = Buffer.concat([greeting, message("Q", "commit")]);
  const seen = [...all].map((byte) => watch(Buffer.from([byte])));
  expect(seen.indexOf(true)).toBe(all.length - 1);
});
