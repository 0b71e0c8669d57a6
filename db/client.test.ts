import { expect, test } from "vitest";
import { connect } from "./client.ts";

test("however often a connection has failed, the next one is tried within a second", async () => {
  const { sql, close } = connect("postgres://nobody@127.0.0.1:1/nothing");
  const { backoff } = sql.options;
  if (typeof backoff !== "function") throw new Error("The driver's own pauses are used");
  for (let failures = 0; failures < 100; failures += 1) {
    expect(backoff(failures)).toBeLessThanOrEqual(1);
  }
  await close();
});
