import postgres, { type Row, type Sql } from "postgres";
import { startEmbeddedPostgres } from "#db/embedded";
import { readSecret } from "#lib/secrets";

/** Of the WorkHub that all tests share. */
const SHARED = "workhub";

let ownerUrl: Promise<string> | undefined;

/** The address, as its owner, of a database beside the one that all tests share. */
async function addressOf(database: string): Promise<string> {
  ownerUrl ??= startEmbeddedPostgres({
    dataDir: "test-results/data/postgres",
    password: readSecret("test-results/data", "database"),
  }).then((started) => started.ownerUrl);
  const url = new URL(await ownerUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** What no page can do: let time pass, or skip what another test is about. */
export async function withDatabase<Result>(
  work: (sql: Sql) => Promise<Result>,
  database = SHARED,
): Promise<Result> {
  const sql = postgres(await addressOf(database), { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** The first row that this finds, if there is one. */
export function readRow(find: (sql: Sql) => Promise<readonly Row[]>): Promise<Row | undefined> {
  return withDatabase(async (sql) => (await find(sql))[0]);
}

/** Makes an empty database beside the one that all tests share, and returns its address. It goes with the data folder. */
export async function makeDatabase(name: string): Promise<string> {
  await withDatabase((sql) => sql`create database ${sql(name)}`);
  return addressOf(name);
}
