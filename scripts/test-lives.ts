import { parseArgs } from "node:util";
import { appUrl } from "#db/client";
import { StartError } from "#lib/errors";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { addFigures, playAll } from "./lives/players.ts";
import { noFigures } from "./lives/world.ts";
import { run, stopSignal } from "./run.ts";
import { openStage } from "./stage.ts";

/*
 * `npm run test:lives -- --lives 10000`: random lives of contracts on the real database with a clock that is set by hand,
 * in as many processes as there are processors. Two actors and the clock act in any order, some of them twice or on what
 * was replaced: milestones, rounds, proposed changes, settlements, disputes, requests to cancel and to give back.
 * `--life 7` plays one life. The last line is one line of JSON. Exit code 1 when money is stuck or does not match, when held money has no next moment, or when the clock did something
 * else than the sentence had said.
 */

const TOLD_EVERY = 250;

const say = (line: string) => console.log(line);

async function prove(lives: readonly number[]) {
  const sum = noFigures();
  const startedAt = performance.now();
  let played = 0;
  await playAll(lives, async ({ figures, lines }) => {
    for (const line of lines) say(line);
    addFigures(sum, figures);
    played += 1;
    if (played % TOLD_EVERY !== 0 && played !== lives.length) return;
    const { mismatches } = await verifyLedger();
    for (const mismatch of mismatches) say(`The ledger: ${JSON.stringify(mismatch)}`);
    sum.mismatches += mismatches.length;
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    say(`${played} lives in ${seconds} s: ${JSON.stringify(sum)}`);
  });
  return sum;
}

/** Those that are to be played: one, or the first so many. */
function readLives(): readonly number[] {
  const { values } = parseArgs({
    options: { lives: { type: "string", default: "1000" }, life: { type: "string" } },
  });
  if (values.life !== undefined) return [readNumber("--life", values.life)];
  return Array.from({ length: readNumber("--lives", values.lives) }, (_, index) => index + 1);
}

function readNumber(option: string, value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new StartError(`${option} must be a whole number of 1 or more.`);
}

async function main(): Promise<void> {
  const lives = readLives();
  process.env.LOG_LEVEL = process.env.VERBOSE ? "warn" : "silent";
  const stopped = stopSignal().then(() => {
    throw new StartError("Stopped before everything was proved.");
  });
  const stage = await openStage(say, { hasApps: false });
  // The database is not killed here, so it need not wait for the disk.
  const database = new URL(appUrl()).pathname.slice(1);
  await stage.owner.sql`alter database ${stage.owner.sql(database)} set synchronous_commit to off`;
  const figures = await Promise.race([prove(lives), stopped]).finally(stage.close);
  const { stuck, mismatches, moneyWithoutNextMoment, broken } = figures;
  process.exitCode = stuck + mismatches + moneyWithoutNextMoment + broken === 0 ? 0 : 1;
  console.log(JSON.stringify({ lives: lives.length, ...figures }));
}

await run(main);
process.exit();
