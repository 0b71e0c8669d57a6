import fc from "fast-check";
import { expect, test } from "vitest";
import { localTime, zoneAt } from "./time-zone.ts";

const ZONES = [
  "UTC",
  "Europe/Dublin",
  "Europe/Vienna",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
];

const moment = fc.date({
  min: new Date("1990-01-01"),
  max: new Date("2040-01-01"),
  noInvalidDate: true,
});

test("a zone's clock and name are those that the runtime knows, at every moment", () => {
  fc.assert(
    fc.property(moment, fc.constantFrom(...ZONES), (at, timeZone) => {
      const text = new Intl.DateTimeFormat("en-IE", {
        timeZone,
        dateStyle: "short",
        timeStyle: "long",
        hourCycle: "h23",
      }).format(at);
      const [day, clock] = localTime(at, timeZone).toISOString().split("T");
      const [year, month, date] = (day ?? "").split("-");
      expect(`${date}/${month}/${year}, ${clock?.slice(0, 8)} ${zoneAt(at, timeZone).name}`).toBe(
        text,
      );
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["2026-03-29T00:59:59Z", 0, "GMT"],
  ["2026-03-29T01:00:00Z", 1, "IST"],
  ["2026-10-25T00:59:59Z", 1, "IST"],
  ["2026-10-25T01:00:00Z", 0, "GMT"],
])("clocks change at the second that they change at: %s", (iso, hours, name) => {
  expect(zoneAt(new Date(iso), "Europe/Dublin")).toEqual({ offsetMs: hours * 3_600_000, name });
});
