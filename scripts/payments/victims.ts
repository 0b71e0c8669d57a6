import { setTimeout as sleep, setImmediate as tick } from "node:timers/promises";
import { z } from "zod";
import { now } from "#lib/time";
import { type Child, spawnScript } from "../child.ts";
import type { Standin } from "../stripe/standin.ts";
import type { Work } from "./carry-out.ts";
import type { Told } from "./victim.ts";

/** How a piece of work ended: when to do it again, or why it did not succeed. */
const endedInput = z.union([
  z.object({ again: z.number().nullable() }),
  z.object({ error: z.string(), isRefusal: z.boolean() }),
]);
export type Ended = z.output<typeof endedInput>;

/** When a process is killed: so long after it began, or as soon as the stand-in has carried out its next call. */
export type Moment = { readonly afterMs: number } | "called";

/** Processes of ours that are there to be killed with -9. */
export type Victims = {
  /** How many were killed in the middle of their work. */
  readonly kills: number;
  /** What those said that ended otherwise than they were meant to: each is a fault, whatever its work came to. */
  readonly broken: readonly string[];
  /** Has one do this and kills it then. Null when that hit it in the middle: nobody knows how far it came. */
  carryOut(work: Work, moment: Moment): Promise<Ended | null>;
  stop(): Promise<void>;
};

/** Others wait while one works, because starting takes a second. */
const READY = 3;

/** `program` is the file that each of them runs. */
export function startVictims(standin: Standin, program: string): Victims {
  const waiting: Child[] = [];
  const broken: string[] = [];
  let kills = 0;
  const begin = () => {
    waiting.push(
      spawnScript(program, [standin.address], { LOG_LEVEL: "error" }, (line) => {
        if (process.env.VERBOSE) console.log(line);
      }),
    );
  };
  for (let count = 0; count < READY; count += 1) begin();

  /** What it came to; null when it was to be killed first. */
  async function workWith(child: Child, work: Work, moment: Moment): Promise<Ended | null> {
    await Promise.race([child.ready, endsByItself(child)]);
    const end = child.nextMessage().then((said) => endedInput.parse(said));
    const told: Told = { at: now().getTime(), work };
    child.send(told);
    const moved = comes(standin, moment).then(() => null);
    return await Promise.race([end, moved, endsByItself(child)]);
  }

  return {
    get kills() {
      return kills;
    },
    broken,
    async carryOut(work, moment) {
      const child = waiting.shift();
      if (!child) throw new Error("Nobody is there to be killed");
      try {
        const ended = await workWith(child, work, moment);
        if (ended) {
          waiting.unshift(child);
          return ended;
        }
        kills += 1;
      } catch (error) {
        broken.push(String(error));
      }
      begin();
      child.kill();
      await child.ended;
      return null;
    },
    async stop() {
      await Promise.all(waiting.map((child) => child.stop(0)));
    },
  };
}

/** Throws, with what it said, once it has ended; nobody has to wait for that. */
function endsByItself(child: Child): Promise<never> {
  const failed = child.ended.then((how) => {
    throw new Error(`A process ended by itself, ${how}: ${child.output()}`);
  });
  failed.catch(() => {});
  return failed;
}

async function comes({ calls }: Standin, moment: Moment): Promise<void> {
  if (moment !== "called") {
    await sleep(moment.afterMs);
    return;
  }
  const before = calls.length;
  const giveUpAt = performance.now() + 1_000;
  while (calls.length === before && performance.now() < giveUpAt) await tick();
}
