import { beforeAll, describe, expect, inject, test } from "vitest";
import { connect } from "./client.ts";
import { inspectDatabase, refuseOldServer } from "./inspect.ts";
import { migrate } from "./migrate.ts";
import { MIGRATION_TAGS } from "./migration-tags.ts";
import { appUrlOf } from "./roles.ts";

/** An empty database whose owner is no superuser, as on an outside server. */
async function newDatabase(name: string, attributes: string): Promise<string> {
  const admin = connect(inject("template").ownerUrl, { max: 1 });
  await admin.sql.unsafe(`create role ${name} login password 'p@ss/word' ${attributes}`);
  await admin.sql.unsafe(`create database ${name} owner ${name}`);
  await admin.close();
  const address = new URL(inject("template").ownerUrl);
  address.username = name;
  address.password = encodeURIComponent("p@ss/word");
  address.pathname = `/${name}`;
  return address.href;
}

async function ask(url: string, text: string) {
  const connection = connect(url, { max: 1 });
  try {
    return await connection.sql.unsafe(text);
  } finally {
    await connection.close();
  }
}

describe("migrating an ordinary owner's database", () => {
  let ownerUrl = "";
  beforeAll(async () => {
    ownerUrl = await newDatabase("outside", "createrole");
  });

  test("three processes at once do each step once, and all get the app's address", async () => {
    const results = await Promise.all([migrate(ownerUrl), migrate(ownerUrl), migrate(ownerUrl)]);
    expect(new Set(results.map((result) => result.appUrl)).size).toBe(1);
    const tags = await ask(ownerUrl, "select tag from public.migrations order by tag");
    expect(tags.map((row) => row.tag)).toEqual([...MIGRATION_TAGS].sort());
  });

  test("the app's address works, and every process with the same DATABASE_URL finds it", async () => {
    const { appUrl } = await migrate(ownerUrl);
    expect(appUrl).toBe(appUrlOf(ownerUrl));
    expect(await ask(appUrl, "select current_user as name")).toEqual([{ name: "outside_app" }]);
  });

  test("a list from high to low can come from its index: what is never null sorts as a query does", async () => {
    // A query's DESC puts nulls first. An index that puts them last is not read for it, even where there are none.
    const unusable = await ask(
      ownerUrl,
      `select c.relname as index from pg_index i
        join pg_class c on c.oid = i.indexrelid,
        unnest(i.indkey::int[], i.indoption::int[]) as key (attribute, options)
        join pg_attribute a on a.attnum = key.attribute
      where c.relnamespace = 'public'::regnamespace and a.attrelid = i.indrelid and key.options & 1 = 1
      group by c.relname having bool_and(a.attnotnull) and bool_or(key.options & 2 = 0)`,
    );
    expect(unusable).toEqual([]);
  });

  test("a working password of the app's role is left alone", async () => {
    const admin = inject("template").ownerUrl;
    const stored = "select rolpassword from pg_authid where rolname = 'outside_app'";
    const before = await ask(admin, stored);
    await migrate(ownerUrl);
    expect(await ask(admin, stored)).toEqual(before);
    await ask(admin, "alter role outside_app password 'lost'");
    const { appUrl } = await migrate(ownerUrl);
    await expect(ask(appUrl, "select 1")).resolves.toHaveLength(1);
  });

  test("tasks waiting in the one queue of earlier versions continue in their lanes, one for each key, and the queue is gone", async () => {
    const options = '\'{"policy":"short"}\'::jsonb';
    await ask(ownerUrl, `select pgboss.create_queue('tasks', ${options})`);
    const job = (task: string, key: string, state: string, minutes: number) =>
      ask(
        ownerUrl,
        `insert into pgboss.job (name, data, singleton_key, state, start_after, policy) values ('tasks',
          '{"task":"${task}","input":{}}', '${key}', '${state}', now() + interval '${minutes} minutes', 'short')`,
      );
    await job("payments.send", "payments.send a", "retry", 2);
    await job("payments.send", "payments.send a", "created", 1);
    await job("payments.check", "payments.check a", "active", 0);
    await job("contracts.complete-when-due", "contracts.complete-when-due a", "created", 90);
    await job("payments.sweep", "payments.sweep", "created", 0);
    await migrate(ownerUrl);
    const rows = await ask(
      ownerUrl,
      "select name, singleton_key as key, state, policy from pgboss.job order by singleton_key",
    );
    expect(rows).toEqual([
      {
        name: "deadlines",
        key: "contracts.complete-when-due a",
        state: "created",
        policy: "exclusive",
      },
      { name: "bank", key: "payments.check a", state: "retry", policy: "exclusive" },
      { name: "bank", key: "payments.send a", state: "created", policy: "exclusive" },
    ]);
    expect(await ask(ownerUrl, "select from pgboss.queue where name = 'tasks'")).toHaveLength(0);
  });

  test("a migration that has changed since it ran is refused", async () => {
    await ask(
      ownerUrl,
      `update public.migrations set hash = 'x' where tag = '${MIGRATION_TAGS[0]}'`,
    );
    await expect(migrate(ownerUrl)).rejects.toMatchObject({
      name: "StartError",
      message: `The migration ${MIGRATION_TAGS[0]} has changed since it ran on this database: it must stay as it was.`,
    });
  });

  test("a newer WorkHub's database is refused", async () => {
    await ask(ownerUrl, "insert into public.migrations (tag, hash) values ('9999_later', '')");
    await expect(migrate(ownerUrl)).rejects.toThrow(/newer WorkHub \(9999_later\)/);
  });
});

test("an owner who may not create roles is told what to do, and nothing else fails", async () => {
  const ownerUrl = await newDatabase("modest", "");
  await expect(migrate(ownerUrl)).rejects.toThrow(/may not create the role modest_app: grant it/);
  await ask(inject("template").ownerUrl, "create role given login password 'given'");
  const given = new URL(ownerUrl);
  given.username = "given";
  given.password = "given";
  const { appUrl } = await migrate(ownerUrl, given.href);
  expect(await ask(appUrl, "select count(*)::int as n from users")).toEqual([{ n: 0 }]);
});

describe("a database that cannot be used is one clear sentence", () => {
  const { ownerUrl } = { ownerUrl: "postgres://workhub:test@127.0.0.1:1/workhub" };

  test("nothing listens there", async () => {
    await expect(inspectDatabase(ownerUrl)).rejects.toMatchObject({
      name: "StartError",
      message:
        "The database at 127.0.0.1:1/workhub cannot be reached: connect ECONNREFUSED 127.0.0.1:1.",
    });
  });

  test("the password is wrong", async () => {
    const address = new URL(inject("template").ownerUrl);
    address.password = "geheim";
    const error = await inspectDatabase(address.href).catch((reason: Error) => reason);
    expect(error).toMatchObject({ message: expect.stringMatching(/refused the user or password/) });
    expect(String(error)).not.toContain("geheim");
  });

  test("there is no such database", async () => {
    const address = new URL(inject("template").ownerUrl);
    address.pathname = "/nowhere";
    await expect(inspectDatabase(address.href)).rejects.toThrow(
      /There is no database at .*nowhere/,
    );
  });

  test("the server is too old", () => {
    expect(() => refuseOldServer(14, ownerUrl)).toThrow(
      "The database at 127.0.0.1:1/workhub runs PostgreSQL 14; WorkHub needs 15 or newer.",
    );
    expect(() => refuseOldServer(15, ownerUrl)).not.toThrow();
  });

  test("the owner has no password to derive the app's from", async () => {
    await expect(migrate("postgres://workhub@127.0.0.1:1/workhub")).rejects.toThrow(
      /set DATABASE_APP_URL too/,
    );
  });
});
