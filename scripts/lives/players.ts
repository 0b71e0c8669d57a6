import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { type Child, spawnScript } from "../child.ts";
import type { Played } from "./player.ts";
import type { Figures } from "./world.ts";

const PLAYER = fileURLToPath(new URL("./player.ts", import.meta.url));

/** Plays these lives in as many processes as there are processors, each life in one of them. `told` hears of each. */
export async function playAll(
  lives: readonly number[],
  told: (played: Played) => Promise<void>,
): Promise<void> {
  const left = [...lives];
  const count = Math.min(availableParallelism(), lives.length);
  const players = Array.from({ length: count }, () => spawnScript(PLAYER, [], {}));
  // One after the other: what is told adds up figures, and verifies the ledger now and then.
  let telling: Promise<void> = Promise.resolve();
  const playOn = async (player: Child): Promise<void> => {
    await Promise.race([player.ready, endsByItself(player)]);
    for (let life = left.shift(); life !== undefined; life = left.shift()) {
      const said = player.nextMessage();
      player.send({ life });
      const played = readPlayed(await Promise.race([said, endsByItself(player)]));
      telling = telling.then(() => told(played));
      await telling;
    }
  };
  try {
    await Promise.all(players.map(playOn));
  } finally {
    await Promise.all(players.map((player) => player.stop(0)));
  }
}

/** Guarantee: our own process of the same source has sent it. */
function readPlayed(message: unknown): Played {
  return message as Played;
}

async function endsByItself(player: Child): Promise<never> {
  const how = await player.ended;
  throw new Error(`A player ended by itself, ${how}: ${player.output()}`);
}

/** Adds what one life came to. */
export function addFigures(sum: Figures, { longestDisputeDays, ...counted }: Figures): void {
  sum.longestDisputeDays = Math.max(sum.longestDisputeDays, longestDisputeDays);
  sum.stuck += counted.stuck;
  sum.mismatches += counted.mismatches;
  sum.refusedReplaced += counted.refusedReplaced;
  sum.moneyWithoutNextMoment += counted.moneyWithoutNextMoment;
  sum.broken += counted.broken;
  sum.clockSteps += counted.clockSteps;
  sum.disputes += counted.disputes;
  sum.acts += counted.acts;
}
