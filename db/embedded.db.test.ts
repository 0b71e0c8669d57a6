import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { connect } from "./client.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";

const root = mkdtempSync(join(tmpdir(), "workhub-embedded-"));
const running: EmbeddedPostgres[] = [];
let folders = 0;

afterEach(async () => {
  for (const server of running.splice(0).reverse()) await server.stop();
});
afterAll(() => rmSync(root, { recursive: true }));

function newFolder(): string {
  folders += 1;
  return join(root, String(folders), "postgres");
}

/** Starts it as `npm start` does: durable. */
async function start(dataDir: string, password = "first"): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, password });
  running.push(server);
  return server;
}

async function query(server: EmbeddedPostgres, text: string) {
  const connection = connect(server.ownerUrl, { max: 1 });
  try {
    return await connection.sql.unsafe(text);
  } finally {
    await connection.close();
  }
}

function serverPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n")[0]);
}

test("committed data survives a stop and a kill -9", async () => {
  const folder = newFolder();
  const first = await start(folder);
  await query(first, "create table kept (value int); insert into kept values (1)");
  await first.stop();
  expect(first.isRunning()).toBe(false);

  const second = await start(folder);
  await query(second, "insert into kept values (2)");
  process.kill(serverPid(folder), "SIGKILL");

  const third = await start(folder);
  expect(await query(third, "select value from kept order by 1")).toEqual([
    { value: 1 },
    { value: 2 },
  ]);
});

test("it is durable: no setting that makes a commit survive is switched off", async () => {
  const server = await start(newFolder());
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) {
    expect(Object.values((await query(server, `show ${setting}`))[0] ?? {})).toEqual(["on"]);
  }
});

test("a server that runs on the folder is joined, and the last process to leave stops it", async () => {
  const folder = newFolder();
  const first = await start(folder);
  const second = await start(folder);
  expect(second.isShared).toBe(true);
  expect(second.ownerUrl).toBe(first.ownerUrl);

  const guest = connect(second.ownerUrl, { max: 1 });
  await guest.sql`select 1`;
  await first.stop();
  expect(second.isRunning()).toBe(true);
  await guest.close();
  await second.stop();
  expect(second.isRunning()).toBe(false);
});

test("two starts at once on a new folder share one server", async () => {
  const folder = newFolder();
  const [first, second] = await Promise.all([start(folder), start(folder)]);
  expect(first.ownerUrl).toBe(second.ownerUrl);
});

test("a lock file that names another living process does not keep it from starting", async () => {
  const folder = newFolder();
  const first = await start(folder);
  await query(first, "create table kept (value int)");
  const lock = readFileSync(join(folder, "postmaster.pid"), "utf8");
  process.kill(serverPid(folder), "SIGKILL");
  await expect.poll(() => first.isRunning()).toBe(false);

  const other = spawn("sleep", ["60"]);
  const [, ...rest] = lock.split("\n");
  writeFileSync(join(folder, "postmaster.pid"), [String(other.pid), ...rest].join("\n"));
  try {
    const second = await start(folder);
    expect(await query(second, "select * from kept")).toEqual([]);
  } finally {
    other.kill();
  }
});

test("a folder that is not PostgreSQL's is refused and left alone", async () => {
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "photo.jpg"), "");
  await expect(start(folder)).rejects.toMatchObject({
    name: "StartError",
    message: `The folder ${folder} is not a PostgreSQL data folder: move it away, or set DATA_DIR to another one.`,
  });
  expect(readFileSync(join(folder, "photo.jpg"), "utf8")).toBe("");
});

test("a folder of another PostgreSQL version is refused", async () => {
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "PG_VERSION"), "15\n");
  await expect(start(folder)).rejects.toThrow(/made by PostgreSQL 15, this WorkHub brings .* 18/);
});

test("a folder that cannot be made is refused", async () => {
  writeFileSync(join(root, "file"), "");
  await expect(start(join(root, "file", "postgres"))).rejects.toThrow(/file cannot be used/);
  await expect(start("/proc/workhub/postgres")).rejects.toThrow(/\/proc\/workhub cannot be used/);
});

test("a database made with another password is refused", async () => {
  const folder = newFolder();
  await start(folder);
  await expect(start(folder, "second")).rejects.toMatchObject({
    name: "StartError",
    message: expect.stringContaining("made with another password"),
  });
});
