import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { PgBoss } from "pg-boss";
import type { Sql, TransactionSql } from "postgres";
import { StartError } from "#lib/errors";
import { connect } from "./client.ts";
import { inspectDatabase, markPooled, placeOf, unmarkPooled } from "./inspect.ts";
import { MIGRATION_TAGS } from "./migration-tags.ts";
import { moveFormerTasks } from "./move-former-tasks.ts";
import { LANE_NAMES, LANES, QUEUE_SCHEMA, UNDELIVERABLE } from "./queue-names.ts";
import { appRoleOf, appUrlOf, createAppRole, grantToAppRole, limitSessions } from "./roles.ts";

const FOLDER = new URL("./migrations/", import.meta.url);

type Migration = { readonly tag: string; readonly text: string; readonly hash: string };

/**
 * Brings the database up to date: tables, the queue's tables, the app's role and its rights. Any number of processes
 * may do this at once: they take turns, and nothing is done twice. The lock belongs to the transaction, so a pooler may
 * stand in between.
 *
 * @param ownerUrl the address as the database's owner
 * @param givenAppUrl the app's address when it is not derived (DATABASE_APP_URL)
 * @returns the address as the app's role
 */
export async function migrate(ownerUrl: string, givenAppUrl?: string): Promise<{ appUrl: string }> {
  if (!givenAppUrl && !new URL(ownerUrl).password) {
    throw new StartError(
      "DATABASE_URL has no password that the app role's could follow from: set DATABASE_APP_URL too.",
    );
  }
  const { isPooled } = await inspectDatabase(ownerUrl);
  const owner = connect(isPooled ? markPooled(ownerUrl) : ownerUrl, {
    max: 1,
    name: "workhub-migrate",
  });
  try {
    await inTurn(owner.sql, applyMigrations);
    await installQueues(ownerUrl);
    await inTurn(owner.sql, moveFormerTasks);
    await inTurn(owner.sql, (sql) => setUpAppRole(sql, ownerUrl, givenAppUrl));
  } finally {
    await owner.close();
  }
  const appUrl = givenAppUrl ?? appUrlOf(ownerUrl);
  const app = await inspectDatabase(appUrl);
  await limitAppRole(app.isPooled ? markPooled(appUrl) : appUrl);
  return { appUrl: app.isPooled ? markPooled(appUrl) : appUrl };
}

function inTurn<T>(sql: Sql, work: (sql: TransactionSql) => Promise<T>) {
  return sql.begin(async (transaction) => {
    // Another process may be migrating for a long time, and a large database takes its time.
    await transaction`
      select set_config('statement_timeout', '2h', true), set_config('lock_timeout', '2h', true),
        set_config('idle_in_transaction_session_timeout', '10min', true)`;
    await transaction`select pg_advisory_xact_lock(hashtext('workhub migrations'))`;
    return work(transaction);
  });
}

async function applyMigrations(sql: TransactionSql): Promise<void> {
  await sql`
    create table if not exists public.migrations (
      tag text primary key, hash text not null, applied_at timestamptz not null default now()
    )`;
  const rows = await sql<{ tag: string; hash: string }[]>`select tag, hash from public.migrations`;
  const applied = new Map(rows.map((row) => [row.tag, row.hash]));
  const migrations = readMigrations();
  const known = new Set(migrations.map((migration) => migration.tag));
  for (const tag of applied.keys()) {
    if (!known.has(tag)) {
      throw new StartError(`The database was set up by a newer WorkHub (${tag}): start that one.`);
    }
  }
  for (const { tag, text, hash } of migrations) {
    const earlier = applied.get(tag);
    if (earlier === hash) continue;
    if (earlier !== undefined) {
      throw new StartError(
        `The migration ${tag} has changed since it ran on this database: it must stay as it was.`,
      );
    }
    for (const statement of text.split("--> statement-breakpoint")) await sql.unsafe(statement);
    await sql`insert into public.migrations (tag, hash) values (${tag}, ${hash})`;
  }
}

function readMigrations(): Migration[] {
  return MIGRATION_TAGS.map((tag) => {
    const text = readFileSync(new URL(`${tag}.sql`, FOLDER), "utf8");
    return { tag, text, hash: createHash("sha256").update(text).digest("hex") };
  });
}

/** Installs or upgrades pg-boss, which takes its own lock for that. */
async function installQueues(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: unmarkPooled(ownerUrl),
    schema: QUEUE_SCHEMA,
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  const failed = new Promise<never>((_, reject) => boss.on("error", reject));
  try {
    await Promise.race([failed, boss.start()]);
    await boss.createQueue(UNDELIVERABLE.name, UNDELIVERABLE.options);
    await boss.updateQueue(UNDELIVERABLE.name, UNDELIVERABLE.options);
    for (const name of LANE_NAMES) {
      await boss.createQueue(name, LANES[name]);
      const { policy: _, ...changeable } = LANES[name];
      await boss.updateQueue(name, changeable);
    }
  } finally {
    await boss.stop({ timeout: 5_000 });
  }
}

async function setUpAppRole(
  sql: TransactionSql,
  ownerUrl: string,
  givenAppUrl: string | undefined,
): Promise<void> {
  const role = givenAppUrl ? givenRole(givenAppUrl) : appRoleOf(ownerUrl);
  const [existing] = await sql`select 1 from pg_roles where rolname = ${role.name}`;
  try {
    // A working password stays as it is: poolers keep what they derived from it.
    const isUsable = existing && (givenAppUrl || (await accepts(appUrlOf(ownerUrl))));
    if (!isUsable) await createAppRole(sql, role);
  } catch (error) {
    const isRefused = error instanceof Error && "code" in error && error.code === "42501";
    if (!isRefused) throw error;
    throw new StartError(
      `The user of the database at ${placeOf(ownerUrl)} may not create the role ${role.name}: grant it CREATEROLE, or create the role yourself and set DATABASE_APP_URL.`,
    );
  }
  await grantToAppRole(sql, role.name);
}

async function limitAppRole(url: string): Promise<void> {
  const app = connect(url, { max: 1, name: "workhub-migrate" });
  try {
    await inTurn(app.sql, limitSessions);
  } finally {
    await app.close();
  }
}

async function accepts(url: string): Promise<boolean> {
  try {
    await inspectDatabase(url);
    return true;
  } catch {
    return false;
  }
}

function givenRole(appUrl: string): { name: string; password: string } {
  const { username, password } = new URL(appUrl);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}
