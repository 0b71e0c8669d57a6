import { gt, max } from "drizzle-orm";
import { getDb } from "#db/client";
import { paymentDifferences } from "#db/schema";
import { SYSTEM } from "#lib/auth/actor";
import { reconcileNightly } from "#lib/payments/ask-to-reconcile";
import { HOUR_MS } from "#lib/time";
import { type BalanceTransaction, PLANTS, type Planted, paymentOf } from "../stripe/balance.ts";
import type { Standin } from "../stripe/standin.ts";
import { listWaiting } from "./queue.ts";
import { pass, type World } from "./world.ts";

/** What the stand-in's balance has moved by, without what was planted, and how much of its list was added up. */
export type Truth = { cents: number; counted: number };

/** What moved a moment before is not compared. */
const LATER_MS = 2 * HOUR_MS;
const TRIES = 5;

/** Adds what the stand-in's balance was moved by since the last time, before anything is planted on it. */
export function addUp({ balance }: Standin, truth: Truth): readonly BalanceTransaction[] {
  const added = balance.transactions.slice(truth.counted);
  for (const { net } of added) truth.cents += net;
  truth.counted = balance.transactions.length;
  return added;
}

/** Makes up to two differences of which nobody is told: about payments of this life, or about nothing of ours. */
export function plant(
  { standin, chance }: World,
  untold: ReadonlySet<string>,
  moved: readonly BalanceTransaction[],
  truth: Truth,
): Planted[] {
  const charges = new Map(
    moved.flatMap((one) => {
      const payment = paymentOf(one.source);
      const isFit = one.type === "charge" && payment !== undefined && !untold.has(payment);
      return isFit ? [[payment, one.fee]] : [];
    }),
  );
  const planted: Planted[] = [];
  for (let count = chance.whole(0, 2); count > 0; count -= 1) {
    const isOurs = charges.size > 0;
    const what = chance.pick(isOurs ? PLANTS : (["charge", "adjustment"] as const));
    if (what === "charge" || what === "adjustment") {
      planted.push(standin.plant(what));
      continue;
    }
    const [payment, fee] = chance.pick([...charges]);
    charges.delete(payment);
    planted.push(standin.plant(what, payment));
    // The fee of another currency is on no account of ours.
    if (what === "currency") truth.cents += fee;
  }
  truth.counted = standin.balance.transactions.length;
  return planted;
}

type Difference = Pick<typeof paymentDifferences.$inferSelect, "subject" | "kind" | "reference">;

/** Reconciles, and says how many of the faults have a new row, and which new rows are about none of them. */
export async function findDifferences(
  world: World,
  faults: readonly (Planted | string)[],
): Promise<{ found: number; unexplained: readonly Difference[] }> {
  const { id, subject, kind, reference } = paymentDifferences;
  const [last] = await getDb()
    .select({ id: max(id) })
    .from(paymentDifferences);
  await reconcileNightly(SYSTEM);
  for (let tries = 0; tries < TRIES && (tries === 0 || (await isUnderWay())); tries += 1) {
    await pass(world, LATER_MS);
  }
  const rows = await getDb()
    .select({ subject, kind, reference })
    .from(paymentDifferences)
    .where(gt(id, last?.id ?? 0));
  const isFound = (fault: Planted | string) => rows.some((row) => isAbout(row, fault));
  return {
    found: faults.filter(isFound).length,
    unexplained: rows.filter((row) => !faults.some((fault) => isAbout(row, fault))),
  };
}

async function isUnderWay(): Promise<boolean> {
  return (await listWaiting()).some((what) => what.startsWith("payments.reconcile"));
}

/** A fault is named by its balance transaction, or by its payment. */
function isAbout({ subject, reference }: Difference, fault: Planted | string): boolean {
  if (typeof fault === "string") return subject === `payment:${fault}`;
  const { transaction, payment } = fault;
  return reference === transaction || (payment !== null && subject === `payment:${payment}`);
}
