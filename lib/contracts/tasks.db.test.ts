import { expect, test } from "vitest";
import { hireAndSubmit, provesTheLedger, read, travel } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { completeWhenDueTask } from "./schema.ts";
import { contractTasks } from "./tasks.ts";

useTestDatabase();
provesTheLedger();

test("a task that an earlier version dated to the end of a window still completes its contract", async () => {
  const former = contractTasks.find((task) => task.name === completeWhenDueTask.name);
  const hired = await hireAndSubmit("on_approval");
  travel(8);
  await former?.run({ contractId: hired.contractId });
  expect((await read(hired)).status).toBe("completed");
});
