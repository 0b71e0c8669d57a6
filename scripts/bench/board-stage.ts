import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Connection, connect, useConnection } from "#db/client";
import { startEmbeddedPostgres } from "#db/embedded";
import { migrate } from "#db/migrate";
import { MIGRATION_TAGS } from "#db/migration-tags";

/*
 * The filled databases of the board's benchmark. They stay in .bench, so only the first run fills them; another way of
 * filling them, or other migrations, make new ones.
 */

const FOLDER = resolve(import.meta.dirname, "../../.bench/board");

/** How many connections the app has to it. */
export const SESSIONS = 8;

export type FilledBoard = {
  readonly owner: Connection;
  /** Makes `getDb()` of this process read it. */
  use(): void;
};

/** What is in a database: how it gets there, and the files in this folder that decide it. */
export type Filling = {
  readonly fill: (ownerUrl: string, say: (line: string) => void) => Promise<void>;
  readonly files: readonly string[];
};

export type BoardStage = {
  open(name: string, filling: Filling): Promise<FilledBoard>;
  close(): Promise<void>;
};

export async function openBoardStage(say: (line: string) => void): Promise<BoardStage> {
  const server = await startEmbeddedPostgres({
    dataDir: join(FOLDER, "postgres"),
    password: "bench",
  });
  const opened: Connection[] = [];
  return {
    async open(name, { fill, files }) {
      const database = `${name}_${fingerprint(files)}`;
      const address = new URL(server.ownerUrl);
      address.pathname = `/${database}`;
      const admin = connect(server.ownerUrl, { max: 1 });
      const [existing] = await admin.sql`
        select 1 from pg_database where datname = ${database} and shobj_description(oid, 'pg_database') = 'filled'`;
      if (!existing) {
        await dropOld(admin, name);
        await admin.sql`create database ${admin.sql(database)}`;
        await migrate(address.href);
        await fill(address.href, say);
        await admin.sql.unsafe(`comment on database ${database} is 'filled'`);
      }
      await admin.close();
      const { appUrl } = await migrate(address.href);
      const [owner, app] = [connect(address.href, { max: 2 }), connect(appUrl, { max: SESSIONS })];
      opened.push(owner, app);
      return { owner, use: () => useConnection(app) };
    },
    async close() {
      useConnection(undefined);
      await Promise.all(opened.map((connection) => connection.close()));
      await server.stop();
    },
  };
}

async function dropOld({ sql }: Connection, name: string): Promise<void> {
  const old = await sql<{ datname: string }[]>`
    select datname from pg_database where starts_with(datname, ${`${name}_`})`;
  for (const { datname } of old) await sql`drop database ${sql(datname)} with (force)`;
}

/** Of all that decides what is in a database. Other migrations are applied when they are opened. */
function fingerprint(files: readonly string[]): string {
  const root = resolve(import.meta.dirname, "../..");
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const statements = MIGRATION_TAGS.flatMap((tag) =>
    read(`db/migrations/${tag}.sql`).split("--> statement-breakpoint"),
  );
  const parts = [
    ...statements.filter((text) =>
      /FUNCTION public\.search_(?:document|tokens|fold|stem)\b/.test(text),
    ),
    ...files.map((file) => read(`scripts/bench/${file}`)),
  ];
  return createHash("sha256").update(parts.join()).digest("hex").slice(0, 12);
}
