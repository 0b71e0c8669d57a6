import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "#lib/start-error";
import { spawnNext } from "./child.ts";

const STAMP = "workhub-build.json";
const PROGRESS_MS = 10_000;
const OTHER_BUILD_MS = 2_000;

/** Everything that can change what is built. */
const SOURCES = [
  "{app,components,lib,db}/**/*.{ts,tsx,css,json,svg,png,ico,woff2}",
  "{proxy,instrumentation,next.config}.ts",
  "{package,package-lock,tsconfig}.json",
  "postcss.config.mjs",
];
const NOT_BUILT = /\.(test|db\.test)\.tsx?$|^db\/(seed|testing)\//;

export type BuildOptions = {
  /** The build's settings; they decide, with the sources, whether it is made again. */
  readonly env: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
  /** Ends the build. */
  readonly signal?: AbortSignal;
};

/** Makes the production build unless the one that is there is of exactly these sources and settings. */
export async function buildIfNeeded({ env, say, signal }: BuildOptions): Promise<void> {
  // Relative to this folder, like next.config.ts reads it. The browser tests keep a build of their own.
  const folder = process.env.NEXT_DIST_DIR || ".next";
  const stamp = join(folder, STAMP);
  const inputs = await fingerprint(env);
  const start = Date.now();
  for (;;) {
    if (isBuilt(folder, inputs)) return;
    rmSync(stamp, { force: true });
    say("Building the web app: it was never built, or its sources have changed.");
    const build = spawnNext(["build"], env);
    signal?.addEventListener("abort", () => build.stop(2_000), { once: true });
    const progress = setInterval(
      () => say(`Still building (${Math.round((Date.now() - start) / 1000)} s).`),
      PROGRESS_MS,
    );
    const code = await build.exited;
    clearInterval(progress);
    signal?.throwIfAborted();
    if (code === 0 && existsSync(join(folder, "BUILD_ID"))) {
      writeFileSync(stamp, JSON.stringify({ inputs }));
      say(`Built in ${Math.round((Date.now() - start) / 1000)} s.`);
      return;
    }
    if (/another next build process/i.test(build.output())) {
      await sleep(OTHER_BUILD_MS);
      continue;
    }
    throw new StartError(`${build.output().trim()}\n\nThe web app could not be built (see above).`);
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
