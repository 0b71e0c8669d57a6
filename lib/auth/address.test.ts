import { expect, test } from "vitest";
import { clientAddress } from "./address.ts";

test("without a trusted proxy, X-Forwarded-For is ignored", () => {
  expect(clientAddress("203.0.113.9", "198.51.100.1", 0)).toBe("203.0.113.9");
  expect(clientAddress(undefined, "198.51.100.1", 0)).toBeNull();
});

test("behind proxies, only what they added counts", () => {
  const forged = "1.1.1.1, 198.51.100.1";
  expect(clientAddress("10.0.0.1", forged, 1)).toBe("198.51.100.1");
  expect(clientAddress("10.0.0.1", `${forged}, 10.0.0.7`, 2)).toBe("198.51.100.1");
  expect(clientAddress("10.0.0.1", undefined, 1)).toBe("10.0.0.1");
});
