import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Connection, connect, type Tx } from "./client.ts";
import { useTestDatabase } from "./testing/test-database.ts";

const database = useTestDatabase();

let pool: Connection;
beforeEach(async () => {
  await database().owner.sql.unsafe(
    `create table notes (text text not null); grant all on notes to public`,
  );
  // One connection: whoever comes next gets the one that takes its place.
  pool = connect(database().appUrl, { max: 1 });
});
afterEach(async () => {
  await pool.close();
  await database().owner.sql`drop table notes`;
});

async function readNotes(): Promise<string[]> {
  const rows = await database().owner.sql`select text from notes order by text`;
  return rows.map(({ text }) => String(text));
}

const note = (tx: Tx, text: string) => tx.execute(sql`insert into notes values (${text})`);

/** Ends the connection of this transaction, as a crash of the server would. */
async function cut(tx: Tx): Promise<void> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await database().owner.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
}

/** One that loses its connection, and another that begins on the connection in its place. */
async function loseFirst(goOn: (tx: Tx) => Promise<unknown>) {
  const lost = Promise.withResolvers<void>();
  const resumed = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const first = pool.db.transaction(async (tx) => {
    await note(tx, "of the first");
    await cut(tx);
    lost.resolve();
    await resumed.promise;
    try {
      await goOn(tx);
    } finally {
      over.resolve();
    }
  });
  await lost.promise;
  await expect(first).rejects.toThrow();
  const second = pool.db.transaction(async (tx) => {
    await note(tx, "one half");
    resumed.resolve();
    await over.promise;
    // By then everything that the first has sent has arrived.
    await tx.execute(sql`select 1`);
    await note(tx, "other half");
    throw new Error("undone");
  });
  await expect(second).rejects.toThrow();
}

describe("a transaction whose connection was lost ends no other, and writes nothing into it", () => {
  test("when it goes on", async () => {
    await loseFirst((tx) => note(tx, "too late").catch(() => {}));
    expect(await readNotes()).toEqual([]);
  });

  test("when it fails", async () => {
    await loseFirst(async () => {
      throw new Error("It fails by itself");
    });
    expect(await readNotes()).toEqual([]);
  });

  test("when it would commit", async () => {
    await loseFirst(async () => "done");
    expect(await readNotes()).toEqual([]);
  });

  test("when it goes on inside a savepoint", async () => {
    await loseFirst((tx) => tx.transaction((inner) => note(inner, "too late")).catch(() => {}));
    expect(await readNotes()).toEqual([]);
  });
});

test("a transaction that fails is rolled back, one in it by itself, and the rest commits", async () => {
  await pool.db.transaction(async (tx) => {
    await note(tx, "kept");
    const inner = tx.transaction(async (nested) => {
      await note(nested, "dropped");
      throw new Error("no");
    });
    await expect(inner).rejects.toThrow("no");
  });
  const whole = pool.db.transaction(async (tx) => {
    await note(tx, "dropped too");
    throw new Error("no");
  });
  await expect(whole).rejects.toThrow("no");
  expect(await readNotes()).toEqual(["kept"]);
});

test("what is sent when its transaction has ended is refused", async () => {
  let kept: Tx | undefined;
  await pool.db.transaction(async (tx) => {
    kept = tx;
    await note(tx, "in time");
  });
  const late = async () => kept && (await note(kept, "late"));
  await expect(late()).rejects.toThrow();
  expect(await readNotes()).toEqual(["in time"]);
});
