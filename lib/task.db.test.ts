import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { useTestDatabase } from "#db/testing/test-database";
import { DomainError } from "./errors.ts";
import { log } from "./log.ts";
import { enqueue, handle, startWorker, type TaskDefinition, type Worker } from "./task.ts";

const database = useTestDatabase();

const greet = {
  name: "test.greet",
  input: z.object({ name: z.string() }),
} satisfies TaskDefinition;

let worker: Worker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await database().owner.sql`delete from pgboss.job`;
});

async function work(run: (input: { name: string }) => Promise<void>) {
  worker = await startWorker(database().appUrl, [handle(greet, run)]);
}

function waiting() {
  return database().owner.sql`select state, data, retry_count from pgboss.job where name = 'tasks'`;
}

test("a task runs, as the app's role, once its transaction has committed", async () => {
  await database().app.db.transaction((tx) => enqueue(tx, greet, { name: "Ada" }));
  const names: string[] = [];
  await work(async ({ name }) => void names.push(name));
  await vi.waitFor(() => expect(names).toEqual(["Ada"]), 10_000);
});

test("a task of a transaction that was rolled back never exists", async () => {
  const rolledBack = database().app.db.transaction(async (tx) => {
    await enqueue(tx, greet, { name: "Ada" });
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  expect(await waiting()).toHaveLength(0);
});

test("of the tasks with one key at most one waits", async () => {
  const { db } = database().app;
  const send = (singletonKey: string) =>
    db.transaction((tx) => enqueue(tx, greet, { name: "Ada" }, { singletonKey }));
  expect(await send("a")).toBe(true);
  expect(await send("a")).toBe(false);
  expect(await send("b")).toBe(true);
  expect(await waiting()).toHaveLength(2);
});

test("a task waits until its moment", async () => {
  const startAfter = new Date(Date.now() + 3_600_000);
  await database().app.db.transaction((tx) => enqueue(tx, greet, { name: "Ada" }, { startAfter }));
  const run = vi.fn(async () => {});
  await work(run);
  await new Promise((done) => setTimeout(done, 1_500));
  expect(run).not.toHaveBeenCalled();
  expect(await waiting()).toMatchObject([{ state: "created" }]);
});

test("a task that fails is logged and tried again later", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {});
  await database().app.db.transaction((tx) => enqueue(tx, greet, { name: "Ada" }));
  await work(async () => {
    throw new Error("the bank is closed");
  });
  await vi.waitFor(async () => expect(await waiting()).toMatchObject([{ state: "retry" }]), 10_000);
  expect(logged).toHaveBeenCalledWith(
    expect.objectContaining({ task: "test.greet", attempt: 1 }),
    "Task failed",
  );
});

test("a task that the rules refuse is done: it is not tried again", async () => {
  await database().app.db.transaction((tx) => enqueue(tx, greet, { name: "Ada" }));
  await work(async () => {
    throw new DomainError("already_released");
  });
  await vi.waitFor(
    async () => expect(await waiting()).toMatchObject([{ state: "completed", retry_count: 0 }]),
    10_000,
  );
});

test("a task given up is kept as undeliverable", async () => {
  vi.spyOn(log, "error").mockImplementation(() => {});
  await database().app.db.transaction((tx) => enqueue(tx, greet, { name: "Ada" }));
  await database().owner.sql`update pgboss.job set retry_count = retry_limit`;
  await work(async () => {
    throw new Error("no");
  });
  await vi.waitFor(async () => {
    const kept = await database().owner.sql`
      select data from pgboss.job where name = 'undeliverable'`;
    expect(kept).toMatchObject([{ data: { task: "test.greet", input: { name: "Ada" } } }]);
  }, 10_000);
});

test("input that the task's schema refuses is not enqueued", async () => {
  const wrong = database().app.db.transaction((tx) =>
    enqueue(tx, { ...greet, input: z.object({ name: z.string().max(1) }) }, { name: "Ada" }),
  );
  await expect(wrong).rejects.toThrow(z.ZodError);
});

test("what runs by the clock is scheduled, and no longer once it is gone from the list", async () => {
  const nightly = handle({ name: "test.nightly", input: z.object({}) }, async () => {}, {
    cron: "0 3 * * *",
  });
  const schedules = () => database().owner.sql`select key, cron from pgboss.schedule`;
  worker = await startWorker(database().appUrl, [nightly]);
  expect(await schedules()).toMatchObject([{ key: "test.nightly", cron: "0 3 * * *" }]);
  await worker.stop();
  worker = await startWorker(database().appUrl, []);
  expect(await schedules()).toHaveLength(0);
});
