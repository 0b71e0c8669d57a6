import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#db/embedded";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { type Filled, openFilled, settle, touch } from "./filled-ledger.ts";
import { fillReleases } from "./ledger-fill.ts";
import { createFloor } from "./ledger-floor.ts";
import {
  DURATION_MS,
  HOLDS,
  measureAccept,
  measureTransfers,
  ROUNDS,
  release,
} from "./ledger-rows.ts";
import { type Bench, medians, type Row, row, throughput } from "./measure.ts";

/*
 * Transfers per second through lib/ledger, from Node, on the embedded PostgreSQL with default durability. uniform:
 * releases between random holds and wallets. hot: deposits, which all come from the one outside account.
 */

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
    const rows: Row[] = [];
    for (const kind of ["uniform", "hot"] as const) {
      for (const callers of [8, 32]) rows.push(await measureTransfers(kind, callers, say));
    }
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

/**
 * A new session meets every page of the memory that it shares for the first time, and each costs a page fault: twenty
 * for a transfer at first, fewer than one after so many rounds. The sessions of a server are past that.
 */
const SETTLING_ROUNDS = 24;

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
  const turns = { floor: on(small, few), value: on(large, HOLDS) };
  await medians(SETTLING_ROUNDS, turns);
  const { value, floor } = await medians(ROUNDS, turns);
  await small.close();
  return row("growth", "transfers/s", value, floor, 0.9);
}
