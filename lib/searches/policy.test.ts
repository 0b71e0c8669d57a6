import { describe, expect, test } from "vitest";
import { newText, readSearch, SEARCH_NAME_MAX, suggestName } from "./policy.ts";

describe("a saved search", () => {
  test("is read as its board writes it today", () => {
    expect(readSearch("jobs", "sort=newest&skill=React&category=design")).toEqual({
      query: "category=design&skill=React",
      labels: ["Design", "React"],
      lost: [],
    });
    expect(readSearch("freelancers", "available=1&sort=rate")).toEqual({
      query: "available=1&sort=rate",
      labels: ["Available", "lowest rate"],
      lost: [],
    });
  });

  test("names the filters that its board no longer has, and keeps the others", () => {
    expect(readSearch("jobs", "q=paint&category=handicraft&posted=14&sort=oldest")).toMatchObject({
      query: "q=paint",
      lost: ["handicraft", "14", "oldest"],
    });
    expect(readSearch("freelancers", "rating=2&skill=SQL")).toMatchObject({
      query: "skill=SQL",
      lost: ["2"],
    });
  });

  test("gets a name from its filters, which fits", () => {
    const name = (query: string) => suggestName("jobs", readSearch("jobs", query));
    expect(name("")).toBe("All jobs");
    expect(name("q=react+native&category=design&min=500")).toBe("react native, Design, Over €500");
    const long = name(`q=${"wide ".repeat(40)}`);
    expect([...long].length).toBeLessThanOrEqual(SEARCH_NAME_MAX);
    expect(long).toMatch(/…$/);
  });
});

test("what is new is counted to a hundred", () => {
  expect(newText(1)).toBe("1 new");
  expect(newText(100)).toBe("100 new");
  expect(newText(101)).toBe("100+ new");
});
