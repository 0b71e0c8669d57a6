import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { clocks, disputes, milestones, proposals } from "#db/schema";
import {
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
  makeStaff,
} from "#db/testing/factories";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import type { ContractView } from "#lib/contracts/contract-views";
import { feeOnNext, freeCentsOf, heldCentsOf, isMoneyHeld } from "#lib/contracts/milestones";
import { getContract } from "#lib/contracts/queries/contracts";
import { actOnAnyClock } from "#lib/disputes/act-on-any-clock";
import { getDispute } from "#lib/disputes/queries/disputes";
import type { DisputeView } from "#lib/disputes/schema";
import { isDomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { getBalance, getHold } from "#lib/ledger/queries";
import { cents, formatCents } from "#lib/money";
import { DAY_MS, MINUTE_MS, now } from "#lib/time";
import { type Chance, chanceOf } from "../payments/chance.ts";
import type { StillClock } from "../payments/still-clock.ts";
import { ACTS, REFUSALS } from "./acts.ts";
import { DISPUTE_ACTS } from "./dispute-acts.ts";
import { anyDispute, type Figures, type World } from "./world.ts";

const MOST_ACTS = 32;
/** A life whose clocks have not run out after so many steps is stuck. */
const MOST_CLOCK_STEPS = 60;

/** Plays one life to its end: random acts, each followed by a look at the money, and then nobody acts any more. */
export async function playLife(
  clock: StillClock,
  life: number,
  figures: Figures,
  say: (line: string) => void,
): Promise<void> {
  const world = await makeWorld(clock, chanceOf(life), figures);
  const acts = world.chance.whole(4, MOST_ACTS);
  for (let number = 0; number < acts; number += 1) {
    if (world.chance.onceIn(4)) await passTime(world, say);
    else await act(world, say);
    await compare(world, say);
  }
  for (let step = 0; step < MOST_CLOCK_STEPS; step += 1) {
    if (!(await letClockAct(world, say))) break;
    await compare(world, say);
  }
  await measureDisputes(world, say);
  const heldCents = await sumHeld(world);
  if (heldCents === 0) return;
  figures.stuck += 1;
  say(`${heldCents} cents are held for ever`);
}

/** How long each dispute took. One that nobody ended is stuck. */
async function measureDisputes(
  { contractId, figures }: World,
  say: (line: string) => void,
): Promise<void> {
  const rows = await getDb().select().from(disputes).where(eq(disputes.contractId, contractId));
  for (const { id, createdAt, endedAt } of rows) {
    figures.disputes += 1;
    if (!endedAt) {
      figures.stuck += 1;
      say(`${id} never ended`);
      continue;
    }
    const days = Math.ceil((endedAt.getTime() - createdAt.getTime()) / DAY_MS);
    figures.longestDisputeDays = Math.max(figures.longestDisputeDays, days);
  }
}

/** The same two in all lives: they own nothing. */
let mediators: Promise<World["mediators"]> | null = null;

function findMediators(): Promise<World["mediators"]> {
  mediators ??= Promise.all([makeStaff("admin"), makeStaff("moderator")]);
  return mediators;
}

async function makeWorld(clock: StillClock, chance: Chance, figures: Figures): Promise<World> {
  const price = chance.whole(200, 90_000);
  const fundsCents = price + chance.pick([0, chance.whole(0, 50_000), 200_000]);
  const [client, freelancer] = [await makeClient({ fundsCents }), await makeFreelancer()];
  const jobId = await makeJob(client, {
    releaseRule: chance.onceIn(4) ? "on_submission" : "on_approval",
    reviewWindowDays: chance.pick([3, 7, 14] as const),
  });
  const proposalId = await makeProposal(jobId, freelancer, {
    priceCents: cents(price),
    timelineDays: chance.whole(1, 30),
  });
  if (chance.onceIn(3)) {
    await getDb()
      .update(proposals)
      .set({
        feeBasisPoints: chance.pick([333, 1_000]),
        feeMinimumCents: cents(chance.pick([0, 70])),
      })
      .where(eq(proposals.id, proposalId));
  }
  const { contractId } = await acceptProposal(client, {
    proposalId,
    proposalRevision: 1,
    jobRevision: 1,
  });
  const mediators = await findMediators();
  return { chance, clock, client, freelancer, mediators, contractId, figures, fundsCents };
}

/** Somebody does something, once or twice; a refusal by the rules is an answer like any other. */
async function act(world: World, say: (line: string) => void): Promise<void> {
  const { chance, figures } = world;
  const dispute = await anyDispute(world, !chance.onceIn(8));
  const isWithin = dispute !== null && !chance.onceIn(4);
  const { name, does } = chance.pick(isWithin ? DISPUTE_ACTS[dispute.state] : ACTS);
  const actor = chance.pick([world.client, world.freelancer]);
  const times = chance.onceIn(8) ? 2 : 1;
  const begun = await does(world, actor).catch(ignore);
  for (let time = 0; begun && time < times; time += 1) {
    figures.acts += 1;
    await begun().catch((error: unknown) => {
      if (isRefusal(error)) return;
      figures.broken += 1;
      say(`${name}: ${error instanceof Error ? error.message : error}`);
    });
  }
}

function ignore(error: unknown): null {
  if (isRefusal(error)) return null;
  throw error;
}

function isRefusal(error: unknown): boolean {
  return REFUSALS.some((code) => isDomainError(error, code));
}

/** A while passes; what falls due meanwhile happens at its own minute. */
async function passTime(world: World, say: (line: string) => void): Promise<void> {
  const { chance, clock } = world;
  // Within the shortest state of a dispute, or long past it.
  const days = chance.pick([2, 20]);
  const until = now().getTime() + chance.whole(1, days * 24 * 60) * MINUTE_MS;
  for (let step = 0; step < MOST_CLOCK_STEPS; step += 1) {
    const next = await nextClock(world);
    if (!next || next.at.getTime() > until) break;
    await letClockAct(world, say);
  }
  if (now().getTime() < until) clock.setTo(until);
}

async function nextClock({ contractId }: World) {
  const [next] = await getDb()
    .select()
    .from(clocks)
    .where(eq(clocks.contractId, contractId))
    .orderBy(clocks.at, clocks.subject)
    .limit(1);
  return next;
}

/**
 * Goes to the moment at which something happens by itself, and lets it happen: not a minute before, and what was said
 * before is what then happens, to the cent. False when nothing waits.
 */
async function letClockAct(world: World, say: (line: string) => void): Promise<boolean> {
  const { contractId, client, clock, figures } = world;
  const next = await nextClock(world);
  if (!next) return false;
  const { subject, at } = next;
  const early = Math.max(at.getTime() - MINUTE_MS, now().getTime());
  clock.setTo(early);
  if (early < at.getTime() && (await hasActed(contractId, subject))) {
    figures.broken += 1;
    say(`the clock of ${subject} acted a minute early`);
  }
  const isMilestone = /^\d+$/.test(subject);
  const milestoneNumber = Number(subject);
  const before = isMilestone ? await getContract(client, contractId, { milestoneNumber }) : null;
  const disputed = isId("dsp", subject) ? await readDispute(world, subject) : null;
  const purses = await readPurses(world);
  clock.setTo(Math.max(at.getTime(), now().getTime()));
  if (!(await hasActed(contractId, subject))) {
    figures.broken += 1;
    say(`the clock of ${subject} did not act at its moment`);
    return false;
  }
  figures.clockSteps += 1;
  if (before) checkSentence(world, before, at, purses, await readPurses(world), say);
  if (disputed) checkDispute(world, disputed, at, purses, await readPurses(world), say);
  return true;
}

async function hasActed(contractId: Id<"ctr">, subject: string): Promise<boolean> {
  try {
    const { isReplay } = await actOnAnyClock({ contractId, subject });
    return !isReplay;
  } catch (error) {
    if (isDomainError(error, "not_due")) return false;
    throw error;
  }
}

type BothRead = {
  readonly client: DisputeView;
  readonly freelancer: DisputeView;
  readonly contract: ContractView;
};

/** What both read of a dispute, and what the contract's page says of it. */
async function readDispute(
  { client, freelancer, contractId }: World,
  disputeId: Id<"dsp">,
): Promise<BothRead> {
  const seen = await getDispute(client, disputeId);
  const { milestoneNumber } = seen;
  const contract = await getContract(client, contractId, { milestoneNumber });
  return { client: seen, freelancer: await getDispute(freelancer, disputeId), contract };
}

function textOf(sentence: ContractView["ifNobodyActs"]): string {
  return sentence.map((part) => (typeof part === "string" ? part : "")).join("");
}

/** What each had read a minute before, against what moved: to the minute and the cent. */
function checkDispute(
  { figures }: World,
  { client, freelancer, contract }: BothRead,
  at: Date,
  before: Purses,
  after: Purses,
  say: (line: string) => void,
): void {
  const said = textOf(client.next?.sentence ?? []);
  const saidTo = textOf(freelancer.next?.sentence ?? []);
  const [, back = formatCents(cents(0))] = /(\S+) goes back to you/.exec(said) ?? [];
  const [, paid = formatCents(cents(0))] = /(\S+) goes to you/.exec(saidTo) ?? [];
  const isSaid =
    back === formatCents(cents(after.client - before.client)) &&
    paid === formatCents(cents(after.freelancer - before.freelancer));
  const isThen = client.next?.at.getTime() === at.getTime();
  const isOnContract = textOf(contract.ifNobodyActs).startsWith(said.slice(0, -1));
  if (isThen && isSaid && isOnContract) return;
  figures.broken += 1;
  const moved = `${after.client - before.client} and ${after.freelancer - before.freelancer}`;
  say(`“${said}” and “${saidTo}” at ${at.toISOString()}, and then ${moved} moved`);
}

type Purses = { readonly client: number; readonly freelancer: number };

async function readPurses({ client, freelancer }: World): Promise<Purses> {
  const [first, second] = await Promise.all(
    [client, freelancer].map(({ userId: owner }) => getBalance(getDb(), { kind: "wallet", owner })),
  );
  return { client: first ?? 0, freelancer: second ?? 0 };
}

/** What the client had read a minute before, against what moved. */
function checkSentence(
  { figures }: World,
  { ifNobodyActs, milestones: parts, milestoneNumber, fee }: ContractView,
  at: Date,
  before: Purses,
  after: Purses,
  say: (line: string) => void,
): void {
  const said = ifNobodyActs.map((part) => (typeof part === "string" ? part : "")).join("");
  const isThen = ifNobodyActs.some(
    (part) => typeof part !== "string" && part.form === "long" && +part.moment === +at,
  );
  const part = parts.find(({ number }) => number === milestoneNumber);
  const freeCents = part ? freeCentsOf(part) : cents(0);
  const netCents = freeCents - (part ? feeOnNext(part, freeCents, fee) : 0);
  const amount = formatCents(freeCents);
  const gained = {
    client: after.client - before.client,
    freelancer: after.freelancer - before.freelancer,
  };
  const expected = said.includes(`${amount} goes back to you`)
    ? { client: freeCents, freelancer: 0 }
    : said.includes(`${amount} goes to `)
      ? { client: 0, freelancer: netCents }
      : { client: 0, freelancer: 0 };
  const isSaid = gained.client === expected.client && gained.freelancer === expected.freelancer;
  if (isThen && isSaid) return;
  figures.broken += 1;
  say(`“${said}” at ${at.toISOString()}, and then ${JSON.stringify(gained)} moved`);
}

/** Held = released + refunded + what is left, per milestone, and every cent is somewhere. */
async function compare(world: World, say: (line: string) => void): Promise<void> {
  const { contractId, figures } = world;
  const rows = await getDb().select().from(milestones).where(eq(milestones.contractId, contractId));
  const waiting = await getDb().select().from(clocks).where(eq(clocks.contractId, contractId));
  let heldCents = 0;
  let feeCents = 0;
  for (const row of rows) {
    const hold = await getHold(getDb(), row.hold);
    heldCents += hold?.remainingCents ?? 0;
    feeCents += row.releasedCents - row.earnedCents;
    const isRight = hold
      ? hold.heldCents === row.amountCents &&
        hold.releasedCents === row.releasedCents &&
        hold.refundedCents === row.refundedCents &&
        hold.remainingCents === heldCentsOf(row)
      : row.fundedAt === null;
    if (!isRight) {
      figures.mismatches += 1;
      say(`milestone ${row.number} and its hold differ: ${JSON.stringify(hold)}`);
    }
    const subject = row.disputeId ?? String(row.number);
    const hasClock = waiting.some((clock) => clock.subject === subject);
    if (isMoneyHeld(row) && !hasClock) {
      figures.moneyWithoutNextMoment += 1;
      say(`milestone ${row.number} is held without a next moment`);
    }
  }
  const { client, freelancer } = await readPurses(world);
  const sum = client + freelancer + heldCents + feeCents;
  if (sum === world.fundsCents) return;
  figures.mismatches += 1;
  say(`${sum} cents are there, not ${world.fundsCents}`);
}

async function sumHeld({ contractId }: World): Promise<number> {
  const rows = await getDb()
    .select({ hold: milestones.hold })
    .from(milestones)
    .where(eq(milestones.contractId, contractId));
  const balances = await Promise.all(
    rows.map(({ hold }) => getBalance(getDb(), { kind: "hold", owner: hold })),
  );
  return balances.reduce((sum: number, balance) => sum + balance, 0);
}
