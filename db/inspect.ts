import postgres from "postgres";
import { StartError } from "#lib/errors";

const OLDEST_MAJOR = 15;

export type DatabaseFacts = {
  /** A pooler in front shares sessions between transactions. */
  readonly isPooled: boolean;
  readonly major: number;
};

/**
 * Looks at the database behind `url` before anything is changed there.
 *
 * @throws StartError when it cannot be reached or is older than PostgreSQL 15.
 */
export async function inspectDatabase(url: string): Promise<DatabaseFacts> {
  const sql = postgres(unmarkPooled(url), {
    max: 1,
    prepare: false,
    connect_timeout: 10,
    onnotice: () => {},
  });
  try {
    const result = await sql`
      select pg_backend_pid() as pid, current_setting('server_version_num')::int / 10000 as major`;
    const [row] = result;
    const major = Number(row?.major);
    refuseOldServer(major, url);
    // PostgreSQL tells a client its process id on connecting; a pooler makes one up.
    return { isPooled: result.state.pid !== Number(row?.pid), major };
  } catch (error) {
    throw error instanceof StartError ? error : unreachable(url, error);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** @throws StartError below the oldest supported major version */
export function refuseOldServer(major: number, url: string): void {
  if (major >= OLDEST_MAJOR) return;
  throw new StartError(
    `The database at ${placeOf(url)} runs PostgreSQL ${major}; WorkHub needs ${OLDEST_MAJOR} or newer.`,
  );
}

/** The address with the mark that `connect` in db/client.ts reads. */
export function markPooled(url: string): string {
  const address = new URL(url);
  address.searchParams.set("pgbouncer", "true");
  return address.href;
}

/** The address without that mark, for drivers that don't know it. */
export function unmarkPooled(url: string): string {
  const address = new URL(url);
  address.searchParams.delete("pgbouncer");
  return address.href;
}

function unreachable(url: string, error: unknown): StartError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const place = placeOf(url);
  if (code === "28P01" || code === "28000" || code === "08P01") {
    return new StartError(`The database at ${place} refused the user or password in its address.`);
  }
  if (code === "3D000") {
    return new StartError(`There is no database at ${place}: create it first.`);
  }
  const why = error instanceof Error && error.message ? error.message : code || String(error);
  return new StartError(`The database at ${place} cannot be reached: ${why}.`);
}

/** Where a database is, without the user and password. */
export function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || "5432"}${pathname}`;
}
