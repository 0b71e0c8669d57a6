import { expect, test } from "vitest";
import { hireAndSubmit, IS_PAID, money, provesTheLedger, read, travel } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { actOnClocksTask, completeWhenDueTask } from "./schema.ts";
import { contractTasks } from "./tasks.ts";

useTestDatabase();
provesTheLedger();

test("every minute the worker completes and pays the contracts whose window has passed", async () => {
  const act = contractTasks.find((task) => task.name === actOnClocksTask.name);
  expect(act?.cron).toBe("* * * * *");
  const hired = await hireAndSubmit("on_approval");
  travel(8);
  await act?.run({});
  expect((await read(hired)).status).toBe("completed");
  expect(await money(hired)).toEqual(IS_PAID);
});

test("a task that an earlier version dated to the end of a window still completes its contract", async () => {
  const former = contractTasks.find((task) => task.name === completeWhenDueTask.name);
  const hired = await hireAndSubmit("on_approval");
  travel(8);
  await former?.run({ contractId: hired.contractId });
  expect((await read(hired)).status).toBe("completed");
});
