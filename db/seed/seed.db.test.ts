import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { describeMarketplace, findPerson } from "#db/testing/demo-marketplace";
import { IS_LONG } from "#db/testing/how-long";
import { createTestDatabase, type TestDatabase } from "#db/testing/test-database";
import { verifyPassword } from "#lib/auth/password";
import { listInbox } from "#lib/conversations/queries/inbox";
import { readEnv } from "#lib/env";
import { locateFile } from "#lib/files/providers/disk";
import type { Id } from "#lib/ids";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { getWallet } from "#lib/payments/queries/wallet";
import { setClock } from "#lib/time";
import { seedOnce } from "#scripts/seed-once";

const CLIENT = "maarten.dewit@example.com";
const FREELANCER = "ana.moreira@example.com";
const ADMIN = "admin@example.com";
const PASSWORD = "workhub-demo";
/** The settings of an instance that everybody can reach. */
const OPEN = { NEXTAUTH_URL: "https://work.example", DEMO: "1" };

describe("a seeded marketplace", () => {
  const place = usePlace();
  let leftBehind: string[] = [];
  let bothAnswers: unknown[] = [];

  beforeAll(async () => {
    await killHalfWay(place());
    leftBehind = [
      ...(await describeMarketplace(place().app)),
      ...(await column("select id from pgboss.job")),
    ];
    bothAnswers = await Promise.all([place().seed(), place().seed()]);
  }, 120_000);

  test("leaves nothing after a first start that was killed halfway", () => {
    expect(leftBehind).toEqual([]);
  });

  test("is made once by two starts at the same time, which both name its accounts", async () => {
    const accounts = [
      { role: "client", email: CLIENT, password: PASSWORD },
      { role: "freelancer", email: FREELANCER, password: PASSWORD },
      { role: "admin", email: ADMIN, password: PASSWORD },
    ];
    expect(bothAnswers).toEqual([accounts, accounts]);
    expect(await one("select count(*) - count(distinct title) from jobs")).toBe(0);
  });

  test("has the promised people, jobs and categories", async () => {
    expect(await one("select count(*) from users where role = 'client'")).toBeGreaterThanOrEqual(6);
    expect(
      await one("select count(*) from users where role = 'freelancer'"),
    ).toBeGreaterThanOrEqual(14);
    expect(await one("select count(*) from jobs")).toBeGreaterThanOrEqual(60);
    expect(await one("select count(distinct category) from jobs")).toBe(10);
    expect(await one("select count(*) from proposals")).toBeGreaterThanOrEqual(110);
    expect(
      await one("select count(*) from reviews where visible_at is not null"),
    ).toBeGreaterThanOrEqual(80);
    expect(
      await one(`select count(*) from clocks where what = 'reviews_open' and at < now()`),
    ).toBe(0);
    expect(await one("select count(*) from users where onboarded_at is null")).toBe(1);
  });

  test("has jobs, proposals and payments in every state", async () => {
    expect(await column("select distinct status from jobs order by 1")).toEqual([
      "cancelled",
      "closed",
      "completed",
      "in_progress",
      "open",
      "under_review",
    ]);
    const left = "extract(day from expires_at - now())::int";
    expect(
      await column(
        `select ${left}::text from jobs where status = 'open' order by expires_at limit 2`,
      ),
    ).toEqual(["-1", "3"]);
    expect(await column("select distinct status from proposals order by 1")).toEqual([
      "accepted",
      "declined",
      "not_selected",
      "submitted",
      "withdrawn",
    ]);
    expect(
      await column("select distinct direction || ' ' || status from payments order by 1"),
    ).toEqual([
      "deposit failed",
      "deposit settled",
      "payout failed",
      "payout pending",
      "payout settled",
    ]);
    expect(await column("select distinct state from disputes order by 1")).toEqual([
      "mediation",
      "negotiation",
    ]);
    const sentBack = `select count(*) from contracts c join jobs j on j.id = c.job_id
      join submissions s on s.contract_id = c.id
      where j.status = 'in_progress' and s.changes_note is not null`;
    expect(await one(sentBack)).toBe(3);
  });

  test("keeps a ledger without a mismatch", async () => {
    const { mismatches, transfers } = await verifyLedger();
    expect(mismatches).toEqual([]);
    expect(transfers).toBeGreaterThan(200);
  });

  test("shows both main people twelve months of movements and some money", async () => {
    for (const email of [CLIENT, FREELANCER]) await expectFullYear(place(), email);
  });

  test("leaves nothing overdue and nothing for the worker to do at once", async () => {
    expect(await one("select count(*) from contracts where review_ends_at <= now()")).toBe(0);
    expect(
      await one("select count(*) from payments where expected_at <= now() and status = 'pending'"),
    ).toBe(0);
    expect(await one("select count(*) from pgboss.job where start_after <= now()")).toBe(0);
    expect(await one("select count(*) from clocks where at <= now()")).toBe(0);
    const running = "select count(*) from jobs where status in ('in_progress', 'under_review')";
    expect(await one("select count(*) from clocks")).toBe(await one(running));
  });

  test("contains nothing that has not happened yet", async () => {
    const moments = [
      "select count(*) from users where created_at > now()",
      "select count(*) from job_events where at > now()",
      "select count(*) from ledger.transfers where occurred_at > now()",
      "select count(*) from payments where created_at > now() or finished_at > now()",
      "select count(*) from messages where created_at > now()",
    ];
    for (const future of moments) expect(await one(future), future).toBe(0);
  });

  test("has something unread for both main people, an invitation and something archived", async () => {
    for (const email of [CLIENT, FREELANCER]) {
      const inbox = await listInbox(await findPerson(place().app, email));
      expect(inbox.unreadConversations).toBe(2);
      expect(inbox.rows.length).toBeGreaterThanOrEqual(5);
      const newest = inbox.rows.map(({ lastMessageAt }) => lastMessageAt ?? "");
      expect(newest).toEqual(newest.toSorted().reverse());
    }
    expect(await one("select count(*) from conversations where invited_at is not null")).toBe(1);
    expect(await one("select count(*) from participants where archived_at is not null")).toBe(1);
  });

  test("has files on jobs, submissions, messages and portfolios, and every one of them can be opened", async () => {
    expect(await column("select distinct purpose from files order by 1")).toEqual([
      "job",
      "message",
      "portfolio",
      "submission",
    ]);
    const rows = await place().app.sql<{ id: Id<"fil">; preview: string; sizeBytes: string }[]>`
      select id, preview, size_bytes as "sizeBytes" from files`;
    for (const { id, preview, sizeBytes } of rows) {
      expect(statSync(locateFile("stored", id)).size).toBe(Number(sizeBytes));
      if (preview === "ready") expect(existsSync(locateFile("previews", id))).toBe(true);
    }
    expect(await one("select count(*) from files where preview = 'ready'")).toBeGreaterThan(10);
    expect(await one("select count(*) from files where preview = 'pending'")).toBe(0);
  });

  test("lets the demo's accounts sign in with the printed password", async () => {
    for (const email of [CLIENT, FREELANCER, ADMIN]) {
      const [hash] = await column(`select password_hash from users where email = '${email}'`);
      expect(await verifyPassword(hash, PASSWORD)).toBe(true);
    }
  });

  test("stays as it is when the next start tries to seed again", async () => {
    const before = await describeMarketplace(place().app);
    await place().seed();
    expect(await describeMarketplace(place().app)).toEqual(before);
  });

  const OTHER_MOMENTS = [
    "2026-03-31T04:10:00Z",
    "2026-11-22T19:27:00Z",
    "2027-01-15T23:55:00Z",
    "2026-06-01T11:30:00Z",
  ];
  test.each(IS_LONG ? OTHER_MOMENTS : [])(
    "tells the same story at %s, in another database",
    async (moment) => {
      const here = await describeMarketplace(place().app);
      const elsewhere = await openPlace();
      const restoreClock = setClock(() => new Date(moment));
      try {
        await elsewhere.seed();
        for (const email of [CLIENT, FREELANCER]) await expectFullYear(elsewhere, email);
        expect(await describeMarketplace(elsewhere.app)).toEqual(here);
      } finally {
        restoreClock();
        await elsewhere.close();
      }
    },
    120_000,
  );

  test("gives everybody a new password when it is opened to the public, and shows the admin's once", async () => {
    const opened = await place().seed(OPEN);
    expect(opened.map(({ email }) => email)).toEqual([CLIENT, FREELANCER, ADMIN]);
    for (const { email, password } of opened) {
      expect(password).not.toBe(PASSWORD);
      const [hash] = await column(`select password_hash from users where email = '${email}'`);
      expect(await verifyPassword(hash, password)).toBe(true);
    }
    for (const hash of await column("select distinct password_hash from users")) {
      expect(await verifyPassword(hash, PASSWORD)).toBe(false);
    }
    expect(await place().seed(OPEN)).toEqual(opened.slice(0, 2));
  });

  async function one(query: string): Promise<number> {
    return Number((await column(query))[0]);
  }

  async function column(query: string): Promise<string[]> {
    const rows = await place().app.sql.unsafe<Record<string, string>[]>(query);
    return rows.map((row) => Object.values(row)[0] ?? "");
  }
});

describe("a public start with the demo", () => {
  const place = usePlace();

  test("has no password that anybody knows, and shows the admin's once and writes it nowhere", async () => {
    const first = await place().seed(OPEN);
    expect(first.map(({ email }) => email)).toEqual([CLIENT, FREELANCER, ADMIN]);
    for (const { password } of first) expect(password).toMatch(/^[\w-]{22}$/);
    expect(await place().seed(OPEN)).toEqual(first.slice(0, 2));
  });
});

describe("a start without the demo", () => {
  const place = usePlace();

  test("makes one admin with a random password, and nothing else", async () => {
    const accounts = await place().seed({ DEMO: "0" });
    expect(accounts).toEqual([{ role: "admin", email: ADMIN, password: expect.any(String) }]);
    const lines = await describeMarketplace(place().app);
    expect(lines).toHaveLength(1);
    const [admin] = await place().app.sql<{ passwordHash: string }[]>`
      select password_hash as "passwordHash" from users where role = 'admin'`;
    const password = accounts[0]?.password ?? "";
    expect(Buffer.from(password, "base64url").byteLength).toBeGreaterThanOrEqual(16);
    expect(password).not.toBe(PASSWORD);
    expect(await verifyPassword(admin?.passwordHash, password)).toBe(true);
  });

  test("shows the password only once", async () => {
    expect(await place().seed({ DEMO: "0" })).toEqual([]);
  });
});

type Place = TestDatabase & {
  readonly folder: string;
  seed(settings?: Record<string, string>): ReturnType<typeof seedOnce>;
  close(): Promise<void>;
};

/** A database and a data folder, as a first start finds them. */
async function openPlace(): Promise<Place> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), "workhub-seed-"));
  return {
    ...database,
    folder,
    async seed(settings = {}) {
      vi.stubEnv("DATABASE_APP_URL", database.appUrl);
      return seedOnce(readEnv({ DATA_DIR: folder, ...settings }));
    },
    async close() {
      vi.unstubAllEnvs();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function usePlace(): () => Place {
  let place: Place | undefined;
  beforeAll(async () => {
    place = await openPlace();
  });
  afterAll(() => place?.close());
  return () => {
    if (!place) throw new Error("The place exists only while tests run");
    return place;
  };
}

/** Seeds in a separate process and ends it once it has written something. */
async function killHalfWay({ appUrl, folder, owner }: Place): Promise<void> {
  const code = `
    import { readEnv } from "#lib/env";
    import { seedOnce } from "#scripts/seed-once";
    await seedOnce(readEnv({ DATA_DIR: process.env.DATA_DIR }));`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    env: { ...process.env, DATABASE_APP_URL: appUrl, DATA_DIR: folder },
    stdio: "inherit",
  });
  const ended = once(child, "exit");
  const isWriting = async () => {
    const [writer] = await owner.sql`
      select 1 from pg_stat_activity where application_name = 'workhub-seed'
      and datname = current_database() and backend_xid is not null`;
    return writer !== undefined;
  };
  while (!(await isWriting())) await sleep(10);
  await sleep(200);
  child.kill("SIGKILL");
  expect((await ended)[1]).toBe("SIGKILL");
  while (await isWriting()) await sleep(10);
}

/** Something earned or spent in each of the twelve months that the wallet shows, and something left to use. */
async function expectFullYear(place: Place, email: string): Promise<void> {
  const { months, availableCents, heldCents } = await getWallet(await findPerson(place.app, email));
  expect(months).toHaveLength(12);
  for (const { startsAt, amountCents } of months) {
    expect(amountCents, `${email} ${startsAt.toISOString()}`).toBeGreaterThan(0);
  }
  expect(availableCents).toBeGreaterThan(0);
  expect(heldCents).toBeGreaterThan(0);
}
