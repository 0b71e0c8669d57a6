import { expect, test } from "vitest";
import { readShown } from "./paging.ts";

test("how many rows an address asks for is a plain number, or nothing", () => {
  expect(readShown("60")).toBe(60);
  for (const odd of [undefined, null, "", "0", "-1", "1e3", "99999", " 60", "many", ["60", "90"]]) {
    expect(readShown(odd)).toBeUndefined();
  }
});
