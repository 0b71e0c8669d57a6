import { openAsBlob } from "node:fs";
import { parseArgs } from "node:util";
import { StartError } from "#lib/errors";
import { verifyBundle } from "#lib/evidence/verify-bundle";
import { run } from "./run.ts";

/*
 * `npm run evidence:verify -- FILE`: whether a bundle of evidence is as it was written, to the byte. Prints `ok`, or what
 * differs, a line each; then the exit code is 1. With `--head HASH`, as a dispute's page shows it, also whether it is
 * that bundle.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { head: { type: "string" } },
  });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new StartError("Name one file.");
  const differences = await verifyBundle(await open(path), values.head);
  for (const difference of differences) console.log(difference);
  if (differences.length > 0) process.exitCode = 1;
  else console.log("ok");
}

async function open(path: string): Promise<Blob> {
  try {
    return await openAsBlob(path);
  } catch {
    throw new StartError(`There is no file at ${path}.`);
  }
}

await run(main);
