import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agreedMilestone } from "#db/testing/agreed-milestone";
import { addDays, DAY_MS } from "#lib/time";
import { timeText } from "#lib/time-text";
import { changeClock, isDue, returnClock, reviewClock, workClock } from "./clocks.ts";

/** Where the parties may be: clocks change in opposite directions in the first two, and never in the third. */
const ZONES = ["Pacific/Auckland", "Europe/Berlin", "Pacific/Honolulu"];

/** From an hour before until an hour after each of these, a day may have 23 or 25 hours, or be one that most years lack. */
const HARD = [
  ["summer time begins in Berlin", "2027-03-28T01:00:00Z"],
  ["summer time ends in Berlin", "2027-10-31T01:00:00Z"],
  ["summer time begins in Auckland", "2027-09-25T14:00:00Z"],
  ["summer time ends in Auckland", "2027-04-03T14:00:00Z"],
  ["a leap day in Berlin", "2028-02-28T23:00:00Z"],
  ["a leap day in Honolulu", "2028-02-29T10:00:00Z"],
  ["a year’s end in Auckland", "2027-12-31T11:00:00Z"],
  ["a year’s end in Honolulu", "2028-01-01T10:00:00Z"],
] as const;

/** What the runtime's own calendar shows. */
const CALENDARS = ZONES.map((timeZone) => {
  const format = new Intl.DateTimeFormat("en-IE", {
    timeZone,
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const show = (at: Date) => format.format(at).replace(", ", " at ");
  return [timeZone, show] as const;
});

describe.each(HARD)("when %s", (_, moment) => {
  const around = fc
    .integer({ min: -60, max: 60 })
    .map((minutes) => new Date(Date.parse(moment) + minutes * 60_000));

  test("a window is as many times 24 hours long, wherever its parties are", () => {
    fc.assert(
      fc.property(around, fc.integer({ min: 1, max: 30 }), (from, days) => {
        const { at } = reviewClock(days, from);
        expect(at.getTime() - from.getTime()).toBe(days * DAY_MS);
        expect(isDue({ at }, new Date(at.getTime() - 1))).toBe(false);
        expect(isDue({ at }, at)).toBe(true);
      }),
    );
  });

  test.each(CALENDARS)("what is read in %s is the minute in which the clock acts", (zone, show) => {
    fc.assert(
      fc.property(around, fc.integer({ min: 1, max: 14 }), (from, days) => {
        const work = { ...agreedMilestone(1, "funded", 1_000), dueAt: addDays(from, days) };
        const ends = [
          reviewClock(days, from).at,
          workClock(work, from).at,
          returnClock(from).at,
          changeClock("client", from).at,
        ];
        for (const at of ends) {
          // Within the year of the clock, so that no year is written.
          expect(timeText(at, "long", zone, at)).toBe(show(at));
        }
      }),
    );
  });
});
