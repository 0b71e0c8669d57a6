import { getDb } from "#db/client";
import type { Id } from "#lib/ids";
import { getSharedBalance } from "#lib/ledger/queries";
import { currentProvider } from "#lib/payments/find-provider";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#lib/time";
import { actSomehow, BEGINNING, bringToAnEnd, misbehave } from "./acts.ts";
import { chanceOf } from "./chance.ts";
import { type Fault, type FaultKind, findFaults, findStranded } from "./count.ts";
import { addUp, findDifferences, plant, type Truth } from "./differences.ts";
import { dropWaiting, listWaiting } from "./queue.ts";
import { happen, makeWorld, pass, type Surroundings, type World } from "./world.ts";

export type Figures = Record<FaultKind, number> & Seen;

/** What one life shows besides faults of payments. */
export type Seen = {
  /** What no fault that was made explains: differences, and tasks that never end. */
  unexplained: number;
  /** Differences that were made, and those of them that the next reconciliation found. */
  planted: number;
  found: number;
};

export const noFigures = (): Figures => ({
  lost: 0,
  doublePayouts: 0,
  doubleDeposits: 0,
  mismatches: 0,
  unexplained: 0,
  planted: 0,
  found: 0,
});

const LEAST_ACTS = 16;
const MOST_ACTS = 32;
const PAUSES_MS = [0, 0, 0, 0, 2 * MINUTE_MS, 20 * MINUTE_MS, HOUR_MS, 5 * HOUR_MS, DAY_MS];
/** Longer than anything is asked about, in steps that are longer than the pauses between two askings. */
const ENDING_STEPS = 24;
const ENDING_STEP_MS = 3 * DAY_MS;
const BETWEEN_LIVES_MS = 30 * DAY_MS;

export type Life = {
  readonly seed: number;
  /** Whether processes of ours are killed in it. */
  readonly isDeadly: boolean;
  readonly record: (fault: Fault) => void;
  readonly say: (line: string) => void;
};

/**
 * One life: two people and their banks do what they like while everything goes wrong that can; then all that is under
 * way comes to an end, and both sides are compared. `record` is told each fault of a payment, maybe twice; `say` whatever
 * else is wrong.
 */
export async function proveLife(
  surroundings: Surroundings,
  truth: Truth,
  { seed, isDeadly, record, say }: Life,
): Promise<{ seen: Seen; people: readonly Id<"usr">[] }> {
  const chance = chanceOf(seed);
  const { clock, mailbox, standin } = surroundings;
  clock.pass(BETWEEN_LIVES_MS);
  mailbox.clear();
  mailbox.chance = null;
  const world = await makeWorld(surroundings, { chance, isDeadly });
  await live(world);
  await end(world);
  const people = [world.client.userId, world.freelancer.userId];

  const untold = await compare(world, record);
  const planted = plant(world, untold, addUp(standin, truth), truth);
  const { found, unexplained } = await findDifferences(world, [...planted, ...untold]);
  for (const difference of unexplained) {
    say(`Nobody made this difference: ${JSON.stringify(difference)}`);
  }
  const made = planted.length + untold.size;
  if (found !== made) say(`Not found: ${JSON.stringify([planted, [...untold]])}`);

  // The reconciliation has asked about what nobody told, and what is told late changes nothing.
  for (const fault of await listFaults(world)) record(fault);
  mailbox.resend();
  await happen(world);
  for (const fault of await listFaults(world)) record(fault);
  const ours = -Number(await getSharedBalance(getDb(), outside()));
  if (ours !== truth.cents) {
    const what = `${ours} here, ${truth.cents} there`;
    record({ kind: "mismatches", about: `the outside account after seed ${seed}`, what });
    truth.cents = ours;
  }
  const endless = await listWaiting();
  for (const what of endless) say(`It never ends: ${what}`);
  await dropWaiting();
  const seen = { unexplained: unexplained.length + endless.length, planted: made, found };
  return { seen, people };
}

const outside = () => ({ kind: "external", owner: currentProvider().name }) as const;

async function live(world: World): Promise<void> {
  const { chance, mailbox, standin } = world;
  mailbox.chance = chance;
  const count = chance.whole(LEAST_ACTS, MOST_ACTS);
  const acts = [...BEGINNING, ...Array.from({ length: count }, () => actSomehow)];
  for (const act of acts) {
    misbehave(world);
    mailbox.isDeaf = chance.onceIn(12);
    await act(world);
    await standin.settle();
    mailbox.isDeaf = false;
    if (!chance.onceIn(4)) await pass(world, chance.pick(PAUSES_MS));
  }
}

/** Everything behaves from now on, and time passes until nobody asks about anything any more. */
async function end(world: World): Promise<void> {
  const { standin, mailbox } = world;
  Object.assign(standin.orders, { loseAnswers: 0, answerHtml: 0 });
  mailbox.chance = null;
  await happen(world);
  for (let step = 0; step < ENDING_STEPS; step += 1) {
    await bringToAnEnd(world);
    await pass(world, ENDING_STEP_MS);
    if (mailbox.isEmpty() && (await listWaiting()).length === 0) return;
  }
}

/** Counts the faults, but for deposits of which the stand-in took something back and was kept from saying so. */
async function compare(world: World, record: (fault: Fault) => void): Promise<ReadonlySet<string>> {
  const { standin, mailbox } = world;
  const silenced = mailbox.silenced();
  const untold = new Set<string>();
  for (const { client_reference_id, payment_intent } of standin.sessions.values()) {
    if (payment_intent && silenced.has(payment_intent.id)) untold.add(client_reference_id);
  }
  const faults = await listFaults(world);
  for (const fault of faults) if (!untold.has(fault.about)) record(fault);
  return new Set(faults.flatMap(({ about }) => (untold.has(about) ? [about] : [])));
}

async function listFaults({ standin, client, freelancer, account }: World): Promise<Fault[]> {
  const faults = await findFaults(standin, [client.userId, freelancer.userId]);
  return [...faults, ...findStranded(standin, [account])];
}
