import { expect, test } from "vitest";
import { gatherTicks, gatherUnmet, tickField, unmetField } from "./check-fields.ts";

test("a form's ticks come with their words, and a word without a tick is none", () => {
  const form = {
    note: "Here it is.",
    [tickField(0, "isMet")]: "on",
    [tickField(0, "word")]: "On every page",
    [tickField(1, "word")]: "Not yet",
    [tickField(12, "isMet")]: "on",
  };
  expect(gatherTicks(form)).toEqual({
    note: "Here it is.",
    ticks: [
      { place: "0", word: "On every page" },
      { place: "12", word: "" },
    ],
  });
  expect(gatherTicks({ ticks: [] })).toEqual({ ticks: [] });
});

test("a form's missing items are their places", () => {
  expect(gatherUnmet({ note: "No.", [unmetField(3)]: "on", "unmet.123": "on" })).toEqual({
    note: "No.",
    "unmet.123": "on",
    unmet: ["3"],
  });
});
