import postgres from "postgres";
import { startEmbeddedPostgres } from "#db/embedded";
import { readSecret } from "#lib/secrets";

/** Lets time pass for one job: it expires in so many days from now, or did so many days ago when negative. */
export async function letExpire(title: string, days: number): Promise<void> {
  const { ownerUrl } = await startEmbeddedPostgres({
    dataDir: "test-results/data/postgres",
    password: readSecret("test-results/data", "database"),
  });
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`update jobs set expires_at = now() + ${days} * interval '1 day' where title = ${title}`;
  } finally {
    await sql.end();
  }
}
