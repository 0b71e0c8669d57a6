import postgres, { type Sql } from "postgres";
import { startEmbeddedPostgres } from "#db/embedded";
import { readSecret } from "#lib/secrets";

let ownerUrl: Promise<string> | undefined;

/** What no page can do: let time pass, or skip what another test is about. */
export async function withDatabase(work: (sql: Sql) => Promise<unknown>): Promise<void> {
  ownerUrl ??= startEmbeddedPostgres({
    dataDir: "test-results/data/postgres",
    password: readSecret("test-results/data", "database"),
  }).then((started) => started.ownerUrl);
  const sql = postgres(await ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
