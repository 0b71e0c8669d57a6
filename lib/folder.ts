import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { StartError } from "./errors.ts";

/**
 * Makes sure that a folder exists and that this process can write to it. Goes step by step, because Node's own
 * recursive version never returns below /proc.
 *
 * @throws StartError
 */
export function makeFolder(folder: string, mode = 0o755): void {
  try {
    makeSteps(folder, mode);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The folder ${folder} cannot be used: ${why}. Set DATA_DIR to one that can be written to.`,
    );
  }
}

function makeSteps(folder: string, mode: number): void {
  const existing = statSync(folder, { throwIfNoEntry: false });
  if (existing?.isDirectory()) return;
  if (existing) throw new Error("it is a file");
  const parent = dirname(folder);
  if (parent !== folder) makeSteps(parent, mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
