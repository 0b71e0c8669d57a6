import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, inject } from "vitest";
import { type Connection, connect, useConnection } from "../client.ts";

export type TestDatabase = {
  /** As the app's role, like the product: what `getDb()` returns during the test. */
  readonly app: Connection;
  /** As the database's owner: for what the app's role may not do. */
  readonly owner: Connection;
  readonly appUrl: string;
  readonly ownerUrl: string;
  drop(): Promise<void>;
};

/** Its own migrated, empty database, which `getDb()` of `#db/client` also returns. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject("template");
  const name = `test_${randomBytes(8).toString("hex")}`;
  const templateName = new URL(template.ownerUrl).pathname.slice(1);
  await asAdmin(
    (admin) =>
      admin`create database ${admin(name)} template ${admin(templateName)} strategy file_copy`,
  );

  const ownerUrl = inDatabase(template.ownerUrl, name);
  const appUrl = inDatabase(template.appUrl, name);
  const owner = connect(ownerUrl, { max: 4, name: "workhub-test-owner" });
  // Enough for races. A connection's first use of everything costs a third of a second, so a file pays for each.
  const app = connect(appUrl, { max: 6, name: "workhub-test" });
  const previous = useConnection(app);
  return {
    app,
    owner,
    appUrl,
    ownerUrl,
    async drop() {
      useConnection(previous);
      await Promise.all([app.close(), owner.close()]);
      await asAdmin((admin) => admin`drop database ${admin(name)} with (force)`);
    },
  };
}

/**
 * For the top of a test file: makes a database before its tests and drops it after them.
 *
 *     const database = useTestDatabase();
 *     test("…", async () => { await database().app.sql`select 1`; });
 */
export function useTestDatabase(): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database?.drop();
  });
  return () => {
    if (!database) throw new Error("The test database exists only while tests run");
    return database;
  };
}

async function asAdmin(work: (admin: Connection["sql"]) => Promise<unknown>): Promise<void> {
  const admin = connect(inDatabase(inject("template").ownerUrl, "postgres"), { max: 1 });
  try {
    await work(admin.sql);
  } finally {
    await admin.close();
  }
}

function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
