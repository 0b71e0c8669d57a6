import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { getDb } from "#db/client";
import { makeAdmin, makeClient } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { enqueue, handle, startWorker, type TaskDefinition, type Worker } from "#lib/edge/task";
import { log } from "#lib/log";
import { dismissTask } from "./dismiss-task.ts";
import { listFailedTasks } from "./queries/failed-tasks.ts";
import { retryTask } from "./retry-task.ts";

const database = useTestDatabase();

const ask = {
  name: "test.ask",
  lane: "bank",
  input: z.object({ paymentId: z.string() }),
} satisfies TaskDefinition;
const sweep = { name: "test.sweep", lane: "clock", input: z.object({}) } satisfies TaskDefinition;

let worker: Worker | undefined;
let isClosed = true;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  isClosed = true;
  await database().owner.sql`delete from pgboss.job`;
});

async function fail(isGivenUp: boolean): Promise<void> {
  vi.spyOn(log, "error").mockImplementation(() => {});
  await getDb().transaction((tx) =>
    enqueue(tx, ask, { paymentId: "pay_1" }, { singletonKey: "pay_1" }),
  );
  if (isGivenUp) await database().owner.sql`update pgboss.job set retry_count = retry_limit`;
  const run = async () => {
    if (isClosed)
      throw new Error("The bank says that it has settled, but it is recorded as failed");
  };
  worker = await startWorker(database().appUrl, [
    handle(ask, run),
    handle(sweep, run, { cron: "0 3 1 1 *" }),
  ]);
  const admin = await makeAdmin();
  await vi.waitFor(async () => expect(await listFailedTasks(admin)).toHaveLength(1), 10_000);
}

const KEY = { lane: "bank", key: "test.ask pay_1" };

describe("a task that failed", () => {
  test("is shown to the operator with what failed, why, since when, and when it is tried again", async () => {
    await fail(false);
    const [task] = await listFailedTasks(await makeAdmin());
    expect(task).toMatchObject({
      ...KEY,
      task: "test.ask",
      about: "pay_1",
      reason: "The bank says that it has settled, but it is recorded as failed",
    });
    expect(Date.now() - (task?.since.getTime() ?? 0)).toBeLessThan(60_000);
    expect(task?.nextTryAt?.getTime()).toBeGreaterThan(Date.now());
  });

  test("stays when it is given up, is tried again on demand, and is gone once it is done", async () => {
    await fail(true);
    const admin = await makeAdmin();
    expect(await listFailedTasks(admin)).toMatchObject([{ ...KEY, nextTryAt: null }]);
    isClosed = false;
    await retryTask(admin, KEY);
    await vi.waitFor(async () => expect(await listFailedTasks(admin)).toEqual([]), 10_000);
  });

  test("is no longer tried or shown once it is marked as dealt with", async () => {
    await fail(false);
    const admin = await makeAdmin();
    const warned = vi.spyOn(log, "warn").mockImplementation(() => {});
    await dismissTask(admin, KEY);
    await dismissTask(admin, KEY);
    // Nobody has dealt with a task that does not exist.
    expect(warned).toHaveBeenCalledOnce();
    expect(await listFailedTasks(admin)).toEqual([]);
    const left = await getDb().execute(sql`select 1 from pgboss.job where state <= 'active'`);
    expect(left).toHaveLength(0);
  });

  test("on a schedule is shown until it next succeeds", async () => {
    await fail(false);
    const admin = await makeAdmin();
    await dismissTask(admin, KEY);
    const runSweep = () =>
      getDb().transaction((tx) => enqueue(tx, sweep, {}, { singletonKey: "clock" }));
    await runSweep();
    await vi.waitFor(
      async () =>
        expect(await listFailedTasks(admin)).toMatchObject([{ lane: "clock", task: "test.sweep" }]),
      10_000,
    );
    isClosed = false;
    await runSweep();
    await vi.waitFor(async () => expect(await listFailedTasks(admin)).toEqual([]), 10_000);
  });

  test("exists only for the operator, and a task that does not exist cannot be tried", async () => {
    await fail(true);
    const client = await makeClient();
    for (const call of [
      () => listFailedTasks(client),
      () => retryTask(client, KEY),
      () => dismissTask(client, KEY),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "not_found" });
    }
    const unknown = { lane: "bank", key: "test.ask pay_2" };
    await expect(retryTask(await makeAdmin(), unknown)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
