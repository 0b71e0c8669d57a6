import { afterEach, expect, test, vi } from "vitest";
import { DEFAULT_HOUSE, house, houseForPage, houseName, showHouse } from "./house.ts";

afterEach(() => {
  globalThis.workhubHouse = undefined;
  vi.unstubAllEnvs();
});

test("a page carries only what the operator has changed, and shows all of it", () => {
  expect(houseForPage()).toBeUndefined();
  globalThis.workhubHouse = { ...DEFAULT_HOUSE, name: "Atelier" };
  const carried = houseForPage();
  expect(carried).toBe('{"name":"Atelier"}');
  globalThis.workhubHouse = undefined;
  showHouse(carried);
  expect(house()).toEqual({ ...DEFAULT_HOUSE, name: "Atelier" });
  showHouse(undefined);
  expect(houseName()).toBe("WorkHub");
});

test("what the operator may change cannot become part of a build", () => {
  vi.stubEnv("NEXT_PHASE", "phase-production-build");
  expect(() => houseName()).toThrow(/cannot be part of the build/);
});
