import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { connect, useConnection } from "#db/client";
import { useTestDatabase } from "#db/testing/test-database";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import {
  enqueue,
  handle,
  handleUntilDone,
  startWorker,
  type TaskDefinition,
  type TaskHandler,
  type Worker,
} from "./task.ts";

const database = useTestDatabase();

const greet = {
  name: "test.greet",
  lane: "files",
  input: z.object({ name: z.string() }),
} satisfies TaskDefinition;

let worker: Worker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await database().owner.sql`delete from pgboss.job`;
});

async function work(
  run: (input: { name: string }) => Promise<void>,
  options: Parameters<typeof handle>[2] = {},
) {
  await workOn([handle(greet, run, options)]);
}

async function workOn(handlers: readonly TaskHandler[]) {
  worker = await startWorker(database().appUrl, handlers);
}

function send(singletonKey: string, task: TaskDefinition = greet) {
  const { db } = database().app;
  return db.transaction((tx) => enqueue(tx, task, { name: "Ada" }, { singletonKey }));
}

function waiting() {
  return database().owner
    .sql`select state, data, retry_count from pgboss.job where name = 'files' order by created_on`;
}

test("a task runs as the app's role once its transaction has committed", async () => {
  await database().app.db.transaction((tx) => enqueue(tx, greet, { name: "Ada" }));
  const names: string[] = [];
  await work(async ({ name }) => void names.push(name));
  await vi.waitFor(() => expect(names).toEqual(["Ada"]), 10_000);
});

test("a task of a rolled-back transaction never exists", async () => {
  const rolledBack = database().app.db.transaction(async (tx) => {
    await enqueue(tx, greet, { name: "Ada" });
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  expect(await waiting()).toHaveLength(0);
});

describe("at most one task with a given key is unfinished", () => {
  test("while it waits", async () => {
    expect(await send("a")).toBe(true);
    expect(await send("a")).toBe(false);
    expect(await send("b")).toBe(true);
    expect(await waiting()).toHaveLength(2);
  });

  test("when two are sent at once", async () => {
    const sent = await Promise.all(Array.from({ length: 8 }, () => send("a")));
    expect(sent.filter(Boolean)).toHaveLength(1);
  });

  test("while it runs, and while it waits for its next try", async () => {
    vi.spyOn(log, "error").mockImplementation(() => {});
    await send("a");
    const whileRunning: boolean[] = [];
    await work(async () => {
      whileRunning.push(await send("a"));
      throw new Error("the bank is closed");
    });
    await vi.waitFor(
      async () => expect(await waiting()).toMatchObject([{ state: "retry" }]),
      10_000,
    );
    expect(whileRunning).toEqual([false]);
    expect(await send("a")).toBe(false);
    expect(await waiting()).toHaveLength(1);
  });

  test("and another may follow once it is done", async () => {
    await send("a");
    const run = vi.fn(async () => {});
    await work(run);
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), 10_000);
    await vi.waitFor(async () => expect(await send("a")).toBe(true), 10_000);
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2), 10_000);
  });
});

test("a task that has to run again waits once, with the same key, until the time it gave", async () => {
  await send("a");
  const again = new Date(Date.now() + 3_600_000);
  await workOn([handleUntilDone(greet, async () => again)]);
  await vi.waitFor(
    async () =>
      expect(await waiting()).toMatchObject([{ state: "completed" }, { state: "created" }]),
    10_000,
  );
  const [next] = await database().owner.sql`
    select singleton_key, (extract(epoch from start_after) * 1000)::float8 as at
    from pgboss.job where state = 'created'`;
  expect(next).toEqual({ singleton_key: "test.greet a", at: again.getTime() });
  expect(await send("a")).toBe(false);
});

test("a lane full of slow tasks does not keep another lane waiting", async () => {
  const slow = { ...greet, name: "test.slow", lane: "bank" } satisfies TaskDefinition;
  const quick = { ...greet, name: "test.quick", lane: "deadlines" } satisfies TaskDefinition;
  for (let index = 0; index < 10; index++) await send(String(index), slow);
  const done: string[] = [];
  const { promise: end, resolve: finish } = Promise.withResolvers<void>();
  await workOn([
    handle(slow, async () => {
      done.push("slow begins");
      await end;
    }),
    handle(quick, async () => void done.push("quick")),
  ]);
  await vi.waitFor(() => expect(done).toEqual(Array(4).fill("slow begins")), 10_000);
  await send("now", quick);
  await vi.waitFor(() => expect(done).toContain("quick"), 10_000);
  expect(done.filter((entry) => entry === "slow begins")).toHaveLength(4);
  finish();
});

test("every scheduled task has a place of its own", async () => {
  const kinds = Array.from({ length: 6 }, (_, index) => `test.clock-${index}`);
  const { promise: end, resolve: finish } = Promise.withResolvers<void>();
  const begun = new Set<string>();
  await workOn(
    kinds.map((name) =>
      handle(
        { ...greet, name, lane: "clock" },
        async () => {
          begun.add(name);
          await end;
        },
        { cron: "0 3 1 1 *" },
      ),
    ),
  );
  for (const name of kinds) await send("", { ...greet, name, lane: "clock" });
  await vi.waitFor(() => expect([...begun].sort()).toEqual(kinds), 10_000);
  finish();
});

test("ten transactions that hold all ten connections can each enqueue a first task", async () => {
  const pool = connect(database().appUrl, { max: 10 });
  const previous = useConnection(pool);
  globalThis.workhubSender = undefined;
  try {
    const { promise: all, resolve: go } = Promise.withResolvers<void>();
    let ready = 0;
    const sent = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        pool.db.transaction(async (tx) => {
          await tx.execute("select 1");
          ready += 1;
          if (ready === 10) go();
          await all;
          return enqueue(tx, greet, { name: "Ada" }, { singletonKey: String(index) });
        }),
      ),
    );
    expect(sent).toEqual(Array(10).fill(true));
  } finally {
    useConnection(previous);
    await pool.close();
  }
});

test("the worker survives a lost database and works when it is back", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {});
  const names: string[] = [];
  await work(async ({ name }) => void names.push(name));
  for (let round = 0; round < 3; round++) {
    await database().owner.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'workhub-test'`;
    await new Promise((done) => setTimeout(done, 400));
  }
  await send("a");
  await vi.waitFor(() => expect(names).toEqual(["Ada"]), 20_000);
  expect(logged).toHaveBeenCalledWith(expect.anything(), "The task queue has a problem");
});

test("a task waits until its time", async () => {
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

test("a refusal that the handler expects ends the task: it is not tried again", async () => {
  await send("a");
  const refuse = async () => {
    throw new DomainError("already_released");
  };
  await work(refuse, { nothingToDo: ["already_released"] });
  await vi.waitFor(
    async () => expect(await waiting()).toMatchObject([{ state: "completed", retry_count: 0 }]),
    10_000,
  );
});

test("any other refusal is a failure like every error", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {});
  await send("a");
  const refuse = async () => {
    throw new DomainError("hold_already_resolved");
  };
  await work(refuse, { nothingToDo: ["already_released"] });
  await vi.waitFor(async () => expect(await waiting()).toMatchObject([{ state: "retry" }]), 10_000);
  expect(logged).toHaveBeenCalledWith(expect.anything(), "Task failed");
});

test("the queue's record of a failure has none of the statement's parameters", async () => {
  vi.spyOn(log, "error").mockImplementation(() => {});
  await send("a");
  await work(async () => {
    await database().app.db.execute(sql`select ${"what somebody typed"}::int`);
  });
  await vi.waitFor(async () => expect(await waiting()).toMatchObject([{ state: "retry" }]), 10_000);
  const [kept] = await database().owner.sql`select output::text as text from pgboss.job`;
  expect(kept?.text).toContain("invalid input syntax");
  expect(kept?.text).not.toContain("select");
});

test("a finished task clears what was given up of it before", async () => {
  vi.spyOn(log, "error").mockImplementation(() => {});
  await send("a");
  await database().owner.sql`update pgboss.job set retry_count = retry_limit`;
  let isClosed = true;
  await work(async () => {
    if (isClosed) throw new Error("the bank is closed");
  });
  const givenUp = () => database().owner.sql`select from pgboss.job where name = 'undeliverable'`;
  await vi.waitFor(async () => expect(await givenUp()).toHaveLength(1), 10_000);
  isClosed = false;
  await send("a");
  await vi.waitFor(async () => expect(await givenUp()).toHaveLength(0), 10_000);
});

test("a task that is given up is kept as undeliverable", async () => {
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

test("a scheduled task stays scheduled until it is removed from the list", async () => {
  const nightly = handle(
    { name: "test.nightly", lane: "clock", input: z.object({}) },
    async () => {},
    {
      cron: "0 3 * * *",
    },
  );
  const schedules = () => database().owner.sql`select key, cron from pgboss.schedule`;
  worker = await startWorker(database().appUrl, [nightly]);
  expect(await schedules()).toMatchObject([{ key: "test.nightly", cron: "0 3 * * *" }]);
  await worker.stop();
  worker = await startWorker(database().appUrl, []);
  expect(await schedules()).toHaveLength(0);
});
