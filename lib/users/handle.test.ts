import fc from "fast-check";
import { expect, test } from "vitest";
import { handleCandidates, handleFrom } from "./handle.ts";
import { handleInput } from "./schema.ts";

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

test("the next person of the same name gets a number", () => {
  const candidates = handleCandidates("Ana Lima", "freelancer");
  const first = Array.from({ length: 3 }, () => candidates.next().value);
  expect(first).toEqual(["ana-lima", "ana-lima-2", "ana-lima-3"]);
});

test("a name without a Latin letter still gets a handle", () => {
  const [first] = handleCandidates("李小龍", "freelancer");
  expect(first).toBe("freelancer");
});

test.each([
  ["Bo", "freelancer", "bo-freelancer"],
  ["X", "client", "x-client"],
  ["北", "client", "client"],
])("a name too short for an address says what its person does: %s", (name, role, handle) => {
  expect(handleCandidates(name, role).next().value).toBe(handle);
});

test("whatever the name, every handle that is tried is valid and different", () => {
  const names = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[a-z -]{0,60}$/));
  fc.assert(
    fc.property(names, fc.constantFrom("client", "freelancer", "admin"), (name, role) => {
      const candidates = handleCandidates(name, role);
      const tried = Array.from({ length: 120 }, () => candidates.next().value);
      for (const handle of tried) expect(handleInput.parse(handle)).toBe(handle);
      expect(new Set(tried).size).toBe(120);
    }),
    { numRuns: 100 },
  );
});
