import { expect, it } from "vitest";
import { diceFor } from "./random.ts";

it("gives a name the same numbers every time, and another name different ones", () => {
  const draw = (name: string) => {
    const dice = diceFor(name);
    return Array.from({ length: 20 }, () => dice.between(0, 1));
  };
  expect(draw("a job")).toEqual(draw("a job"));
  expect(draw("a job")).not.toEqual(draw("a jot"));
});

it("spreads evenly between its limits, even over the first numbers of many names", () => {
  const numbers = Array.from({ length: 2_000 }, (_, index) => diceFor(`${index}`).between(10, 20));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...numbers)).toBeLessThan(20);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  expect(mean).toBeGreaterThan(14.7);
  expect(mean).toBeLessThan(15.3);
});
