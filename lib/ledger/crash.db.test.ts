import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, connect } from "#db/client";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#db/embedded";
import { migrate } from "#db/migrate";
import { verifyLedger } from "./verify-ledger.ts";

/**
 * Another process that makes one-cent deposits one after another and reports which it started and which were confirmed.
 */
const WRITER = `
  import { getDb } from "#db/client";
  import { deposit } from "#lib/ledger/movements";
  import { cents } from "#lib/money";
  for (let n = Number(process.env.FIRST); ; n += 1) {
    process.stdout.write("start " + n + "\\n");
    await getDb().transaction((tx) =>
      deposit(tx, { owner: "crash", amountCents: cents(1), key: "crash:" + n, reference: "test:crash" }));
    process.stdout.write("done " + n + "\\n");
  }
`;

let folder: string;
let server: EmbeddedPostgres;
let app: Connection;
let appUrl: string;

async function start(): Promise<void> {
  server = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), password: "test" });
  appUrl = (await migrate(server.ownerUrl)).appUrl;
  app = connect(appUrl, { max: 4 });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "workhub-crash-"));
  await start();
}, 60_000);

afterAll(async () => {
  await app.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Log = { started: number; confirmed: number };

/** Lets the writer run until it has confirmed `count` more deposits; resolves while it is still writing. */
async function write(first: number, count: number): Promise<{ writer: ChildProcess; log: Log }> {
  const writer = spawn(process.execPath, ["--input-type=module", "--eval", WRITER], {
    env: { ...process.env, DATABASE_APP_URL: appUrl, FIRST: String(first) },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const log: Log = { started: first - 1, confirmed: first - 1 };
  await new Promise<void>((resolve, reject) => {
    writer.once("exit", () => reject(new Error("The writer ended early")));
    createInterface({ input: writer.stdout }).on("line", (line) => {
      const [what, number] = line.split(" ");
      if (what === "start") log.started = Number(number);
      else log.confirmed = Number(number);
      if (log.confirmed >= first + count - 1) resolve();
    });
  });
  return { writer, log };
}

async function kill(writer: ChildProcess): Promise<void> {
  if (writer.exitCode !== null || writer.signalCode !== null) return;
  const gone = once(writer, "exit");
  writer.kill("SIGKILL");
  await gone;
}

/** Every confirmed deposit exists once, at most the unfinished one exists beside them, and the ledger verifies. */
async function expectNothingLostOrDoubled({ started, confirmed }: Log): Promise<void> {
  const rows = await app.sql<{ key: string }[]>`
    select idempotency_key as key from ledger.transfers where reference = 'test:crash'`;
  const keys = new Set(rows.map((row) => row.key));
  expect(keys.size).toBe(rows.length);
  for (let n = 1; n <= confirmed; n += 1) expect(keys).toContain(`crash:${n}`);
  expect(rows.length).toBeLessThanOrEqual(started);
  expect((await verifyLedger(app.db)).mismatches).toEqual([]);
}

test("kill -9 of the app at any moment neither loses nor doubles a cent, and a retry with the same key is safe", async () => {
  let next = 1;
  for (const count of [1, 3, 10, 30]) {
    const { writer, log } = await write(next, count);
    await kill(writer);
    await expectNothingLostOrDoubled(log);
    // The next writer begins with the one whose outcome is unknown.
    next = log.confirmed + 1;
  }
}, 60_000);

test("kill -9 of PostgreSQL in the middle of writing loses nothing that was confirmed", async () => {
  const [last] = await app.sql<{ count: number }[]>`
    select count(*)::int as count from ledger.transfers where reference = 'test:crash'`;
  const { writer, log } = await write((last?.count ?? 0) + 1, 20);
  process.kill(postmasterPid(), "SIGKILL");
  await kill(writer);
  await app.close();
  await start();
  await expectNothingLostOrDoubled(log);
}, 60_000);

function postmasterPid(): number {
  const [pid] = readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n");
  return Number(pid);
}
