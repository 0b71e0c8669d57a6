import { execFileSync } from "node:child_process";
import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SIZE_BYTES = 2 * 1024 ** 3;
const PROBE_BYTES = 1024 * 1024;
const REFILL_MS = 100;

/** A folder with a disk of its own, whose space can be taken away and given back. */
export type SmallDisk = {
  /** Leaves not a byte of space until `free`. Throws when a file can still be written. */
  fill(): void;
  free(): void;
  unmount(): void;
};

/**
 * Mounts a disk in memory over `folder`: losing a process loses nothing that it has written there, as on any disk. What
 * is full is really full, because the disk is made as small as what is on it. Returns the reason when this machine does
 * not let us mount.
 */
export function mountSmallDisk(folder: string): SmallDisk | { readonly refusal: string } {
  try {
    mount("-t", "tmpfs", "-o", `size=${SIZE_BYTES},mode=700`, "tmpfs", folder);
  } catch (error) {
    return { refusal: error instanceof Error ? error.message.trim() : String(error) };
  }
  const resize = (bytes: number) => mount("-o", `remount,size=${bytes}`, folder);
  let refilling: NodeJS.Timeout | undefined;
  const shrink = () => {
    const { used, available } = spaceOf(folder);
    try {
      // A size of zero would mean no limit.
      if (available > 0 && used > 0) resize(used);
    } catch {
      // Something was written in between: the next look takes what is left.
    }
  };
  return {
    fill() {
      shrink();
      // What is deleted meanwhile is no space either.
      refilling = setInterval(shrink, REFILL_MS);
      refuseSpace(folder);
    },
    free() {
      clearInterval(refilling);
      resize(SIZE_BYTES);
    },
    unmount() {
      clearInterval(refilling);
      execFileSync("umount", [folder]);
    },
  };
}

function mount(...args: string[]): void {
  execFileSync("mount", args, { stdio: ["ignore", "ignore", "pipe"] });
}

function spaceOf(folder: string): { used: number; available: number } {
  const { bsize, blocks, bfree } = statfsSync(folder);
  return { used: (blocks - bfree) * bsize, available: bfree * bsize };
}

function refuseSpace(folder: string): void {
  const probe = join(folder, "probe");
  try {
    writeFileSync(probe, Buffer.alloc(PROBE_BYTES));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") return;
    throw error;
  } finally {
    rmSync(probe, { force: true });
  }
  throw new Error("The disk was to be full, and a file could be written to it");
}
