import { expect, test } from "vitest";
import { handleCandidates, handleFrom } from "./handle.ts";

test.each([
  ["Ana Lima", "ana-lima"],
  ["  Ana   Lúcia da Silva ", "ana-lucia-da-silva"],
  ["O’Connor & Sons, Ltd.", "oconnor-sons-ltd"],
  ["Åsa Strøm", "asa-strom"],
  ["李小龍", ""],
  ["---", ""],
  ["x".repeat(60), "x".repeat(40)],
  [`${"x".repeat(39)} y`, "x".repeat(39)],
])("a handle is what of a name can stand in an address: %j", (name, handle) => {
  expect(handleFrom(name)).toBe(handle);
});

test("the next of the same name gets a number", () => {
  const candidates = handleCandidates("Ana Lima", "freelancer");
  const first = Array.from({ length: 3 }, () => candidates.next().value);
  expect(first).toEqual(["ana-lima", "ana-lima-2", "ana-lima-3"]);
});

test("a name without a Latin letter still gets a handle", () => {
  const [first] = handleCandidates("李小龍", "freelancer");
  expect(first).toBe("freelancer");
});
