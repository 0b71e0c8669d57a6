import { expect, test } from "vitest";
import { offsetText, zoneCity } from "./time-zone.ts";
import { isKnownZone, zoneGroups, zonesWithin } from "./zones.ts";

const SUMMER = new Date("2026-07-01T12:00:00Z");
const WINTER = new Date("2026-12-01T12:00:00Z");

test("what is near is near at that moment, whoever has summer time", () => {
  // Berlin is an hour ahead of Lagos in summer, and has its time in winter.
  expect(zonesWithin(0, "Europe/Berlin", SUMMER)).not.toContain("Africa/Lagos");
  expect(zonesWithin(1, "Europe/Berlin", SUMMER)).toContain("Africa/Lagos");
  expect(zonesWithin(0, "Europe/Berlin", WINTER)).toContain("Africa/Lagos");
  // São Paulo is five hours behind in summer, four in winter.
  expect(zonesWithin(4, "Europe/Berlin", SUMMER)).not.toContain("America/Sao_Paulo");
  expect(zonesWithin(4, "Europe/Berlin", WINTER)).toContain("America/Sao_Paulo");
});

test("it changes in the very minute in which the clocks do", () => {
  const before = new Date("2026-03-29T00:59:59Z");
  const after = new Date("2026-03-29T01:00:00Z");
  expect(zonesWithin(0, "Europe/Berlin", before)).toContain("Africa/Lagos");
  expect(zonesWithin(0, "Europe/Berlin", after)).not.toContain("Africa/Lagos");
});

test("half hours and the date line count as what they are", () => {
  const near = zonesWithin(1, "Asia/Kathmandu", WINTER);
  expect(near).toContain("Asia/Dhaka");
  expect(near).not.toContain("Asia/Bangkok");
  expect(zonesWithin(1, "Pacific/Auckland", WINTER)).toContain("Pacific/Pago_Pago");
});

test("a form gets every zone once, by its present name", () => {
  const all = zoneGroups(WINTER).flatMap(({ options }) => options);
  expect(all.length).toBe(new Set(all.map(({ value }) => value)).size);
  expect(all.every(({ value }) => isKnownZone(value))).toBe(true);
  expect(all.map(({ label }) => label)).toContain("Kyiv (UTC+2)");
});

test("a zone is written by its offset and its city", () => {
  expect([0, 60, -210, 345].map((minutes) => offsetText(minutes * 60_000))).toEqual([
    "UTC",
    "UTC+1",
    "UTC−3:30",
    "UTC+5:45",
  ]);
  expect(zoneCity("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
});
