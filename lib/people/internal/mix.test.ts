import { expect, test } from "vitest";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { mix, readMixCursor, writeMixCursor } from "./mix.ts";

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ userId: newId("usr"), sortKey: 100 - index }));

test("every fourth person is a newcomer while there are both, and nobody is left out", () => {
  const [proven, newcomers] = [people(9), people(3)];
  const { rows, isLast } = mix(proven, newcomers, 20);
  expect(rows.map((row) => newcomers.indexOf(row))).toEqual([
    -1, -1, -1, 0, -1, -1, -1, 1, -1, -1, -1, 2,
  ]);
  expect(isLast).toBe(true);
});

test("one list alone is shown as it is", () => {
  const some = people(5);
  expect(mix(some, [], 10).rows).toEqual(some);
  expect(mix([], some, 10).rows).toEqual(some);
  expect(mix([], [], 10)).toMatchObject({ rows: [], isLast: true });
});

test("pages continue both lists, and together show each person once", () => {
  const [proven, newcomers] = [people(11), people(8)];
  const after = (all: typeof proven, id: Id<"usr"> | undefined) =>
    all.slice(id ? all.findIndex(({ userId }) => userId === id) + 1 : 0);
  const seen: string[] = [];
  let cursor = readMixCursor(undefined);
  for (let page = 0; page < 10; page += 1) {
    const mixed = mix(
      after(proven, cursor.proven?.id).slice(0, 5),
      after(newcomers, cursor.newcomer?.id).slice(0, 5),
      4,
    );
    seen.push(...mixed.rows.map(({ userId }) => userId));
    if (mixed.isLast) break;
    cursor = readMixCursor(writeMixCursor(mixed, cursor));
  }
  expect(seen).toHaveLength(19);
  expect(new Set(seen).size).toBe(19);
});

test.each(["", "x", "1~usr_1.-", "-.", "1~job_01hzy3c9w1z0000000000000aa.-"])(
  "the made-up cursor %j begins at the start",
  (text) => {
    expect(readMixCursor(text)).toEqual({ proven: null, newcomer: null });
  },
);
