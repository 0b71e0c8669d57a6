import { setTimeout as sleep } from "node:timers/promises";
import { type House, kill, type Role } from "./house.ts";

/** What one blow kills with -9. */
export const BLOWS = [
  ["web"],
  ["backend"],
  ["postmaster"],
  ["worker"],
  ["start"],
  ["web", "worker"],
  ["postmaster", "web"],
  ["start", "postmaster"],
  ["start", "web", "worker", "postmaster"],
] as const satisfies readonly (readonly Role[])[];

export type Blow = (typeof BLOWS)[number];

export type Struck = {
  /** From when on it has to recover, in `performance.now()` milliseconds. */
  readonly since: number;
  /** Whether the launcher was hit, so that everything was started again by hand. */
  readonly isByHand: boolean;
  /** Processes that lived on without a launcher. */
  readonly orphans: number;
};

const ORPHANS_MS = 5_000;
const END_MS = 60_000;
const LOOK_MS = 50;

/** Kills, and waits until the killed are gone; if the launcher is among them, starts it again by hand. */
export async function strike(house: House, blow: Blow): Promise<Struck> {
  const before = house.processes();
  const hit = blow.flatMap((role) => pick(role, before.get(role) ?? []));
  if (hit.length === 0) throw new Error(`There was no ${blow.join(" or ")} to kill`);
  const struckAt = performance.now();
  for (const pid of hit) kill(pid);
  if (!blow.some((role) => role === "start")) {
    await countAlive(hit, END_MS);
    return { since: struckAt, isByHand: false, orphans: 0 };
  }
  const children = [...(before.get("web") ?? []), ...(before.get("worker") ?? [])];
  const orphans = await countAlive(children, ORPHANS_MS);
  const startedAt = performance.now();
  await house.start();
  return { since: startedAt, isByHand: true, orphans };
}

/** Of several back ends, one is hit. */
function pick(role: Role, pids: readonly number[]): readonly number[] {
  if (role !== "backend") return pids;
  const one = pids[Math.floor(Math.random() * pids.length)];
  return one === undefined ? [] : [one];
}

/** How many are still alive after `patienceMs`. */
async function countAlive(pids: readonly number[], patienceMs: number): Promise<number> {
  const deadline = performance.now() + patienceMs;
  while (pids.some(isAlive) && performance.now() < deadline) await sleep(LOOK_MS);
  return pids.filter(isAlive).length;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
