import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { getDb } from "#db/client";
import { log } from "#lib/log";

/** Between two looks, a task that has just been fetched begins, and one that has just ended is marked as such. */
const LOOK_AGAIN_MS = 1_000;

/** The database sessions of every worker's queue are called this and something of chance. */
const WORKER = "workhub-worker";

export function nameWorker(): string {
  return `${WORKER} ${crypto.randomUUID()}`;
}

export type Abandoned = {
  /** Looks once more, soon: a worker has begun, or the database was lost. */
  look(): void;
  stop(): Promise<void>;
};

type Task = { readonly id: string; readonly name: string };

/**
 * Has tasks tried again at once that are marked as running and run nowhere, because their worker was killed or the
 * database was lost before their end was recorded. Beside other workers, whose tasks nobody can tell from those, they
 * wait until their heartbeat is missed.
 */
export function watchAbandoned(
  boss: PgBoss,
  own: { readonly name: string; readonly running: ReadonlySet<string> },
): Abandoned {
  const stopping = new AbortController();
  const { signal } = stopping;
  let looking: Promise<void> | null = null;
  let isWanted = false;

  const keepLooking = async () => {
    while (isWanted && !signal.aborted) {
      isWanted = false;
      try {
        await failAbandoned(boss, own, signal);
      } catch (error) {
        if (signal.aborted) return;
        log.debug({ err: error }, "Abandoned tasks are looked for again");
        isWanted = true;
        await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
      }
    }
  };
  return {
    look() {
      isWanted = true;
      looking ??= keepLooking().finally(() => {
        looking = null;
      });
    },
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}

async function failAbandoned(
  boss: PgBoss,
  own: { readonly name: string; readonly running: ReadonlySet<string> },
  signal: AbortSignal,
): Promise<void> {
  const listForsaken = async () => (await listMarked()).filter(({ id }) => !own.running.has(id));
  const before = await listForsaken();
  if (before.length === 0) return;
  await sleep(LOOK_AGAIN_MS, undefined, { signal });
  const still = new Set((await listForsaken()).map(({ id }) => id));
  const abandoned = before.filter(({ id }) => still.has(id));
  if (abandoned.length === 0 || (await hasOthers(own.name))) return;
  log.warn({ tasks: abandoned.length }, "Tasks that nobody ended are tried again");
  for (const { id, name } of abandoned) await boss.fail(name, id, { message: "It was cut off." });
}

async function listMarked(): Promise<Task[]> {
  const rows = await getDb().execute<Task>(
    sql`select id, name from pgboss.job where state = 'active'`,
  );
  return [...rows];
}

/** Also true while a pooler keeps the sessions of a worker that has ended. */
async function hasOthers(ownName: string): Promise<boolean> {
  const rows = await getDb().execute(sql`
    select 1 from pg_stat_activity
    where datname = current_database() and application_name like ${`${WORKER} %`}
      and application_name <> ${ownName} limit 1`);
  return rows.length > 0;
}
