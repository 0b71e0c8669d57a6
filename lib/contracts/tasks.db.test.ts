import { afterEach, expect, test } from "vitest";
import { hireAndSubmit, IS_PAID, money, provesTheLedger, read, travel } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { startWorker, type Worker } from "#lib/edge/task";
import { completeOverdueTask } from "./schema.ts";
import { contractTasks } from "./tasks.ts";

const database = useTestDatabase();
provesTheLedger();

let worker: Worker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

test("the worker completes and pays a contract whose window has passed when nobody acts", async () => {
  // Submitted eight days ago by our clock, so its task is due by now.
  travel(-8);
  const hired = await hireAndSubmit("on_approval");
  travel(8);
  worker = await startWorker(database().appUrl, contractTasks);
  await expect
    .poll(async () => (await read(hired)).status, { timeout: 15_000, interval: 200 })
    .toBe("completed");
  expect(await money(hired)).toEqual(IS_PAID);
});

test("the sweep runs on a schedule and takes no input", () => {
  const sweep = contractTasks.find((task) => task.name === completeOverdueTask.name);
  expect(sweep?.cron).toMatch(/^\*\/\d+ /);
});
