import { getDb } from "#db/client";
import { deposit, releaseHold } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { beginHiring, fillProposals } from "./accept-proposals.ts";
import type { Filled } from "./filled-ledger.ts";
import { HOT, postFloor } from "./ledger-floor.ts";
import { medians, type Row, row, throughput } from "./measure.ts";

export const HOLDS = 50_000;
/** Many short rounds in turn rather than few long ones, because a machine's speed changes within seconds. */
export const ROUNDS = 9;
export const DURATION_MS = 1_500;

let keys = 0;

function nextKey(): string {
  keys += 1;
  return `bench:${keys}`;
}

/** A whole number from 1 to `limit`. */
function random(limit: number): number {
  return 1 + Math.floor(Math.random() * limit);
}

export function release(holds: number): Promise<unknown> {
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

const TRANSFERS = {
  uniform: {
    ours: () => release(HOLDS),
    bare: () => postFloor(nextKey(), random(2 * HOLDS), random(2 * HOLDS)),
    target: 0.5,
  },
  hot: {
    ours: depositOnce,
    bare: () => postFloor(nextKey(), random(2 * HOLDS), HOT),
    target: 1,
  },
} as const;

/** Transfers of one kind by so many callers, beside as many bare rows. */
export async function measureTransfers(
  kind: keyof typeof TRANSFERS,
  callers: number,
  say: (line: string) => void,
): Promise<Row> {
  const { ours, bare, target } = TRANSFERS[kind];
  say(`${kind}, ${callers} callers`);
  const { value, floor } = await medians(ROUNDS, {
    floor: () => throughput(callers, DURATION_MS, bare),
    value: () => throughput(callers, DURATION_MS, ours),
  });
  return row(`${kind}-${callers}`, "transfers/s", value, floor, target);
}

/** Whole *accept proposal* use cases, in turn with uniform-8. */
export async function measureAccept({ owner }: Filled, say: (line: string) => void): Promise<Row> {
  say("accept, 8 callers");
  const accept = await fillProposals(owner, 30_000);
  await beginHiring(owner, accept);
  const { value, floor } = await medians(ROUNDS, {
    floor: () => throughput(8, DURATION_MS, () => release(HOLDS)),
    value: () => throughput(8, DURATION_MS, () => accept()),
  });
  return row("accept-8", "acceptances/s", value, floor, 0.3);
}
