import { asc, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { payments, payoutAccounts } from "#db/schema";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { checkPayoutAccount } from "#lib/payments/check-payout-account";
import { connectPayoutAccount } from "#lib/payments/connect-payout-account";
import { sweepPayments } from "#lib/payments/sweep-payments";
import { sweepProviderEvents } from "#lib/payments/sweep-provider-events";
import { now } from "#lib/time";
import type { Session } from "../stripe/books.ts";
import type { Standin } from "../stripe/standin.ts";
import { carryOut, type Work } from "./carry-out.ts";
import type { Chance } from "./chance.ts";
import type { Letter, Mailbox } from "./mailbox.ts";
import { drain, type Outcome, type Waiting } from "./queue.ts";
import type { StillClock } from "./still-clock.ts";
import type { Victims } from "./victims.ts";

/** What all lives share. */
export type Surroundings = {
  readonly standin: Standin;
  readonly mailbox: Mailbox;
  readonly clock: StillClock;
  readonly victims: Victims;
};

/** Two people and everything around them. */
export type World = Surroundings & {
  readonly chance: Chance;
  readonly client: VerifiedActor;
  readonly freelancer: VerifiedActor;
  /** The freelancer's account at the stand-in. */
  readonly account: string;
  /** Whether our processes are killed in this life. */
  readonly isDeadly: boolean;
};

/** Most work takes less. */
const KILLED_WITHIN_MS = 30;

export async function makeWorld(
  surroundings: Surroundings,
  { chance, isDeadly }: { chance: Chance; isDeadly: boolean },
): Promise<World> {
  const client = await makeClient();
  const freelancer = await makeFreelancer();
  const { standin } = surroundings;
  await connectPayoutAccount({ ...freelancer, sessionId: SYSTEM });
  const [row] = await getDb()
    .select({ token: payoutAccounts.token })
    .from(payoutAccounts)
    .where(eq(payoutAccounts.userId, freelancer.userId));
  if (!row) throw new Error("No account was opened");
  standin.payouts.onboard(row.token, "finish");
  await checkPayoutAccount(freelancer);
  return { ...surroundings, chance, isDeadly, client, freelancer, account: row.token };
}

/** How often work is done by a process that is killed, in a life in which they are. */
const KILLED_ONCE_IN = 9;

/** Does work in this process, or in one that is killed meanwhile: then nobody knows how far it came. */
async function work(world: World, what: Work): Promise<Outcome> {
  const { chance, isDeadly, victims } = world;
  if (!isDeadly || !chance.onceIn(KILLED_ONCE_IN)) return { again: await carryOut(what) };
  const isCalling = what.do === "task" && chance.onceIn(2);
  const moment = isCalling ? "called" : { afterMs: chance.whole(0, KILLED_WITHIN_MS) };
  const ended = await victims.carryOut(what, moment);
  if (!ended) return "killed";
  if ("again" in ended) return { again: ended.again === null ? null : new Date(ended.again) };
  if (ended.isRefusal && what.do !== "task") return { again: null };
  throw new Error(ended.error);
}

/** Sends a form as a person does: whose answer is lost sends it again. Refusals are answers. */
export async function press(world: World, what: Work): Promise<void> {
  const times = world.chance.onceIn(5) ? 2 : 1;
  await Promise.all(Array.from({ length: times }, () => pressUntilAnswered(world, what)));
}

async function pressUntilAnswered(world: World, what: Work): Promise<void> {
  if ((await work(world, what).catch(refusal)) === "killed") await carryOut(what).catch(refusal);
}

/** Throws what is no refusal. */
export function refusal(error: unknown): { again: null } {
  if (!(error instanceof DomainError)) throw error;
  if (process.env.VERBOSE) console.log(error.code, error.details);
  return { again: null };
}

/** Sometimes two workers do one task at once. A provider that misbehaves makes it fail. */
async function runTask(world: World, { task, input }: Waiting): Promise<Outcome> {
  const what: Work = { do: "task", task, input };
  const isDouble = world.chance.onceIn(12);
  const second = () => (isDouble ? carryOut(what) : null);
  const [first] = await Promise.allSettled([work(world, what), second()]);
  if (first.status === "fulfilled") return first.value;
  if (process.env.VERBOSE) console.log(task, input, first.reason);
  return "failed";
}

async function hear(world: World, letter: Letter): Promise<void> {
  if ((await work(world, { do: "hear", ...letter })) !== "killed") return;
  world.mailbox.putBack(letter);
}

/** Everything that is due now happens: events come, the worker works. */
export async function happen(world: World): Promise<void> {
  const { standin, mailbox } = world;
  await standin.settle();
  for (;;) {
    const letters = mailbox.takeDue();
    for (const letter of letters) await hear(world, letter);
    await drain((task) => runTask(world, task));
    await standin.settle();
    if (letters.length === 0) return;
  }
}

/** Time passes, and pages whose day is over close. */
export function letPass({ clock, standin }: World, ms: number): void {
  clock.pass(ms);
  for (const { id, status, expires_at } of standin.sessions.values()) {
    if (status === "open" && expires_at * 1000 <= now().getTime()) standin.expire(id);
  }
}

/** Time passes, and what is due then happens. */
export async function pass(world: World, ms: number): Promise<void> {
  letPass(world, ms);
  if (ms > 0) {
    await sweepPayments(SYSTEM);
    await sweepProviderEvents(SYSTEM);
  }
  await happen(world);
}

/** Their payments, the oldest first. */
export function listPayments({ userId }: VerifiedActor) {
  return getDb()
    .select()
    .from(payments)
    .where(eq(payments.userId, userId))
    .orderBy(asc(payments.id));
}

/** The client's checkout sessions that stand like this. */
export async function listSessions(
  { client, standin }: World,
  status: Session["status"],
): Promise<Session[]> {
  const own = new Set<string>((await listPayments(client)).map(({ id }) => id));
  return [...standin.sessions.values()].filter(
    (session) => session.status === status && own.has(session.client_reference_id),
  );
}
