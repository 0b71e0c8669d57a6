import { expect, test } from "vitest";
import { runInboxModel } from "./inbox-model.ts";
import { useTestDatabase } from "./test-database.ts";

useTestDatabase();

test("after each of 1,000 random operations, each device, a recount and a plain model agree", async () => {
  const seed = Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000);
  const run = await runInboxModel({ operations: 1_000, seed });
  expect(run.messages).toBeGreaterThan(100);
  expect(run.refusals).toBeGreaterThan(20);
}, 120_000);
