import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { MIGRATION_TAGS } from "#db/migration-tags";
import { log } from "#lib/log";

const ANSWER_MS = 3_000;

export type Readiness = "ready" | "database unreachable" | "database behind";

/** Whether this process can serve: the database answers in time and has every migration of this build. */
export async function checkReadiness(): Promise<Readiness> {
  const timer = new AbortController();
  try {
    return await Promise.race([
      compareMigrations(),
      sleep(ANSWER_MS, "database unreachable" as const, { signal: timer.signal }),
    ]);
  } catch (error) {
    log.warn({ err: error }, "Not ready");
    return "database unreachable";
  } finally {
    timer.abort();
  }
}

async function compareMigrations(): Promise<Readiness> {
  const rows = await getDb().execute<{ tag: string }>(sql`select tag from public.migrations`);
  const applied = new Set(rows.map((row) => row.tag));
  return MIGRATION_TAGS.every((tag) => applied.has(tag)) ? "ready" : "database behind";
}
