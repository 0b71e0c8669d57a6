import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDb } from "#db/client";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#db/embedded";
import { deposit, releaseHold } from "#lib/ledger/movements";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { cents } from "#lib/money";
import { fillProposals } from "./accept-proposals.ts";
import { type Filled, openFilled, settle, touch } from "./filled-ledger.ts";
import { fillReleases } from "./ledger-fill.ts";
import { createFloor, HOT, postFloor } from "./ledger-floor.ts";
import { type Bench, medians, type Row, row, throughput } from "./measure.ts";

/*
 * Transfers per second through lib/ledger, from Node, on the embedded PostgreSQL with default durability. uniform:
 * releases between random holds and wallets. hot: deposits, which all come from the one outside account.
 */

const HOLDS = 50_000;
/** Many short rounds in turn rather than few long ones, because a machine's speed changes within seconds. */
const ROUNDS = 9;
const DURATION_MS = 1_500;

let keys = 0;

function nextKey(): string {
  keys += 1;
  return `bench:${keys}`;
}

/** A whole number from 1 to `limit`. */
function random(limit: number): number {
  return 1 + Math.floor(Math.random() * limit);
}

function release(holds: number): Promise<unknown> {
  const holdFor = `hold${random(holds)}`;
  const resolution = { holdFor, amountCents: cents(1), key: nextKey(), reference: "bench" };
  return getDb().transaction((tx) => releaseHold(tx, resolution));
}

function depositOnce(): Promise<unknown> {
  const input = {
    owner: `wallet${random(HOLDS)}`,
    amountCents: cents(1),
    key: nextKey(),
    reference: "bench",
  };
  return getDb().transaction((tx) => deposit(tx, input));
}

export const bench: Bench = async (say) => {
  const folder = mkdtempSync(join(tmpdir(), "workhub-bench-"));
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, "postgres"),
    password: "bench",
  });
  try {
    const large = await openFilled(server, "large", HOLDS);
    await fillReleases(large.owner, 8);
    await createFloor(large.owner, 2 * HOLDS, 500_000);
    await settle(large);
    large.use();
    await report(say);
    const rows = await measureTransfers(say);
    rows.push(await measureAccept(large, say));
    rows.push(await measureGrowth(server, large, say));
    await large.close();
    return rows;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function report(say: (line: string) => void): Promise<void> {
  const { accounts, transfers, entries, mismatches } = await verifyLedger();
  say(
    `${accounts} accounts, ${transfers} transfers, ${entries} entries, mismatches ${mismatches.length}`,
  );
  if (mismatches.length > 0)
    throw new Error(`The filled ledger is wrong: ${JSON.stringify(mismatches[0])}`);
}

async function measureTransfers(say: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [kind, ours, hot, target] of [
    ["uniform", () => release(HOLDS), false, 0.5],
    ["hot", depositOnce, true, 1],
  ] as const) {
    for (const callers of [8, 32]) {
      say(`${kind}, ${callers} callers`);
      const bare = () => postFloor(nextKey(), random(2 * HOLDS), hot ? HOT : random(2 * HOLDS));
      const { value, floor } = await medians(ROUNDS, {
        floor: () => throughput(callers, DURATION_MS, bare),
        value: () => throughput(callers, DURATION_MS, ours),
      });
      rows.push(row(`${kind}-${callers}`, "transfers/s", value, floor, target));
    }
  }
  return rows;
}

/** Whole *accept proposal* use cases, in turn with uniform-8. */
async function measureAccept({ owner }: Filled, say: (line: string) => void): Promise<Row> {
  say("accept, 8 callers");
  const accept = await fillProposals(owner, 30_000);
  const { value, floor } = await medians(ROUNDS, {
    floor: () => throughput(8, DURATION_MS, () => release(HOLDS)),
    value: () => throughput(8, DURATION_MS, () => accept()),
  });
  return row("accept-8", "acceptances/s", value, floor, 0.3);
}

/** The same transfers on 5 million entries and on 10,000, in turn. */
async function measureGrowth(
  server: EmbeddedPostgres,
  large: Filled,
  say: (line: string) => void,
): Promise<Row> {
  const few = 2_500;
  const small = await openFilled(server, "small", few);
  await fillReleases(large.owner, 39);
  for (const filled of [small, large]) {
    await settle(filled);
    await touch(filled);
  }
  await large.reconnect();
  large.use();
  await report(say);
  say("growth, 8 callers");
  const on = (filled: Filled, holds: number) => () => {
    filled.use();
    return throughput(8, DURATION_MS, () => release(holds));
  };
  const { value, floor } = await medians(ROUNDS, {
    floor: on(small, few),
    value: on(large, HOLDS),
  });
  await small.close();
  return row("growth", "transfers/s", value, floor, 0.9);
}
