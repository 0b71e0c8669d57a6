import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Connection, connect, getDb, inTransaction, useConnection } from "#db/client";
import { users } from "#db/schema";
import { makeClient } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { route } from "./route.ts";

const database = useTestDatabase();

test.each(["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"])(
  "every connection of the app's role has a %s",
  async (name) => {
    const fresh = connect(database().appUrl, { max: 1 });
    try {
      const [row] = await fresh.sql`select current_setting(${name}) as limit`;
      expect(row?.limit).toMatch(/^[1-9]/);
      const [spare] = await fresh.spare.execute(`select current_setting('${name}') as limit`);
      expect(spare).toEqual(row);
    } finally {
      await fresh.close();
    }
  },
);

describe("a database that cannot answer now", () => {
  let hasty: Connection;
  let previous: Connection | undefined;
  beforeEach(async () => {
    const { owner, appUrl } = database();
    const role = new URL(appUrl).username;
    const [row] = await owner.sql`select current_database() as name`;
    await owner.sql.unsafe(`
      alter role ${role} in database ${row?.name} set lock_timeout = '150ms';
      alter role ${role} in database ${row?.name} set statement_timeout = '400ms'`);
    hasty = connect(appUrl, { max: 4 });
    previous = useConnection(hasty);
  });
  afterEach(async () => {
    useConnection(previous);
    await hasty.close();
  });

  const asked = () => new Request("http://localhost/api/x");

  test("is busy while it waits for a lock: 503, when to come back, and nothing changed", async () => {
    const { userId } = await makeClient({ name: "Ada" });
    const rename = route(async () => {
      await inTransaction(undefined, (tx) =>
        tx.update(users).set({ name: "Other" }).where(eq(users.id, userId)),
      );
      return new Response("done");
    });
    const answer = await database().owner.db.transaction(async (tx) => {
      await tx.select().from(users).where(eq(users.id, userId)).for("update");
      return rename(asked(), {});
    });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ type: "urn:workhub:error:busy" });
    const [person] = await getDb().select().from(users).where(eq(users.id, userId));
    expect(person?.name).toBe("Ada");
  });

  test("is busy when a statement takes too long", async () => {
    const slow = route(async () => {
      await getDb().execute("select pg_sleep(5)");
      return new Response("done");
    });
    expect((await slow(asked(), {})).status).toBe(503);
  });

  test("undoes one of two deadlocked transactions and tries it again: both go through", async () => {
    await database().owner.sql.unsafe(`
      create table pair (id int primary key, n int);
      insert into pair values (1, 0), (2, 0); grant all on pair to public`);
    const { promise: both, resolve: go } = Promise.withResolvers<void>();
    let ready = 0;
    const cross = (first: number, second: number) =>
      inTransaction(undefined, async (tx) => {
        await tx.execute("set local lock_timeout = 0");
        await tx.execute("set local statement_timeout = 0");
        await tx.execute(`update pair set n = n + 1 where id = ${first}`);
        ready += 1;
        if (ready === 2) go();
        await both;
        await tx.execute(`update pair set n = n + 1 where id = ${second}`);
      });
    await Promise.all([cross(1, 2), cross(2, 1)]);
    const rows = await database().owner.sql`select n from pair order by id`;
    expect(rows.map(({ n }) => n)).toEqual([2, 2]);
    expect(ready).toBeGreaterThan(2);
  });
});
