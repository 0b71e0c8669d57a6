import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { useTestDatabase } from "#db/testing/test-database";
import { log } from "#lib/log";
import { enqueue, handle, startWorker, type TaskDefinition, type Worker } from "./task.ts";

const database = useTestDatabase();

const greet = {
  name: "test.greet",
  lane: "files",
  input: z.object({ name: z.string() }),
} satisfies TaskDefinition;

/** Sooner than any heartbeat is missed. */
const SOON_MS = 15_000;

const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await database().owner.sql`delete from pgboss.job`;
  vi.restoreAllMocks();
});

async function work(run: () => Promise<void> = async () => {}) {
  workers.push(await startWorker(database().appUrl, [handle(greet, run)]));
}

function send() {
  return database().app.db.transaction((tx) => enqueue(tx, greet, { name: "Ada" }));
}

/** As a worker that was killed leaves it. */
async function markAsRunning() {
  await database().owner.sql`
    update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now(), completed_on = null
    where name = 'files'`;
}

function readTasks() {
  return database().owner.sql`select state, retry_count from pgboss.job where name = 'files'`;
}

test("a task whose worker was killed is done by the next one, long before its heartbeat is missed", async () => {
  const warned = vi.spyOn(log, "warn").mockImplementation(() => {});
  await send();
  await markAsRunning();
  const run = vi.fn(async () => {});
  await work(run);
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), SOON_MS);
  expect(warned).toHaveBeenCalledWith({ tasks: 1 }, "Tasks that nobody ended are tried again");
});

test("beside another worker, it is left to its heartbeat: it may be running there", async () => {
  await work();
  await send();
  await vi.waitFor(
    async () => expect(await readTasks()).toMatchObject([{ state: "completed" }]),
    SOON_MS,
  );
  await markAsRunning();
  await work();
  await sleep(3_000);
  expect(await readTasks()).toMatchObject([{ state: "active", retry_count: 0 }]);
});

test("a task whose end was not recorded is tried again when the database is back; one that runs is left alone", async () => {
  vi.spyOn(log, "warn").mockImplementation(() => {});
  vi.spyOn(log, "error").mockImplementation(() => {});
  const { promise: end, resolve: finish } = Promise.withResolvers<void>();
  const slow = vi.fn(() => end);
  const later = { ...greet, name: "test.slow", lane: "bank" } satisfies TaskDefinition;
  const run = vi.fn(async () => {});
  workers.push(
    await startWorker(database().appUrl, [handle(greet, run), handle(later, () => slow())]),
  );
  await database().app.db.transaction((tx) => enqueue(tx, later, { name: "Ada" }));
  await send();
  await vi.waitFor(
    async () => expect(await readTasks()).toMatchObject([{ state: "completed" }]),
    SOON_MS,
  );
  await markAsRunning();
  await database().owner.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like 'workhub-worker %'`;
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2), SOON_MS);
  expect(slow).toHaveBeenCalledTimes(1);
  finish();
});
