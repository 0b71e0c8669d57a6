import { expect, test, vi } from "vitest";
import { log } from "./log.ts";
import { eachOf, sweepEach } from "./sweep.ts";

test("a sweep carries on past failures, logs each one, and fails at the end", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {});
  const done: number[] = [];
  const sweep = sweepEach([1, 2, 3, 4], async (item) => {
    if (item % 2 === 0) throw new Error(`no ${item}`);
    done.push(item);
  });
  await expect(sweep).rejects.toThrow("2 of 4 failed, the first: no 2");
  expect(done).toEqual([1, 3]);
  expect(logged).toHaveBeenCalledTimes(2);
});

test("a sweep without failures ends quietly", async () => {
  await expect(sweepEach([1, 2], async () => {})).resolves.toBeUndefined();
});

test("a list read page by page is complete, and ends with an empty page", async () => {
  const pages = vi.fn(async (after: number | undefined) =>
    [1, 2, 3, 4, 5].filter((row) => row > (after ?? 0)).slice(0, 2),
  );
  const rows: number[] = [];
  for await (const row of eachOf(pages)) rows.push(row);
  expect(rows).toEqual([1, 2, 3, 4, 5]);
  expect(pages).toHaveBeenCalledTimes(4);
});
