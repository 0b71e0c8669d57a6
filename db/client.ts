import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { is, sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase, PostgresJsSession } from "drizzle-orm/postgres-js";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { isCollision } from "#lib/busy";
import { currentRequester } from "#lib/log";

/** A connection pool. */
export type Db = PostgresJsDatabase;
/** An open transaction. Use cases pass it on, so that what they do together commits together. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** Where a query reads: the pool, or a transaction whose own writes it must see. */
export type Reader = Db | Tx;

export type Connection = {
  readonly db: Db;
  readonly sql: Sql;
  /**
   * One connection beside the pool, opened at first use: for what must be answered even while every holder of a pool
   * connection waits for it.
   */
  readonly spare: Db;
  /** Queries that still run may finish within `timeout` seconds. */
  close(timeout?: number): Promise<void>;
};

/**
 * Opens a pool. `?pgbouncer=true` in the URL marks a pooler that shares sessions between transactions; statements are
 * then not prepared. Sends no other start-up parameter, because poolers refuse those they don't know.
 */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const address = new URL(url);
  const isPooled = address.searchParams.get("pgbouncer") === "true";
  address.searchParams.delete("pgbouncer");
  const open = (max: number) =>
    postgres(address.href, {
      max,
      prepare: !isPooled,
      idle_timeout: 60,
      backoff: pauseBefore,
      onclose: () => options.onLost?.(),
      ...(options.socket && { socket: options.socket }),
      connection: { application_name: options.name ?? "workhub" },
      onnotice: () => {},
    });
  const [pool, spare] = [open(options.max ?? 10), open(1)];
  const careful = (driver: Sql, isPrepared: boolean) =>
    carefully(driver, { isPrepared, life: { isOver: false } });
  const onto = (driver: Sql) => drizzle(driver, { casing: "snake_case" });
  return {
    db: onto(careful(pool, !isPooled)),
    sql: careful(pool, false),
    spare: onto(careful(spare, false)),
    close: async (timeout = CLOSE_SECONDS) => {
      await Promise.all([pool.end({ timeout }), spare.end({ timeout })]);
    },
  };
}

const CLOSE_SECONDS = 5;

const LONGEST_PAUSE_SECONDS = 1;

/** Seconds until a connection is tried again. The driver's own pauses grow to 20: so late it would notice a return. */
function pauseBefore(failures: number): number {
  return (0.5 + Math.random() / 2) * Math.min(3 ** failures / 100, LONGEST_PAUSE_SECONDS);
}

/** Makes the socket of a connection to the database; it may still be connecting. */
export type SocketMaker = (to: {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string;
}) => Socket;

type ConnectOptions = {
  readonly max?: number;
  readonly socket?: SocketMaker;
  readonly name?: string;
  /** One of its connections was closed, by either side. */
  readonly onLost?: () => void;
};

/** Whether a transaction's connection is still its own. */
type Life = { isOver: boolean };
type Use = { readonly isPrepared: boolean; readonly life: Life };

/**
 * The same driver with two changes.
 *
 * Every statement that Drizzle sends is prepared once per connection and then only executed, which saves about half the
 * work. Drizzle itself prepares only statements that have a name.
 *
 * A transaction whose connection was lost sends nothing any more. The driver would send what follows, its own ROLLBACK
 * or COMMIT too, over the connection that took its place, in the middle of another transaction.
 */
function carefully<Driver extends Sql | TransactionSql>(driver: Driver, use: Use): Driver {
  const { isPrepared, life } = use;
  return new Proxy(driver, {
    apply(target, self, parts) {
      refuseAfter(life);
      return Reflect.apply(target, self, parts);
    },
    get(target, name, receiver) {
      if (name === "unsafe") {
        const send: Sql["unsafe"] = (text, values, options) => {
          refuseAfter(life);
          return target.unsafe(text, values, isPrepared ? { ...options, prepare: true } : options);
        };
        return send;
      }
      const member: unknown = Reflect.get(target, name, receiver);
      if ((name !== "begin" && name !== "savepoint") || typeof member !== "function") return member;
      return (work: (inner: TransactionSql) => Promise<unknown>) => {
        refuseAfter(life);
        const own: Life = name === "begin" ? { isOver: false } : life;
        const inside = (inner: TransactionSql) =>
          whileAlive(own, work(carefully(inner, { isPrepared, life: own })));
        const done: Promise<unknown> = member.call(target, inside);
        if (name === "begin") endWith(own, done);
        return done;
      };
    },
  });
}

function refuseAfter(life: Life): void {
  if (life.isOver) throw new Error("This transaction has ended, or its connection was lost");
}

/** Never settles once the connection is lost: then the driver has nothing to commit or to roll back. */
function whileAlive<T>(life: Life, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    work.then(
      (value) => {
        if (!life.isOver) resolve(value);
      },
      // The statement that was running fails a moment before its transaction does.
      (error: unknown) => {
        setImmediate(() => {
          if (!life.isOver) reject(error);
        });
      },
    );
  });
}

function endWith(life: Life, transaction: Promise<unknown>): void {
  const end = () => {
    life.isOver = true;
  };
  transaction.then(end, end);
}

declare global {
  var workhubConnection: Connection | undefined;
}

/**
 * The process's pool, opened at first use as the app's own role (DATABASE_APP_URL). Kept on the global object, because
 * a development server reloads modules.
 */
export function getDb(): Db {
  return getConnection().db;
}

/** The process's connection beside its pool. */
export function getSpare(): Db {
  return getConnection().spare;
}

function getConnection(): Connection {
  globalThis.workhubConnection ??= openOwn();
  return globalThis.workhubConnection;
}

/** How much longer queries on a replaced pool may run. */
const DRAIN_SECONDS = 30;

/**
 * After a cut during a write, the driver can leave a connection unable ever to write again (postgres#1168, 026). So a
 * pool that has lost one is replaced as a whole: new work begins on the new pool, running work may finish.
 */
function openOwn(): Connection {
  const own = connect(appUrl(), {
    onLost() {
      if (globalThis.workhubConnection !== own) return;
      globalThis.workhubConnection = undefined;
      void own.close(DRAIN_SECONDS);
    },
  });
  return own;
}

/** Makes `connection` the process's pool (tests, seed) and returns the previous one. */
export function useConnection(connection: Connection | undefined): Connection | undefined {
  const previous = globalThis.workhubConnection;
  globalThis.workhubConnection = connection;
  return previous;
}

/** Before it begins again, a transaction that collided leaves the other one time to go on: up to so long, by chance. */
const COLLISION_PAUSES_MS = [20, 100] as const;

/**
 * Runs `work` in the caller's transaction, or in its own when there is none. READ COMMITTED. Its own transaction begins
 * again, twice at most, if it was undone because it collided with another.
 */
export async function inTransaction<T>(
  tx: Tx | undefined,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (tx) return work(tx);
  for (const pauseMs of COLLISION_PAUSES_MS) {
    try {
      return await getDb().transaction((own) => asRequested(own, work));
    } catch (error) {
      if (!isCollision(error)) throw error;
    }
    // At once, it could take back a lock that the other one was about to get, and both would wait for each other again.
    await sleep(pauseMs * (0.5 + Math.random() / 2));
  }
  return getDb().transaction((own) => asRequested(own, work));
}

/** Tells the transaction who asked for it, for what the database itself notes about its changes (118). */
async function asRequested<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const requester = currentRequester();
  if (requester) {
    await tx.execute(sql`select set_config('workhub.request', ${JSON.stringify(requester)}, true)`);
  }
  return work(tx);
}

/**
 * Lets this transaction's statements take longer than the role's limit: for work that reads or writes a lot on purpose.
 */
export async function allowMinutes(tx: Tx, minutes: number): Promise<void> {
  const limit = `${minutes}min`;
  await tx.execute(sql`
    select set_config('statement_timeout', ${limit}, true), set_config('lock_timeout', ${limit}, true),
      set_config('idle_in_transaction_session_timeout', ${limit}, true)`);
}

/**
 * Reads whose best plan depends on what is looked for: PostgreSQL plans each of them for its values. Otherwise, from the
 * sixth call on a connection, it may keep one plan for all values (postgresql.org/docs/current/sql-prepare.html).
 */
export function planningEach<T>(reader: Reader, read: (reader: Reader) => Promise<T>): Promise<T> {
  return reader.transaction(async (tx) => {
    await tx.execute("set local plan_cache_mode = force_custom_plan");
    return read(tx);
  });
}

/**
 * Puts a statement together once for each place that it is read from, because that takes longer than sending it. What
 * changes from call to call is a placeholder; times are given as text.
 */
export function prepared<Statement extends object>(
  build: (reader: Reader) => Statement,
): (reader: Reader) => Statement {
  const known = new WeakMap<Reader, Statement>();
  return (reader) => {
    const statement = known.get(reader) ?? build(reader);
    known.set(reader, statement);
    return statement;
  };
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
