import { expect, test } from "vitest";
import { addFaults, findFaults } from "./faults.ts";

const sent = new Map([
  ["a", "first"],
  ["b", "second"],
  ["c", "third"],
]);
const seen = [...sent].map(([clientId, body], index) => ({ clientId, body, seq: index + 1 }));
const [a, b, c] = seen;

test("everything once, in order: no fault", () => {
  expect(findFaults(sent, seen)).toEqual({ lost: 0, duplicated: 0, outOfOrder: 0 });
});

test("a missing message and one with another text are lost", () => {
  if (!a || !b) throw new Error("Nothing was sent");
  expect(findFaults(sent, [a, { ...b, body: "other" }])).toMatchObject({ lost: 2 });
});

test("a message that comes twice is a duplicate, under its own number or another", () => {
  if (!a || !b || !c) throw new Error("Nothing was sent");
  const twice = findFaults(sent, [a, b, c, { ...c, seq: 4 }]);
  expect(twice).toEqual({ lost: 0, duplicated: 1, outOfOrder: 0 });
  expect(findFaults(sent, [a, b, b, c])).toMatchObject({ duplicated: 1, outOfOrder: 1 });
});

test("a message that comes after a later one is out of order", () => {
  if (!a || !b || !c) throw new Error("Nothing was sent");
  expect(findFaults(sent, [a, c, b])).toEqual({ lost: 0, duplicated: 0, outOfOrder: 1 });
});

test("faults of several readers add up", () => {
  const faults = { lost: 1, duplicated: 2, outOfOrder: 3 };
  expect(addFaults([faults, faults])).toEqual({ lost: 2, duplicated: 4, outOfOrder: 6 });
});
