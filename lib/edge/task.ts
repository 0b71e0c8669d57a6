import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { fromDrizzle, type JobWithMetadata, PgBoss } from "pg-boss";
import { z } from "zod";
import { getDb, type Tx } from "#db/client";
import { unmarkPooled } from "#db/inspect";
import { AT_ONCE, LANE_NAMES, type Lane, QUEUE_SCHEMA, UNDELIVERABLE } from "#db/queue-names";
import { DomainError, type ErrorCode } from "#lib/errors";
import { findSender, quietly } from "#lib/front/queue-sender";
import { log, plainMessage, withRequestId } from "#lib/log";
import { nameWorker, watchAbandoned } from "./abandoned-tasks.ts";

/**
 * A kind of work for later. It is declared in a domain's schema.ts, so that code that enqueues it need not import its
 * handler:
 *
 *     export const releaseTask = {
 *       name: "contracts.release", lane: "deadlines", input: z.object({ contractId: z.string() }),
 *     } satisfies TaskDefinition;
 */
export type TaskDefinition<Input extends z.ZodType = z.ZodType> = {
  /** Unique, and never changed while tasks of this kind may be waiting. */
  readonly name: string;
  /** The tasks with which it shares a queue; it never waits for those of other lanes. */
  readonly lane: Lane;
  readonly input: Input;
};

export type EnqueueOptions = {
  /** Not before this moment. */
  readonly startAfter?: Date;
  /** At most one task with a given name and key is unfinished; a second is dropped. */
  readonly singletonKey?: string;
};

/** A task and its handler. `cron` (UTC) also runs it on a schedule, with the input `{}`. */
export type TaskHandler = {
  readonly name: string;
  readonly lane: Lane;
  readonly cron?: string;
  /** Refusals that mean there is nothing (more) to do. Any other refusal is a failure. */
  readonly nothingToDo?: readonly ErrorCode[];
  /** Returns when to run again with the same input, or null when it is done. */
  run(input: unknown): Promise<Date | null>;
};

type HandlerOptions = Pick<TaskHandler, "cron" | "nothingToDo">;

export type Worker = { stop(): Promise<void> };

const envelope = z.object({ task: z.string(), input: z.unknown() });
type Envelope = z.infer<typeof envelope>;
type Job = JobWithMetadata<Envelope>;

const POLL_SECONDS = 1;
const STOP_TIMEOUT_MS = 25_000;

/**
 * Puts a task into its lane as part of `tx`: it is rolled back with `tx`, and workers see it once `tx` has committed.
 * Returns false when a task with the same key is unfinished: waiting, running, or waiting for its next try.
 */
export async function enqueue<Input extends z.ZodType>(
  tx: Tx,
  task: TaskDefinition<Input>,
  input: z.input<Input>,
  options: EnqueueOptions = {},
): Promise<boolean> {
  task.input.parse(input);
  const sender = await findSender();
  const id = await sender.send(task.lane, { task: task.name, input } satisfies Envelope, {
    db: fromDrizzle(tx, sql),
    singletonKey: `${task.name} ${options.singletonKey ?? randomUUID()}`,
    ...(options.startAfter ? { startAfter: options.startAfter } : {}),
  });
  return id !== null;
}

/**
 * Puts a task that was given up into its lane again, with the same input. Dropped when a task with its key is
 * unfinished.
 */
export async function enqueueAgain(
  tx: Tx,
  { lane, key, data }: { lane: string; key: string; data: unknown },
): Promise<void> {
  const sender = await findSender();
  await sender.send(lane, envelope.parse(data), {
    db: fromDrizzle(tx, sql),
    singletonKey: key,
  });
}

/** Pairs a task with its handler, for the worker's list. */
export function handle<Input extends z.ZodType>(
  task: TaskDefinition<Input>,
  run: (input: z.output<Input>) => Promise<unknown>,
  options: HandlerOptions = {},
): TaskHandler {
  return handleUntilDone(
    task,
    async (input) => {
      await run(input);
      return null;
    },
    options,
  );
}

/** The same for a task that returns when it has to run again, until it returns null. */
export function handleUntilDone<Input extends z.ZodType>(
  { name, lane, input: schema }: TaskDefinition<Input>,
  run: (input: z.output<Input>) => Promise<Date | null>,
  options: HandlerOptions = {},
): TaskHandler {
  return { name, lane, ...options, run: async (input) => run(schema.parse(input)) };
}

/**
 * Works through the lanes as the app's role until it is stopped. A task that throws is tried again with growing pauses
 * and kept as undeliverable in the end; a scheduled one runs again at its next time. The worker waits for a lost
 * database.
 */
export async function startWorker(
  databaseUrl: string,
  handlers: readonly TaskHandler[],
): Promise<Worker> {
  const name = nameWorker();
  const boss = new PgBoss({
    connectionString: unmarkPooled(databaseUrl),
    application_name: name,
    schema: QUEUE_SCHEMA,
    max: 4,
    migrate: false,
    createSchema: false,
    // The app's role does not own the queue's indexes.
    reindex: false,
    monitorVacuum: false,
  });
  const running = new Set<string>();
  const abandoned = watchAbandoned(boss, { name, running });
  boss.on("error", quietly());
  boss.on("error", () => abandoned.look());
  boss.on("warning", (warning) => log.warn({ warning }, "The task queue warns"));
  await boss.start();
  await keepSchedules(boss, handlers);

  const byName = new Map(handlers.map((handler) => [handler.name, handler]));
  for (const lane of LANE_NAMES) {
    await boss.work<Envelope, void, WorkOptions>(
      lane,
      {
        includeMetadata: true,
        localConcurrency: placesOf(lane, handlers),
        pollingIntervalSeconds: POLL_SECONDS,
      },
      async (jobs) => {
        for (const job of jobs) {
          running.add(job.id);
          await carryOut(boss, job, byName).finally(() => running.delete(job.id));
        }
      },
    );
  }
  abandoned.look();
  return {
    async stop() {
      await abandoned.stop();
      await boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS });
    },
  };
}

type WorkOptions = {
  includeMetadata: true;
  localConcurrency: number;
  pollingIntervalSeconds: number;
};

/** At most one of each kind of scheduled task is unfinished, so each kind has a place of its own. */
function placesOf(lane: Lane, handlers: readonly TaskHandler[]): number {
  if (lane !== "clock") return AT_ONCE[lane];
  return Math.max(handlers.filter((handler) => handler.cron !== undefined).length, 1);
}

async function carryOut(
  boss: PgBoss,
  job: Job,
  handlers: ReadonlyMap<string, TaskHandler>,
): Promise<void> {
  await withRequestId(job.id, async () => {
    const parsed = envelope.safeParse(job.data);
    const task = parsed.success ? parsed.data.task : "unreadable";
    const handler = handlers.get(task);
    try {
      if (!parsed.success || !handler) throw new Error(`Nothing carries out the task ${task}`);
      const again = await handler.run(parsed.data.input);
      await conclude(boss, job, again);
      log.debug({ task, again }, "Task done");
    } catch (error) {
      if (error instanceof DomainError && handler?.nothingToDo?.includes(error.code)) {
        log.info({ task, code: error.code }, "Task refused by the rules: nothing to do");
        return;
      }
      const isLast = job.retryCount >= job.retryLimit;
      const attempt = job.retryCount + 1;
      log.error({ err: error, task, attempt }, isLast ? "Task given up" : "Task failed");
      // The queue keeps this for the operator to read: what happened, without what people typed.
      throw new Error(plainMessage(error));
    }
  });
}

/**
 * In one transaction: what was given up of this task before no longer needs attention; if the task has to run again,
 * this run ends and the next one waits.
 */
async function conclude(boss: PgBoss, job: Job, again: Date | null): Promise<void> {
  const { id, name, singletonKey, data } = job;
  await getDb().transaction(async (tx) => {
    await tx.execute(sql`
      delete from pgboss.job
      where name = ${UNDELIVERABLE.name} and source_name = ${name} and singleton_key = ${singletonKey}`);
    if (again === null) return;
    const db = fromDrizzle(tx, sql);
    await boss.complete(name, id, undefined, { db });
    await boss.send(name, data, { db, startAfter: again, ...(singletonKey && { singletonKey }) });
  });
}

/** Makes the queue's schedules match the list: adds, changes and removes them. */
async function keepSchedules(boss: PgBoss, handlers: readonly TaskHandler[]): Promise<void> {
  const scheduled = handlers.filter((handler) => handler.cron !== undefined);
  for (const { name, cron, lane } of scheduled) {
    if (!cron) continue;
    if (lane !== "clock") throw new Error(`${name} runs by the clock but is in the lane ${lane}`);
    const data = { task: name, input: {} } satisfies Envelope;
    await boss.schedule(lane, cron, data, { key: name, tz: "UTC", singletonKey: name });
  }
  const wanted = new Set(scheduled.map((handler) => handler.name));
  for (const { key } of await boss.getSchedules("clock")) {
    if (key && !wanted.has(key)) await boss.unschedule("clock", key);
  }
}
