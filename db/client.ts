import { is } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase, PostgresJsSession } from "drizzle-orm/postgres-js";
import postgres, { type Sql, type TransactionSql } from "postgres";
import * as schema from "./schema.ts";

/** A connection pool with the whole schema on it. */
export type Db = PostgresJsDatabase<typeof schema>;
/** An open transaction. Use cases pass it on, so that what they do together commits together. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** Where a query may read: the pool, or a transaction in which it must see its own writes. */
export type Reader = Db | Tx;

export type Connection = { readonly db: Db; readonly sql: Sql; close(): Promise<void> };

/**
 * Opens a pool. `?pgbouncer=true` in the URL marks a pooler that shares sessions between transactions: statements
 * are then not prepared. Sends no other start-up parameter, as poolers refuse those they don't know.
 */
export function connect(url: string, options: { max?: number; name?: string } = {}): Connection {
  const address = new URL(url);
  const isPooled = address.searchParams.get("pgbouncer") === "true";
  address.searchParams.delete("pgbouncer");
  const sql = postgres(address.href, {
    max: options.max ?? 10,
    prepare: !isPooled,
    idle_timeout: 60,
    connection: { application_name: options.name ?? "workhub" },
    onnotice: () => {},
  });
  return {
    db: drizzle(isPooled ? sql : preparing(sql), { schema, casing: "snake_case" }),
    sql,
    close: () => sql.end({ timeout: 5 }),
  };
}

/**
 * The same driver, but every statement that Drizzle sends is prepared once per connection and then only executed:
 * about half the work of parsing and planning it each time. Drizzle itself asks only for those it was given a name for.
 */
function preparing<Driver extends Sql | TransactionSql>(driver: Driver): Driver {
  return new Proxy(driver, {
    get(target, name, receiver) {
      if (name === "unsafe") {
        const send: Sql["unsafe"] = (text, values, options) =>
          target.unsafe(text, values, { ...options, prepare: true });
        return send;
      }
      const member: unknown = Reflect.get(target, name, receiver);
      if ((name !== "begin" && name !== "savepoint") || typeof member !== "function") return member;
      return (work: (inner: TransactionSql) => unknown) =>
        member.call(target, (inner: TransactionSql) => work(preparing(inner)));
    },
  });
}

declare global {
  var workhubConnection: Connection | undefined;
}

/**
 * The process's pool, opened at first use as the app's own role (DATABASE_APP_URL). Kept on the global object,
 * because a development server reloads modules.
 */
export function getDb(): Db {
  globalThis.workhubConnection ??= connect(appUrl());
  return globalThis.workhubConnection.db;
}

/** Puts `connection` in the place of the process's pool (tests, seed) and returns the one before. */
export function useConnection(connection: Connection | undefined): Connection | undefined {
  const previous = globalThis.workhubConnection;
  globalThis.workhubConnection = connection;
  return previous;
}

/** Runs `work` in the caller's transaction, or in one of its own when there is none. READ COMMITTED. */
export function inTransaction<T>(tx: Tx | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
  return tx ? work(tx) : getDb().transaction(work);
}

/** The driver below `reader`, in the same transaction: its tagged template sends prepared statements. */
export function driverOf(reader: Reader): Sql {
  const { session } = reader._;
  if (!is(session, PostgresJsSession))
    throw new Error("This database is not on the postgres driver");
  return session.client;
}

/** The address of the database for the app's own role. */
export function appUrl(): string {
  const url = process.env.DATABASE_APP_URL;
  if (!url) throw new Error("DATABASE_APP_URL is not set: start WorkHub with npm start");
  return url;
}
