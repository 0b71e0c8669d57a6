import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { totalmem } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { StartError } from "#lib/errors";
import { makeFolder } from "#lib/folder";
import { freePort } from "#lib/free-port";
import { initialiseCluster, inspectDataFolder } from "./embedded-cluster.ts";
import {
  disownStaleLock,
  findRunning,
  isServerOf,
  type Running,
  readLock,
  signal,
} from "./embedded-lock.ts";
import { findRuntime, type Runtime } from "./embedded-runtime.ts";

const OWNER = "workhub";
const DATABASE = "workhub";
/** The name of this file's own connections, so that they don't count as other programs'. */
const ADMIN = "workhub-embedded";
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 60_000;
const GUESTS_LEAVE_MS = 1_000;
const POLL_MS = 20;
const MB = 1024 * 1024;
const LOG_LIMIT_BYTES = 10_000_000;

export type EmbeddedOptions = {
  /** The cluster's own folder. Its log is beside it, as `<dataDir>.log`. */
  readonly dataDir: string;
  /** The owner's password: always the same for one folder. */
  readonly password: string;
  /** Any free port if it is missing. A server that is already running keeps its own. */
  readonly port?: number;
  /** False only for tests: a power failure may then lose committed data. */
  readonly isDurable?: boolean;
  /** Further settings of the server. */
  readonly settings?: Readonly<Record<string, string>>;
};

export type EmbeddedPostgres = {
  readonly ownerUrl: string;
  /** True when another process had already started the server. */
  readonly isShared: boolean;
  /** False once the server has ended, for any reason. */
  isRunning(): boolean;
  /** Stops the server, unless other programs are still connected to it: the last one stops it. */
  stop(): Promise<void>;
};

type Attempt = Running | { readonly refusal: string };

/**
 * Starts PostgreSQL on `dataDir`, which is made if it does not exist, or joins the server that is running there. After
 * a kill -9 the files are as durable as PostgreSQL is: nothing committed is lost.
 *
 * @throws StartError with a sentence for the person who starts WorkHub.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const isDurable = options.isDurable ?? true;
  makeFolder(dirname(dataDir));
  const isNew = inspectDataFolder(dataDir) === "new";
  const runtime = findRuntime(dataDir);
  if (isNew) {
    await initialiseCluster(runtime, dataDir, {
      owner: OWNER,
      password: options.password,
      isDurable,
    });
  }

  const deadline = Date.now() + START_TIMEOUT_MS;
  let refusal = "it took too long";
  while (Date.now() < deadline) {
    const joined = findRunning(dataDir);
    const attempt = joined ?? (await launch(runtime, dataDir, { ...options, isDurable }));
    if ("refusal" in attempt) {
      refusal = attempt.refusal;
      if (!isPassing(refusal)) break;
      disownStaleLock(dataDir);
      await sleep(200);
      continue;
    }
    const url = (database: string) =>
      `postgres://${OWNER}:${options.password}@127.0.0.1:${attempt.port}/${database}`;
    if (!(await makeDatabase(url("postgres"), deadline))) continue;
    return {
      ownerUrl: url(DATABASE),
      isShared: joined !== null,
      isRunning: () => isServerOf(attempt.pid, dataDir),
      stop: () => stop(attempt.pid, dataDir, url("postgres")),
    };
  }
  throw new StartError(`PostgreSQL did not start on ${dataDir}: ${refusal} (see ${dataDir}.log).`);
}

/**
 * How much of the database the server keeps in its own memory, in MB. PostgreSQL advises a quarter of a machine that
 * does nothing else. This one also runs the app, so it is an eighth, from the server's default up to half a gigabyte.
 * Memory is taken only as it fills.
 */
function cacheMb(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.round(Math.min(512, Math.max(128, memory / 8 / MB)));
}

async function launch(
  runtime: Runtime,
  dataDir: string,
  options: EmbeddedOptions,
): Promise<Attempt> {
  const port = options.port ?? (await freePort());
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    shared_buffers: `${cacheMb()}MB`,
    ...(options.isDurable
      ? {}
      : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
    ...options.settings,
  };
  const log = openLog(`${dataDir}.log`);
  const logStart = statSync(`${dataDir}.log`).size;
  // In its own process group: Ctrl-C must reach the app first, which then stops the server.
  const child = spawn(
    join(runtime.binFolder, "postgres"),
    [
      ...["-D", runtime.dataArgument, "-p", String(port)],
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    {
      ...runtime.identity,
      cwd: dataDir,
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    },
  );
  closeSync(log);
  let failure: Error | null = null;
  child.on("error", (error) => {
    failure = error;
  });
  child.unref();

  const deadline = Date.now() + START_TIMEOUT_MS;
  while (failure === null && child.exitCode === null && child.signalCode === null) {
    const lock = readLock(dataDir);
    if (lock?.pid === child.pid && lock?.status === "ready") return { pid: lock.pid, port };
    if (Date.now() > deadline) return { refusal: "it was still recovering after three minutes" };
    await sleep(POLL_MS);
  }
  return { refusal: failure ? String(failure) : fatalLine(`${dataDir}.log`, logStart) };
}

/** Reasons that pass: another start was faster, a port was taken meanwhile, old processes are still ending. */
function isPassing(refusal: string): boolean {
  return /lock file .* already exists|pre-existing shared memory|could not bind|could not create any TCP|starting up|shutting down/.test(
    refusal,
  );
}

/** Makes the database on first use. False while the server is still starting or stopping. */
async function makeDatabase(adminUrl: string, deadline: number): Promise<boolean> {
  const sql = openAdmin(adminUrl);
  try {
    const [existing] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!existing) await sql`create database ${sql(DATABASE)}`;
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "42P04" || code === "23505") return true;
    if (code === "28P01") {
      throw new StartError(
        "The database in the data folder was made with another password: put its secrets folder back, or move the database folder away.",
      );
    }
    const isComingUp = ["57P03", "ECONNREFUSED", "ECONNRESET", "CONNECTION_CLOSED"].includes(code);
    if (!isComingUp || Date.now() > deadline) throw error;
    await sleep(100);
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function stop(pid: number, dataDir: string, adminUrl: string): Promise<void> {
  if (!isServerOf(pid, dataDir) || (await hasGuests(adminUrl))) return;
  signal(pid, "SIGINT");
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (isServerOf(pid, dataDir) && Date.now() < deadline) await sleep(POLL_MS);
}

/** Whether other programs are connected. Connections that are closing get a moment to end. */
async function hasGuests(adminUrl: string): Promise<boolean> {
  const sql = openAdmin(adminUrl);
  try {
    const deadline = Date.now() + GUESTS_LEAVE_MS;
    while (Date.now() < deadline) {
      const guests = await sql`
        select 1 from pg_stat_activity
        where backend_type = 'client backend' and application_name <> ${ADMIN} limit 1`;
      if (guests.length === 0) return false;
      await sleep(50);
    }
    return true;
  } catch {
    // It no longer answers, so nothing can be using it.
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function openAdmin(adminUrl: string) {
  return postgres(adminUrl, {
    max: 1,
    connect_timeout: 10,
    connection: { application_name: ADMIN },
    onnotice: () => {},
  });
}

function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

function fatalLine(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString("utf8").split("\n");
  const fatal = lines.filter((line) => /FATAL|PANIC|could not|error/i.test(line));
  const line = fatal.find((text) => /FATAL|PANIC/.test(text)) ?? fatal[0] ?? lines.at(-2) ?? "";
  return line.replace(/^.*?(FATAL|PANIC|LOG|ERROR):\s*/, "").trim() || "no reason given";
}
