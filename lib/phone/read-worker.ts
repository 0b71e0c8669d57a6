import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { WORKER_FILE } from "./policy.ts";

/** The service worker of the build that this process serves; null where there is none, in development. */
export async function readWorker(): Promise<string | null> {
  try {
    return await readFile(join(process.env.NEXT_DIST_DIR || ".next", WORKER_FILE), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
