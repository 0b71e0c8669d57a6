import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "#lib/errors";
import { bundleWorker } from "./bundle-worker.ts";
import { spawnNext } from "./child.ts";

const STAMP = "workhub-build.json";
const PROGRESS_MS = 10_000;
const POLL_MS = 500;
const LOCK_BEAT_MS = 2_000;
const LOCK_STALE_MS = 30_000;

/** Everything that can change the build. */
const SOURCES = [
  "{app,components,lib,db}/**/*.{ts,tsx,css,json,svg,png,ico,woff2}",
  "{instrumentation,next.config,scripts/bundle-worker}.ts",
  "{package,package-lock,tsconfig}.json",
  "postcss.config.mjs",
];
const NOT_BUILT = /\.(test|db\.test)\.tsx?$|^db\/(seed|testing)\//;

export type BuildOptions = {
  /** The build's settings; together with the sources they decide whether a new build is needed. */
  readonly env: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
  /** Ends the build. */
  readonly signal: AbortSignal;
};

/** Makes the production build unless the existing one was made from exactly these sources and settings. */
export async function buildIfNeeded({ env, say, signal }: BuildOptions): Promise<void> {
  // Relative to this folder, as next.config.ts reads it. The browser tests keep their own build.
  const folder = process.env.NEXT_DIST_DIR || ".next";
  const release = await takeTurn(join("node_modules", `.workhub-build${folder}`), signal);
  try {
    const inputs = await fingerprint(env);
    if (!isBuilt(folder, inputs)) await build(folder, inputs, { env, say, signal });
  } finally {
    release();
  }
}

async function build(folder: string, inputs: string, { env, say, signal }: BuildOptions) {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  rmSync(join(folder, STAMP), { force: true });
  say("Building the web app: it was never built, or its sources have changed.");
  const next = spawnNext(["build"], env);
  signal.addEventListener("abort", () => next.stop(2_000), { once: true });
  const progress = setInterval(() => say(`Still building (${seconds()} s).`), PROGRESS_MS);
  const code = await next.exited;
  clearInterval(progress);
  signal.throwIfAborted();
  if (code !== 0 || !existsSync(join(folder, "BUILD_ID"))) {
    throw new StartError(`${next.output().trim()}\n\nThe web app could not be built (see above).`);
  }
  await bundleWorker(folder);
  writeFileSync(join(folder, STAMP), JSON.stringify({ inputs }));
  say(`Built in ${seconds()} s.`);
}

/**
 * Waits until no other process is building, so that two starts at once build only once. The lock is a file with its
 * owner's process id, touched while the owner lives, so a killed build holds nobody up.
 */
async function takeTurn(lock: string, signal: AbortSignal): Promise<() => void> {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      if (isAbandoned(lock)) rmSync(lock, { force: true });
      else await sleep(POLL_MS, undefined, { signal });
    }
  }
  const beat = setInterval(() => utimesSync(lock, new Date(), new Date()), LOCK_BEAT_MS);
  return () => {
    clearInterval(beat);
    rmSync(lock, { force: true });
  };
}

function isAbandoned(lock: string): boolean {
  const file = statSync(lock, { throwIfNoEntry: false });
  if (!file) return false;
  if (Date.now() - file.mtimeMs > LOCK_STALE_MS) return true;
  try {
    // An empty file is just being written.
    const pid = Number(readFileSync(lock, "utf8"));
    return pid > 0 && !process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

function isBuilt(folder: string, inputs: string): boolean {
  const stamp = join(folder, STAMP);
  if (!existsSync(stamp) || !existsSync(join(folder, "BUILD_ID"))) return false;
  return readFileSync(stamp, "utf8") === JSON.stringify({ inputs });
}

/** A hash of every source file and of the settings that become part of the build. */
async function fingerprint(env: Readonly<Record<string, string>>): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(env)).update(process.version);
  const files: string[] = [];
  for await (const file of glob(SOURCES)) files.push(file.replaceAll("\\", "/"));
  for (const file of files.filter((name) => !NOT_BUILT.test(name)).sort()) {
    hash.update(`\n${file}\n`).update(readFileSync(file));
  }
  return hash.digest("hex");
}
