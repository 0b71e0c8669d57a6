import { describe, expect, test } from "vitest";
import {
  budgetDoubts,
  formatJobFilters,
  listActiveFilters,
  NO_FILTERS,
  parseJobFilters,
} from "./filters.ts";

describe("the board's address", () => {
  test("says everything that is filtered, and reads back as the same filters", () => {
    const filters = parseJobFilters({
      q: " checkout accessibility ",
      exact: "1",
      category: ["design", "web-development"],
      skill: "React,CSS",
      min: "500",
      max: "2000.50",
      posted: "7",
      release: "on_approval",
      match: "1",
      saved: "1",
      sort: "fewest",
    });
    const address = formatJobFilters(filters);
    expect(address).toBe(
      "q=checkout+accessibility&exact=1&category=web-development&category=design&skill=React&skill=CSS" +
        "&min=500&max=2000.50&posted=7&release=on_approval&match=1&saved=1&sort=fewest",
    );
    const query = new URLSearchParams(address);
    const again = Object.fromEntries([...query.keys()].map((key) => [key, query.getAll(key)]));
    expect(parseJobFilters(again)).toEqual(filters);
  });

  test("is empty when nothing is filtered", () => {
    expect(formatJobFilters(NO_FILTERS)).toBe("");
    expect(formatJobFilters(parseJobFilters({ q: "", sort: "newest" }))).toBe("");
  });

  test("loses only what makes no sense", () => {
    const filters = parseJobFilters({
      q: "maps",
      category: "gardening",
      min: "much",
      max: "-3",
      posted: "2",
      release: "now",
      sort: "best",
    });
    expect(filters).toEqual({ ...NO_FILTERS, q: "maps", sort: "match" });
  });

  test("orders a text search by its best match unless told otherwise, and nothing else by match", () => {
    expect(parseJobFilters({ q: "maps" }).sort).toBe("match");
    expect(parseJobFilters({ q: "maps", sort: "newest" }).sort).toBe("newest");
    expect(parseJobFilters({ sort: "match" }).sort).toBe("newest");
  });
});

describe("the ends of a budget", () => {
  test("that could mean two amounts are left out, and both amounts are named", () => {
    const params = { min: "1,240", max: "40.005" };
    expect(parseJobFilters(params)).toMatchObject({ minCents: null, maxCents: null });
    expect(budgetDoubts(params)).toEqual([
      expect.stringContaining("Did you mean €1.24 or €1,240.00?"),
      expect.stringContaining("Did you mean €40.00 or €40,005.00?"),
    ]);
  });

  test("are read like every amount, and are ignored below zero", () => {
    expect(parseJobFilters({ min: "€1,240.00", max: "−€5.00" })).toMatchObject({
      minCents: 124_000,
      maxCents: null,
    });
    expect(budgetDoubts({ min: "", max: "500" })).toEqual([]);
  });
});

describe("the chips", () => {
  const filters = parseJobFilters({
    q: "maps",
    category: ["design", "data"],
    skill: "React",
    min: "500",
    posted: "1",
    release: "on_submission",
  });

  test("name each filter", () => {
    expect(listActiveFilters(filters).map((filter) => filter.label)).toEqual([
      "“maps”",
      "Design",
      "Data and analysis",
      "React",
      "Over €500",
      "Last 24 hours",
      "Paid on submission",
    ]);
  });

  test("each remove only their own filter", () => {
    const addresses = listActiveFilters(filters).map(({ without }) => formatJobFilters(without));
    const all = "category=design&category=data&skill=React&min=500&posted=1&release=on_submission";
    expect(addresses).toEqual([
      all,
      `q=maps&${all.replace("category=design&", "")}`,
      `q=maps&${all.replace("category=data&", "")}`,
      `q=maps&${all.replace("skill=React&", "")}`,
      `q=maps&${all.replace("min=500&", "")}`,
      `q=maps&${all.replace("posted=1&", "")}`,
      `q=maps&${all.replace("&release=on_submission", "")}`,
    ]);
  });

  test("combine both ends of a budget", () => {
    const label = (params: Record<string, string>) =>
      listActiveFilters(parseJobFilters(params)).map((filter) => filter.label);
    expect(label({ min: "500", max: "2000" })).toEqual(["€500 to €2,000"]);
    expect(label({ max: "2000" })).toEqual(["Up to €2,000"]);
    expect(label({ min: "1.5", max: "200" })).toEqual(["€1.50 to €200"]);
  });
});
