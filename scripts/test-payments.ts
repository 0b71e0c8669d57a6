import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { appUrl } from "#db/client";
import { StartError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { log } from "#lib/log";
import { setProvider } from "#lib/payments/find-provider";
import { createStripe } from "#lib/payments/providers/stripe";
import { bundleVictim } from "./payments/bundle-victim.ts";
import { type Fault, findFaults } from "./payments/count.ts";
import type { Truth } from "./payments/differences.ts";
import { openMailbox } from "./payments/mailbox.ts";
import { type Life, noFigures, proveLife } from "./payments/prove-life.ts";
import { stopClock } from "./payments/still-clock.ts";
import { startVictims } from "./payments/victims.ts";
import { askAgainAtOnce } from "./payments/without-pauses.ts";
import type { Surroundings } from "./payments/world.ts";
import { run, stopSignal } from "./run.ts";
import { openStage } from "./stage.ts";
import { STANDIN_KEY, STANDIN_SECRET, type Standin, startStandin } from "./stripe/standin.ts";

/*
 * `npm run test:payments -- --seeds 1000`: random lives of payments through the stand-in for Stripe, which loses answers,
 * sends events late, again, in any order or never, forgets keys, lets payouts fail after they were paid, disputes and
 * refunds, and whose balance is made to differ from our books. In every tenth life our processes are killed with -9 in
 * the middle of their work. `--seed 7` plays one life. The last line is one line of JSON. Exit code 1 when anything was
 * lost, came twice or does not match, or when a difference that was planted was not found.
 */

const KILLED_EVERY = 10;
const TOLD_EVERY = 25;

const say = (line: string) => console.log(line);

async function prove(seeds: readonly number[]) {
  const clock = stopClock();
  const mailbox = openMailbox();
  const standin = await startStandin(0, mailbox.hook);
  const { address } = standin;
  setProvider(createStripe({ secretKey: STANDIN_KEY, webhookSecret: STANDIN_SECRET, address }));
  const folder = mkdtempSync(join(tmpdir(), "workhub-payments-"));
  const victims = startVictims(standin, await bundleVictim(folder));
  try {
    return await proveAll({ clock, mailbox, standin, victims }, seeds);
  } finally {
    await victims.stop();
    rmSync(folder, { recursive: true, force: true });
    await standin.close();
    clock.restore();
  }
}

async function proveAll(surroundings: Surroundings, seeds: readonly number[]) {
  const { standin, victims } = surroundings;
  const sum = noFigures();
  const truth: Truth = { cents: 0, counted: 0 };
  const everybody: Id<"usr">[] = [];
  const known = new Set<string>();
  /** Each fault once, however often it is seen. */
  const record = ({ kind, about, what }: Fault) => {
    if (known.has(`${kind} ${about}`)) return;
    known.add(`${kind} ${about}`);
    sum[kind] += 1;
    say(`${kind}: ${about}: ${what}`);
  };
  const startedAt = performance.now();
  for (const [number, seed] of seeds.entries()) {
    const isDeadly = seed % KILLED_EVERY === 0;
    const life: Life = {
      seed,
      isDeadly,
      record: (fault) => record({ ...fault, what: `seed ${seed}: ${fault.what}` }),
      say: (line) => say(`seed ${seed}: ${line}`),
    };
    const { seen, people } = await proveLife(surroundings, truth, life);
    sum.unexplained += seen.unexplained;
    sum.planted += seen.planted;
    sum.found += seen.found;
    everybody.push(...people);
    const played = number + 1;
    if (played % TOLD_EVERY !== 0 && played !== seeds.length) continue;
    sum.mismatches += await verify();
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    say(`${played} lives in ${seconds} s, ${victims.kills} kills: ${JSON.stringify(sum)}`);
  }
  // Once more, for what came to somebody after their life.
  for (const fault of await findFaults(standin, everybody)) record(fault);
  for (const how of victims.broken) {
    sum.unexplained += 1;
    say(how);
  }
  say(`What happened: ${JSON.stringify(summarize(standin))}`);
  return { ...sum, kills: victims.kills };
}

/** How much of what there was to go through. */
function summarize({ calls, sessions, charges, payouts }: Standin) {
  const count = <T>(all: Iterable<T>, is: (one: T) => boolean) => [...all].filter(is).length;
  return {
    calls: calls.length,
    checkouts: sessions.size,
    paid: count(sessions.values(), ({ payment_status }) => payment_status === "paid"),
    disputes: charges.disputes.size,
    won: count(charges.disputes.values(), ({ status }) => status === "won"),
    refunds: charges.refunds.size,
    toCards: count(charges.refunds.values(), ({ metadata }) => metadata.withdrawal !== undefined),
    failedRefunds: count(charges.refunds.values(), ({ status }) => status === "failed"),
    transfers: payouts.transfers.size,
    takenBack: count(payouts.transfers.values(), ({ reversed }) => reversed),
    payouts: payouts.payouts.size,
    failedPayouts: count(payouts.payouts.values(), ({ payout }) => payout.status === "failed"),
  };
}

async function verify(): Promise<number> {
  const { mismatches } = await verifyLedger();
  for (const mismatch of mismatches) say(`The ledger: ${JSON.stringify(mismatch)}`);
  return mismatches.length;
}

/** Those that are to be played: one, or the first so many. */
function readSeeds(): readonly number[] {
  const { values } = parseArgs({
    options: { seeds: { type: "string", default: "1000" }, seed: { type: "string" } },
  });
  if (values.seed !== undefined) return [readNumber("--seed", values.seed)];
  return Array.from({ length: readNumber("--seeds", values.seeds) }, (_, index) => index + 1);
}

function readNumber(option: string, value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new StartError(`${option} must be a whole number of 1 or more.`);
}

async function main(): Promise<void> {
  const seeds = readSeeds();
  // Differences are what this is about; the log would name each.
  log.level = process.env.VERBOSE ? "warn" : "fatal";
  process.env.LOG_LEVEL = process.env.VERBOSE ? "warn" : "silent";
  askAgainAtOnce();
  const stopped = stopSignal().then(() => {
    throw new StartError("Stopped before everything was proved.");
  });
  const stage = await openStage(say, { hasApps: false });
  // The database is not killed here, so it need not wait for the disk.
  const database = new URL(appUrl()).pathname.slice(1);
  await stage.owner.sql`alter database ${stage.owner.sql(database)} set synchronous_commit to off`;
  const figures = await Promise.race([prove(seeds), stopped]).finally(stage.close);
  const { planted, found, kills, ...faults } = figures;
  const ok =
    planted > 0 && found === planted && Object.values(faults).every((count) => count === 0);
  process.exitCode = ok ? 0 : 1;
  console.log(JSON.stringify({ seeds: seeds.length, ...faults, planted, found, kills, ok }));
}

await run(main);
process.exit();
