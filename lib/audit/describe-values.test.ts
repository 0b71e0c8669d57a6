import { expect, test } from "vitest";
import { describeValues } from "./describe-values.ts";

test("amounts read as amounts, and what is new stands beside what was", () => {
  expect(
    describeValues({ balanceCents: 0 }, { balanceCents: 75_000, kind: "release", reason: null }),
  ).toEqual([
    { name: "balance", before: "€0.00", after: "€750.00" },
    { name: "kind", before: null, after: "release" },
    { name: "reason", before: null, after: null },
  ]);
});

test("an entry without values says nothing", () => {
  expect(describeValues(null, null)).toEqual([]);
});
