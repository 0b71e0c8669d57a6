import { sql } from "drizzle-orm";
import { type Clock, fromDrizzle, PgBoss } from "pg-boss";
import { getSpare } from "#db/client";
import { QUEUE_SCHEMA } from "#db/queue-names";
import { log } from "#lib/log";

const TROUBLE_EVERY_MS = 30_000;

declare global {
  var workhubSender: Promise<PgBoss> | undefined;
}

/**
 * The part of pg-boss that only sends, one per process. It reads over the connection beside the pool: a sender already
 * holds one of the pool's connections, and ten senders would wait for an eleventh for ever.
 */
export function findSender(): Promise<PgBoss> {
  globalThis.workhubSender ??= startSender().catch((error: unknown) => {
    globalThis.workhubSender = undefined;
    throw error;
  });
  return globalThis.workhubSender;
}

async function startSender(): Promise<PgBoss> {
  const boss = new PgBoss({
    schema: QUEUE_SCHEMA,
    db: { executeSql: (text, values) => fromDrizzle(getSpare(), sql).executeSql(text, values) },
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

/**
 * Logs the queue's own troubles, but not every second while a database is away. A queue must always have this listener:
 * an unheard error would end the process.
 */
export function quietly(): (error: Error) => void {
  let next = 0;
  return (error) => {
    if (Date.now() < next) return;
    next = Date.now() + TROUBLE_EVERY_MS;
    log.error({ err: error }, "The task queue has a problem");
  };
}

/** Timers that do not keep a process alive that has nothing else to do (scripts, tests). */
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
