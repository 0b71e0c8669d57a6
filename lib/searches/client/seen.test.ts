import { afterEach, expect, test, vi } from "vitest";
import { followSeen, markSeen, readSeen } from "./seen.ts";

afterEach(() => vi.unstubAllGlobals());

test("what was looked at is known in this tab at once, and told to the server", async () => {
  const ask = vi.fn(() => Promise.reject(new Error("no connection")));
  vi.stubGlobal("fetch", ask);
  const listener = vi.fn();
  const stop = followSeen(listener);
  markSeen("sch_1", 5);
  expect(readSeen().get("sch_1")).toBe(5);
  expect(ask).toHaveBeenCalledWith(
    "/api/searches/sch_1/seen",
    expect.objectContaining({ method: "POST", body: '{"at":5}' }),
  );
  markSeen("sch_1", 4);
  expect(readSeen().get("sch_1"), "what was seen stays seen").toBe(5);
  stop();
  markSeen("sch_1", 6);
  expect(listener).toHaveBeenCalledTimes(1);
});
