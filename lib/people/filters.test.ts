import { expect, test } from "vitest";
import { readQueryText } from "#lib/search-params";
import {
  formatPersonFilters,
  listActivePersonFilters,
  lostPersonFilters,
  parsePersonFilters,
} from "./filters.ts";

const read = (query: string) => parsePersonFilters(readQueryText(query));

test("languages and zones are read, written and named; each language is a filter of its own", () => {
  const filters = read("lang=pt&lang=en&lang=en&zone=3.Europe/Berlin");
  expect(filters).toMatchObject({
    languages: ["en", "pt"],
    zone: { hours: 3, of: "Europe/Berlin" },
  });
  expect(read(formatPersonFilters(filters))).toEqual(filters);
  const active = listActivePersonFilters(filters);
  expect(active.map(({ label }) => label)).toEqual([
    "English",
    "Portuguese",
    "Within 3 hours of Berlin",
  ]);
  expect(active.map(({ without }) => formatPersonFilters(without))).toEqual([
    "lang=pt&zone=3.Europe%2FBerlin",
    "lang=en&zone=3.Europe%2FBerlin",
    "lang=en&lang=pt",
  ]);
  expect(read("zone=1.UTC").zone).toEqual({ hours: 1, of: "UTC" });
});

test.each(["zone=2.Europe/Berlin", "zone=3.Mars/Base", "zone=3", "lang=xx", "lang=German"])(
  "what no freelancer can have is left out, and said: %s",
  (query) => {
    expect(formatPersonFilters(read(query))).toBe("");
    expect(lostPersonFilters(readQueryText(query))).toHaveLength(1);
  },
);
