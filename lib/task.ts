import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Clock, fromDrizzle, type JobWithMetadata, PgBoss } from "pg-boss";
import { z } from "zod";
import { getDb, type Tx } from "#db/client";
import { unmarkPooled } from "#db/inspect";
import { QUEUE, QUEUE_SCHEMA } from "#db/queue-names";
import { DomainError } from "./errors.ts";
import { log, withRequestId } from "./log.ts";

/**
 * A kind of work for later. It stands in a domain's schema.ts, so that whoever enqueues it need not
 * import who carries it out:
 *
 *     export const releaseTask = {
 *       name: "contracts.release", input: z.object({ contractId: z.string() }),
 *     } satisfies TaskDefinition;
 */
export type TaskDefinition<Input extends z.ZodType = z.ZodType> = {
  /** Unique, and never changed while tasks of this kind may be waiting. */
  readonly name: string;
  readonly input: Input;
};

export type EnqueueOptions = {
  /** Not before this moment. */
  readonly startAfter?: Date;
  /** Of the tasks with one name and key at most one waits; a second is dropped. */
  readonly singletonKey?: string;
};

/** A task and what carries it out; `cron` (UTC) also runs it by the clock, with the input `{}`. */
export type TaskHandler = {
  readonly name: string;
  readonly cron?: string;
  run(input: unknown): Promise<void>;
};

export type Worker = { stop(): Promise<void> };

const envelope = z.object({ task: z.string(), input: z.unknown() });
type Envelope = z.infer<typeof envelope>;

const WORK_AT_ONCE = 4;
const POLL_SECONDS = 1;
const STOP_TIMEOUT_MS = 25_000;
const TROUBLE_EVERY_MS = 30_000;

/**
 * Puts a task into the queue as part of `tx`: rolled back with it, and seen by workers once it has
 * committed. Returns false when one with the same key was waiting already.
 */
export async function enqueue<Input extends z.ZodType>(
  tx: Tx,
  task: TaskDefinition<Input>,
  input: z.input<Input>,
  options: EnqueueOptions = {},
): Promise<boolean> {
  task.input.parse(input);
  const sender = await findSender();
  const id = await sender.send(QUEUE.name, { task: task.name, input } satisfies Envelope, {
    db: fromDrizzle(tx, sql),
    singletonKey: `${task.name} ${options.singletonKey ?? randomUUID()}`,
    ...(options.startAfter ? { startAfter: options.startAfter } : {}),
  });
  return id !== null;
}

/** Pairs a task with what carries it out, for the worker's list. */
export function handle<Input extends z.ZodType>(
  task: TaskDefinition<Input>,
  run: (input: z.output<Input>) => Promise<unknown>,
  options: { cron?: string } = {},
): TaskHandler {
  return {
    name: task.name,
    ...options,
    async run(input) {
      await run(task.input.parse(input));
    },
  };
}

/**
 * Works through the queue as the app's role until it is stopped. A task that throws is tried again later, with growing
 * pauses, and kept as undeliverable in the end. A `DomainError` is an answer, not a failure: the
 * rules refuse what is no longer due, and asking again would not change that.
 */
export async function startWorker(
  databaseUrl: string,
  handlers: readonly TaskHandler[],
): Promise<Worker> {
  const boss = new PgBoss({
    connectionString: unmarkPooled(databaseUrl),
    schema: QUEUE_SCHEMA,
    max: 4,
    migrate: false,
    createSchema: false,
    // The app's role does not own the queue's indexes.
    reindex: false,
    monitorVacuum: false,
  });
  boss.on("error", quietly());
  boss.on("warning", (warning) => log.warn({ warning }, "The task queue warns"));
  await boss.start();
  await keepSchedules(boss, handlers);

  const byName = new Map(handlers.map((handler) => [handler.name, handler]));
  await boss.work<
    Envelope,
    void,
    { includeMetadata: true; localConcurrency: number; pollingIntervalSeconds: number }
  >(
    QUEUE.name,
    { includeMetadata: true, localConcurrency: WORK_AT_ONCE, pollingIntervalSeconds: POLL_SECONDS },
    async (jobs) => {
      for (const job of jobs) await carryOut(job, byName);
    },
  );
  return { stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }) };
}

async function carryOut(
  job: JobWithMetadata<Envelope>,
  handlers: ReadonlyMap<string, TaskHandler>,
): Promise<void> {
  await withRequestId(job.id, async () => {
    const parsed = envelope.safeParse(job.data);
    const task = parsed.success ? parsed.data.task : "unreadable";
    try {
      const handler = handlers.get(task);
      if (!parsed.success || !handler) throw new Error(`Nothing carries out the task ${task}`);
      await handler.run(parsed.data.input);
      log.debug({ task }, "Task done");
    } catch (error) {
      if (error instanceof DomainError) {
        log.info({ task, code: error.code }, "Task refused by the rules: nothing to do");
        return;
      }
      const isLast = job.retryCount >= job.retryLimit;
      const attempt = job.retryCount + 1;
      log.error({ err: error, task, attempt }, isLast ? "Task given up" : "Task failed");
      throw error;
    }
  });
}

/** Makes the queue's clock agree with the list: adds and changes what is there, removes what is not. */
async function keepSchedules(boss: PgBoss, handlers: readonly TaskHandler[]): Promise<void> {
  const scheduled = handlers.filter((handler) => handler.cron !== undefined);
  for (const { name, cron } of scheduled) {
    if (!cron) continue;
    const data = { task: name, input: {} } satisfies Envelope;
    await boss.schedule(QUEUE.name, cron, data, { key: name, tz: "UTC", singletonKey: name });
  }
  const wanted = new Set(scheduled.map((handler) => handler.name));
  for (const { key } of await boss.getSchedules(QUEUE.name)) {
    if (key && !wanted.has(key)) await boss.unschedule(QUEUE.name, key);
  }
}

/** Logs the queue's own troubles, but not every second while a database is away. */
function quietly(): (error: Error) => void {
  let next = 0;
  return (error) => {
    if (Date.now() < next) return;
    next = Date.now() + TROUBLE_EVERY_MS;
    log.error({ err: error }, "The task queue has a problem");
  };
}

declare global {
  var workhubSender: Promise<PgBoss> | undefined;
}

/** The part of pg-boss that only sends, one per process. Its own reads go through the pool. */
function findSender(): Promise<PgBoss> {
  globalThis.workhubSender ??= startSender().catch((error: unknown) => {
    globalThis.workhubSender = undefined;
    throw error;
  });
  return globalThis.workhubSender;
}

async function startSender(): Promise<PgBoss> {
  const boss = new PgBoss({
    schema: QUEUE_SCHEMA,
    db: { executeSql: (text, values) => fromDrizzle(getDb(), sql).executeSql(text, values) },
    clock: idleClock,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on("error", quietly());
  return boss.start();
}

/** Timers that don't keep a process alive which has nothing else to do (scripts, tests). */
const idleClock: Clock = {
  now: () => Date.now(),
  setTimeout: (work, ms) => setTimeout(work, ms).unref(),
  clearTimeout: (timer) => clearTimeout(timerOf(timer)),
  setInterval: (work, ms) => setInterval(work, ms).unref(),
  clearInterval: (timer) => clearInterval(timerOf(timer)),
};

/** Guarantee: pg-boss gives back what the two functions above returned. */
function timerOf(timer: unknown): NodeJS.Timeout {
  return timer as NodeJS.Timeout;
}
