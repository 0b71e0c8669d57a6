import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactText, readTimeZone, timeText } from "./time-text.ts";

const now = new Date("2026-11-22T13:10:00Z");
const at = (iso: string) => new Date(iso);
const relative = (iso: string, zone = "Europe/Vienna") => timeText(at(iso), "relative", zone, now);

describe("relative times", () => {
  test.each([
    ["2026-11-22T13:09:40Z", "just now"],
    ["2026-11-22T13:10:20Z", "in a moment"],
    ["2026-11-22T12:50:00Z", "20 min ago"],
    ["2026-11-22T08:10:00Z", "5 h ago"],
    ["2026-11-22T15:40:00Z", "in 2 h"],
    ["2026-11-21T13:00:00Z", "yesterday"],
    ["2026-11-23T20:00:00Z", "tomorrow"],
    ["2026-11-19T13:10:00Z", "3 days ago"],
    ["2026-11-28T13:10:00Z", "in 6 days"],
    ["2026-11-06T10:47:00Z", "6 Nov"],
    ["2025-11-06T10:47:00Z", "6 Nov 2025"],
  ])("%s reads %s", (iso, text) => expect(relative(iso)).toBe(text));

  test("days are counted in the person's zone", () => {
    const late = "2026-11-21T23:30:00Z";
    expect(timeText(at(late), "date", "Europe/Vienna", now)).toBe("22 Nov");
    expect(timeText(at(late), "date", "America/Lima", now)).toBe("21 Nov");
  });
});

test("the other formats read as they do on the page", () => {
  const moment = at("2026-12-06T13:10:00Z");
  expect(timeText(moment, "datetime", "Europe/Vienna", now)).toBe("6 Dec 14:10");
  expect(timeText(moment, "long", "Europe/Vienna", now)).toBe("6 December at 14:10");
  expect(timeText(moment, "month", "Europe/Vienna", now)).toBe("December 2026");
  expect(timeText(moment, "clock", "Europe/Vienna", now)).toBe("14:10");
  expect(timeText(moment, "day", "Europe/Vienna", now)).toBe("Sunday 6 December");
  expect(timeText(at("2025-12-06T23:30:00Z"), "day", "Europe/Vienna", now)).toBe(
    "Sunday 7 December 2025",
  );
  expect(exactText(moment, "UTC")).toBe("Sunday 6 December 2026, 13:10 UTC");
});

test.each([
  ["2026-11-22T13:09:40Z", "14:09"],
  ["2026-11-21T23:10:00Z", "00:10"],
  ["2026-11-21T22:10:00Z", "Sat"],
  ["2026-11-16T08:00:00Z", "Mon"],
  ["2026-11-15T08:00:00Z", "15 Nov"],
  ["2025-11-15T08:00:00Z", "15 Nov 2025"],
])("at a glance, %s reads %s", (iso, text) => {
  expect(timeText(at(iso), "glance", "Europe/Vienna", now)).toBe(text);
});

test("a zone has one spelling, however a cookie writes it, and an unknown zone is UTC", () => {
  expect(readTimeZone("Europe/Berlin")).toBe("Europe/Berlin");
  expect(readTimeZone("eUROPE/bERLIN")).toBe("Europe/Berlin");
  for (const zone of ["../../etc", "", undefined, "Europe/Berlin\0", "x".repeat(5000)]) {
    expect(readTimeZone(zone)).toBe("UTC");
  }
});

test("two thousand spellings of a zone do not fill the memory", () => {
  const spellings = Array.from({ length: 2000 }, (_, n) =>
    [..."america/argentina/buenos_aires"]
      .map((letter, at) => ((n >> (at % 11)) & 1 ? letter.toUpperCase() : letter))
      .join(""),
  );
  expect(new Set(spellings.map(readTimeZone)).size).toBe(1);
});

test("a date reads as the runtime itself would write it, in every month and on every day of the week", () => {
  const moment = fc.date({ min: at("2000-01-01"), max: at("2040-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(
      moment,
      fc.constantFrom("UTC", "Europe/Dublin", "Asia/Kathmandu"),
      (date, timeZone) => {
        const written = (options: Intl.DateTimeFormatOptions) =>
          new Intl.DateTimeFormat("en-IE", { ...options, timeZone }).format(date);
        const day = written({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
        const clock = written({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
        expect(exactText(date, timeZone)).toContain(`${day}, ${clock} `);
        const distant = new Date(date.getTime() + 400 * 86_400_000);
        expect(timeText(date, "date", timeZone, distant)).toBe(
          written({ day: "numeric", month: "short", year: "numeric" }),
        );
        expect(timeText(date, "month", timeZone, now)).toBe(
          written({ month: "long", year: "numeric" }),
        );
      },
    ),
  );
});
