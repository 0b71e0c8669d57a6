import { expect, test } from "vitest";
import { openOver } from "#db/testing/disputes";
import {
  hireAndSubmit,
  IS_BACK,
  IS_PAID,
  money,
  provesTheLedger,
  read,
  travel,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { actOnClocksTask } from "#lib/contracts/schema";
import { disputeTasks } from "./tasks.ts";

useTestDatabase();
provesTheLedger();

test("every minute the worker pays the contracts whose window has passed, and grants the claims that nobody answered", async () => {
  const act = disputeTasks.find((task) => task.name === actOnClocksTask.name);
  expect(act?.cron).toBe("* * * * *");
  const [hired, disputed] = [await hireAndSubmit(), await hireAndSubmit()];
  await openOver(disputed);
  travel(8);
  await act?.run({});
  expect((await read(hired)).status).toBe("completed");
  expect(await money(hired)).toEqual(IS_PAID);
  expect(await money(disputed)).toEqual(IS_BACK);
});
