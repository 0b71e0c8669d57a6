import { describe, expect, it } from "vitest";
import { calendarUntil } from "./calendar.ts";

const end = new Date("2026-03-01T04:10:30Z");
const calendar = calendarUntil(end);

describe("the calendar of the demo", () => {
  it("puts days before today into working hours", () => {
    for (let ago = 0.2; ago < 40; ago += 0.07) {
      const hour = calendar(ago).getUTCHours() + calendar(ago).getUTCMinutes() / 60;
      expect(hour).toBeGreaterThanOrEqual(6.5);
      expect(hour).toBeLessThan(19.5);
    }
  });

  it("keeps the order of events, and everything before the end", () => {
    let later = end;
    for (let ago = 0; ago < 400; ago += 0.03) {
      expect(calendar(ago).getTime()).toBeLessThanOrEqual(later.getTime());
      later = calendar(ago);
    }
  });
});
