import { expect, test } from "vitest";
import { asBusy, isCollision } from "./busy.ts";
import { DomainError } from "./errors.ts";

function raised(code: string): Error {
  return Object.assign(new Error("by PostgreSQL"), { code, severity: "ERROR" });
}

test.each(["40P01", "40001", "55P03", "57014", "53300"])(
  "the database's %s passes: it is answered as busy, also below the query builder's own error",
  (code) => {
    expect(asBusy(raised(code))).toMatchObject({ code: "busy", status: 503 });
    const wrapped = new Error("Failed query", { cause: raised(code) });
    expect(asBusy(wrapped)).toMatchObject({ code: "busy" });
  },
);

test("a refusal, another error and a lost connection stay as they are", () => {
  const lost = Object.assign(new Error("write CONNECTION_CLOSED"), { code: "CONNECTION_CLOSED" });
  for (const error of [raised("23505"), lost, new DomainError("insufficient_funds"), "text"])
    expect(asBusy(error)).toBe(error);
});

test("only deadlocks and failed serializations are tried again at once", () => {
  expect(["40P01", "40001", "55P03", "57014"].map((code) => isCollision(raised(code)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
