import { createHmac } from "node:crypto";
import type { TransactionSql } from "postgres";

/** Tables in which the app's role may only read and add rows. */
const APPEND_ONLY = ["job_events", "documents"];
/** Tables that it may only read. */
const READ_ONLY = ["migrations", "audit_entries", "document_counters"];

export type AppRole = { readonly name: string; readonly password: string };

/**
 * The app's own role. Its password is derived from the owner's, so every process with the same DATABASE_URL finds the
 * same one and nothing has to be stored.
 */
export function appRoleOf(ownerUrl: string): AppRole {
  const { password, pathname } = new URL(ownerUrl);
  return {
    name: `${decodeURIComponent(pathname.slice(1))}_app`,
    password: createHmac("sha256", decodeURIComponent(password))
      .update("workhub app role")
      .digest("hex"),
  };
}

/** `ownerUrl` for the app's role instead of the owner. */
export function appUrlOf(ownerUrl: string): string {
  const { name, password } = appRoleOf(ownerUrl);
  const address = new URL(ownerUrl);
  address.username = encodeURIComponent(name);
  address.password = password;
  return address.href;
}

/** Creates the role, or gives the existing one this password. */
export async function createAppRole(sql: TransactionSql, role: AppRole): Promise<void> {
  const [existing] = await sql`select 1 from pg_roles where rolname = ${role.name}`;
  const verb = existing ? "ALTER" : "CREATE";
  // Role statements take no parameters, so format() quotes.
  const [statement] = await sql<{ text: string }[]>`
    select format(
      ${verb} || ' ROLE %I LOGIN PASSWORD %L', ${role.name}::text, ${role.password}::text
    ) as text`;
  if (statement) await sql.unsafe(statement.text);
}

/** Grants the app's role exactly what it needs and revokes everything else, in one transaction. */
export async function grantToAppRole(sql: TransactionSql, name: string): Promise<void> {
  const [row] = await sql<{ role: string; database: string }[]>`
    select quote_ident(${name}) as role, quote_ident(current_database()) as database`;
  if (!row) throw new Error("PostgreSQL did not answer");
  const { role, database } = row;
  const only = (tables: string[]) => tables.map((table) => `public.${table}`).join(", ");
  await sql.unsafe(`
    GRANT CONNECT ON DATABASE ${database} TO ${role};
    GRANT USAGE ON SCHEMA public, ledger, pgboss TO ${role};

    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};
    REVOKE UPDATE, DELETE ON ${only(APPEND_ONLY)} FROM ${role};
    REVOKE INSERT, UPDATE, DELETE ON ${only(READ_ONLY)} FROM ${role};

    REVOKE ALL ON ALL TABLES IN SCHEMA ledger FROM ${role};
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA ledger FROM ${role};
    GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO ${role};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ledger TO ${role};

    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO ${role};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO ${role};
  `);
}

/**
 * How long the app's role waits, on every new connection, even behind a pooler: for a statement, for a lock, and for
 * the next statement of a transaction. The role sets this for itself, because we may not be allowed to change a role
 * that we were given.
 */
export async function limitSessions(sql: TransactionSql): Promise<void> {
  await sql.unsafe(`
    ALTER ROLE CURRENT_USER SET statement_timeout = '30s';
    ALTER ROLE CURRENT_USER SET lock_timeout = '10s';
    ALTER ROLE CURRENT_USER SET idle_in_transaction_session_timeout = '60s';`);
}
