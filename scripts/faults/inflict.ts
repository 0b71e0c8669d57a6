import { setTimeout as sleep } from "node:timers/promises";
import type { House } from "./house.ts";
import { strike } from "./kill.ts";
import type { Fault } from "./plan.ts";
import type { Relay } from "./relay.ts";
import type { SmallDisk } from "./small-disk.ts";

const COMMITS = 6;
const CUT_MS = 20_000;
const LOOK_MS = 20;
/** At first PostgreSQL says nothing, then it refuses everybody. */
const AWAY_MS = { silent: 20_000, refusing: 40_000 };
const FULL_MS = 20_000;

export type Scene = {
  readonly house: House;
  /** Between WorkHub and its database. */
  readonly relay: Relay;
  readonly disk: SmallDisk | { readonly refusal: string };
};

export type Inflicted = {
  readonly what: string;
  /** From when on everything has to recover, in `performance.now()` milliseconds; null when it could not be done here. */
  readonly since: number | null;
  /** Whether WorkHub was started again by hand. */
  readonly isByHand: boolean;
  readonly orphans: number;
};

/** Does what the plan says, and returns when the cause is over. */
export async function inflict({ house, relay, disk }: Scene, fault: Fault): Promise<Inflicted> {
  const over = (what: string): Inflicted => ({
    what,
    since: performance.now(),
    isByHand: false,
    orphans: 0,
  });
  switch (fault.kind) {
    case "kill": {
      const struck = await strike(house, fault.blow);
      return { what: `${fault.number}. killed ${fault.blow.join(", ")}`, ...struck };
    }
    case "cut commits":
      await cutCommits(relay);
      return over(`cut the connection in the middle of ${COMMITS} commits`);
    case "database away":
      for (const way of ["silent", "refusing"] as const) {
        relay.become(way);
        await sleep(AWAY_MS[way]);
      }
      relay.become("open");
      return over(`the database was away for ${(AWAY_MS.silent + AWAY_MS.refusing) / 1000} s`);
    case "disk full": {
      if ("refusal" in disk) {
        const what = `NOT RUN: the disk is full. This machine lets us mount none: ${disk.refusal}`;
        return { ...over(what), since: null };
      }
      disk.fill();
      await sleep(FULL_MS);
      disk.free();
      return over(`the disk was full for ${FULL_MS / 1000} s`);
    }
  }
}

async function cutCommits(relay: Relay): Promise<void> {
  const wanted = relay.cuts() + COMMITS;
  relay.cutNext(COMMITS);
  const deadline = performance.now() + CUT_MS;
  while (relay.cuts() < wanted) {
    if (performance.now() > deadline) throw new Error("Nobody commits anything");
    await sleep(LOOK_MS);
  }
}
