import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { HowRated } from "./how-rated.tsx";

test("the rating can be computed from what the page says", () => {
  const reputation = { average: 4.25, count: 12, distribution: [7, 3, 0, 2, 0] } as const;
  const page = renderToStaticMarkup(<HowRated reputation={reputation}>{null}</HowRated>);
  const [, sum = "", count, rating] = /\(([^)]+)\) ÷ (\d+) = ([\d.]*\d)/.exec(page) ?? [];
  const given = sum.split(" + ").map((term) => term.split(" × ").map(Number));
  const stars = given.reduce((total, [star = 0, times = 0]) => total + star * times, 0);
  expect(given.reduce((total, [, times = 0]) => total + times, 0)).toBe(Number(count));
  expect((stars / Number(count)).toFixed(2)).toBe(rating);
  expect(rating).toBe("4.25");
});

test("nothing is said of a rating before the first review", () => {
  const reputation = { average: null, count: 0, distribution: [0, 0, 0, 0, 0] } as const;
  expect(renderToStaticMarkup(<HowRated reputation={reputation}>{null}</HowRated>)).not.toContain(
    "÷",
  );
});
