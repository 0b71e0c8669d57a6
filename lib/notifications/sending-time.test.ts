import { expect, test } from "vitest";
import { sendingMoment } from "./sending-time.ts";

const single = {
  rhythm: "single",
  quietFrom: 22,
  quietUntil: 7,
  timeZone: "Europe/Lisbon",
} as const;
const at = (text: string) => new Date(text);
const momentOf = (choice: Parameters<typeof sendingMoment>[0], text: string) =>
  sendingMoment(choice, at(text), at(text)).toISOString();

test("outside of quiet hours, mail goes at once", () => {
  expect(momentOf(single, "2026-11-20T12:00:00Z")).toBe("2026-11-20T12:00:00.000Z");
  expect(momentOf(single, "2026-11-20T07:00:00Z")).toBe("2026-11-20T07:00:00.000Z");
});

test("within quiet hours it waits until they end, over midnight and in the person's zone", () => {
  expect(momentOf(single, "2026-11-20T22:30:00Z")).toBe("2026-11-21T07:00:00.000Z");
  expect(momentOf(single, "2026-11-21T06:59:00Z")).toBe("2026-11-21T07:00:00.000Z");
  const tokyo = { ...single, timeZone: "Asia/Tokyo" };
  expect(momentOf(tokyo, "2026-11-20T14:00:00Z")).toBe("2026-11-20T22:00:00.000Z");
});

test("quiet hours within a day end on that day", () => {
  const lunch = { ...single, quietFrom: 12, quietUntil: 14 };
  expect(momentOf(lunch, "2026-11-20T12:30:00Z")).toBe("2026-11-20T14:00:00.000Z");
  expect(momentOf(lunch, "2026-11-20T14:00:00Z")).toBe("2026-11-20T14:00:00.000Z");
});

test("what comes together comes at eight, on the next day or on Monday", () => {
  const daily = { ...single, rhythm: "daily" } as const;
  expect(momentOf(daily, "2026-11-20T12:30:00Z")).toBe("2026-11-21T08:00:00.000Z");
  expect(momentOf(daily, "2026-11-20T07:30:00Z")).toBe("2026-11-20T08:00:00.000Z");
  const weekly = { ...single, rhythm: "weekly" } as const;
  expect(momentOf(weekly, "2026-11-20T12:30:00Z")).toBe("2026-11-23T08:00:00.000Z");
});

test("eight is eight after the clocks were changed", () => {
  const daily = { ...single, rhythm: "daily" } as const;
  expect(momentOf(daily, "2026-10-24T20:00:00Z")).toBe("2026-10-25T08:00:00.000Z");
  expect(momentOf(daily, "2026-03-28T20:00:00Z")).toBe("2026-03-29T07:00:00.000Z");
});
