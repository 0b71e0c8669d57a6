import { chromium } from "@playwright/test";
import { StartError } from "#lib/errors";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { BROWSER_FLAGS, ensureBrowser } from "./browser.ts";
import {
  acceptOne,
  acceptRivals,
  approveOrClock,
  approveOrSendBack,
  type Race,
  submitTwice,
} from "./races/agreements.ts";
import { type Figures, openArena } from "./races/arena.ts";
import { hireByDoubleClick } from "./races/double-click.ts";
import { replayDeposit, withdrawAll, withdrawOrHire } from "./races/payments.ts";
import { run, stopSignal } from "./run.ts";
import { openStage, type Stage } from "./stage.ts";

/*
 * `npm run test:races`: the production build as two processes on one database, twenty rounds of each race over HTTP and
 * of double clicks in a browser. The last line is one line of JSON. Exit code 1 when a race ended with another number
 * of effects than one, when an answer blamed us or told of a lock or a pool, or when the ledger does not verify.
 */

const ROUNDS = 20;
const RACES: Readonly<Record<string, Race>> = {
  "twenty hire on one proposal": acceptOne,
  "twenty hire on rival proposals": acceptRivals,
  "twenty submit one version": submitTwice,
  "approve against request changes": approveOrSendBack,
  "approve against the clock": approveOrClock,
  "twenty withdraw everything": withdrawAll,
  "withdraw against hire": withdrawOrHire,
  "one deposit sent and settled twenty times": replayDeposit,
};

const nothing = (): Figures => ({ attempts: 0, wrong: 0, broken: 0, crowded: 0, misnamed: 0 });

async function prove(stage: Stage) {
  const apps = [await stage.startApp(), await stage.startApp()];
  const addresses = apps.map(({ address }) => address);
  const arena = openArena(addresses, process.env.NEXT_DIST_DIR || ".next");
  const all: Figures[] = [];
  for (const [name, race] of Object.entries(RACES)) {
    all.push(await repeat(name, (figures) => race(arena, figures)));
  }
  all.push(await clickTwice(addresses));
  const { mismatches } = await verifyLedger();
  return { ...all.reduce(add, nothing()), mismatches: mismatches.length };
}

async function repeat(name: string, round: (figures: Figures) => Promise<void>): Promise<Figures> {
  const figures = nothing();
  for (let number = 0; number < ROUNDS; number += 1) await round(figures);
  console.log(`${name}, ${ROUNDS} rounds: ${JSON.stringify(figures)}`);
  return figures;
}

async function clickTwice(addresses: readonly string[]): Promise<Figures> {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
  try {
    let number = 0;
    return await repeat("double clicks on hire in a browser", (figures) => {
      number += 1;
      return hireByDoubleClick(browser, addresses[number % addresses.length] ?? "", figures);
    });
  } finally {
    await browser.close();
  }
}

function add(sum: Figures, figures: Figures): Figures {
  return {
    attempts: sum.attempts + figures.attempts,
    wrong: sum.wrong + figures.wrong,
    broken: sum.broken + figures.broken,
    crowded: sum.crowded + figures.crowded,
    misnamed: sum.misnamed + figures.misnamed,
  };
}

async function main(): Promise<void> {
  // Thousands of attempts are more than one person's day.
  process.env.PERSON_LIMITS = "9999";
  process.env.LIVE_PROPOSALS = "9999";
  const stopped = stopSignal().then(() => {
    throw new StartError("Stopped before everything was proved.");
  });
  const stage = await openStage((line) => console.log(line));
  const figures = await Promise.race([prove(stage), stopped]).finally(stage.close);
  const { attempts, ...faults } = figures;
  const isGood = attempts > 0 && Object.values(faults).every((count) => count === 0);
  process.exitCode = isGood ? 0 : 1;
  console.log(JSON.stringify({ races: Object.keys(RACES).length + 1, rounds: ROUNDS, ...figures }));
}

await run(main);
process.exit();
