import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { fund, makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { AS_MADE, seenNow } from "#db/testing/hiring";
import { IS_LONG } from "#db/testing/how-long";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import { isDomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { cents } from "#lib/money";
import { addDays, now, setClock } from "#lib/time";
import { acceptProposal } from "./accept-proposal.ts";
import { actOnClock } from "./act-on-clock.ts";
import { agreeToCancellation } from "./agree-to-cancellation.ts";
import { markComplete } from "./mark-complete.ts";
import { requestCancellation } from "./request-cancellation.ts";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";
import { withdrawCancellation } from "./withdraw-cancellation.ts";

const database = useTestDatabase();

/** Replay a failure: MODEL_SEED=… MODEL_PATH=… npx vitest run lib/contracts/model.db.test.ts */
const { MARKETPLACE_RUNS = IS_LONG ? "300" : "75", MODEL_SEED, MODEL_PATH } = process.env;

const PEOPLE = ["client", "rival", "ana", "ben"] as const;
const WINDOW_DAYS = 7;
const TIMELINE_DAYS = 10;
const RETURN_DAYS = 60;
type Person = (typeof PEOPLE)[number];

/** Three jobs, one per release rule and one of the other client; each with an offer from both freelancers. */
const JOBS = [
  { of: "client", rule: "on_submission", prices: { ana: 300, ben: 250 } },
  { of: "client", rule: "on_approval", prices: { ana: 500, ben: 450 } },
  { of: "rival", rule: "on_approval", prices: { ana: 80, ben: 90 } },
] as const;

const STEPS = ["submit", "changes", "complete", "cancel", "keep", "agree"] as const;

type Step =
  | { does: "fund"; who: "client" | "rival"; amount: number }
  | { does: "accept"; by: Person; job: number; of: "ana" | "ben" }
  | { does: (typeof STEPS)[number]; by: Person; job: number }
  | { does: "wait"; days: number };

/** The rules of a contract as the design page states them, written a second time and as plainly as possible. */
class Contract {
  state: "in_progress" | "under_review" | "completed" | "cancelled" = "in_progress";
  held: number;
  submissions = 0;
  cancelAskedBy: Person | null = null;
  daysLeft = Number.POSITIVE_INFINITY;
  rounds = 2;
  dueInDays = TIMELINE_DAYS;
  /** Until the money goes back, while the work is awaited. */
  returnsInDays = TIMELINE_DAYS + RETURN_DAYS;
  readonly job: (typeof JOBS)[number];
  readonly freelancer: "ana" | "ben";

  constructor(job: (typeof JOBS)[number], freelancer: "ana" | "ben") {
    this.job = job;
    this.freelancer = freelancer;
    this.held = job.prices[freelancer];
  }
}

class Model {
  readonly wallets: Record<Person, number> = { client: 0, rival: 0, ana: 0, ben: 0 };
  readonly contracts = new Map<number, Contract>();

  apply(step: Step): void {
    if (step.does === "fund") this.wallets[step.who] += step.amount;
    else if (step.does === "wait") this.wait(step.days);
    else if (step.does === "accept") this.accept(step.by, step.job, step.of);
    else {
      const contract = this.contracts.get(step.job);
      if (contract) this.take(contract, step.does, step.by);
    }
  }

  private accept(by: Person, number: number, of: "ana" | "ben"): void {
    const job = JOBS[number];
    if (!job || by !== job.of || this.contracts.has(number)) return;
    if (this.wallets[by] < job.prices[of]) return;
    this.wallets[by] -= job.prices[of];
    this.contracts.set(number, new Contract(job, of));
  }

  private take(contract: Contract, does: (typeof STEPS)[number], by: Person): void {
    const isClient = by === contract.job.of;
    const isFreelancer = by === contract.freelancer;
    const isWorking = contract.state === "in_progress";
    const isReviewed = contract.state === "under_review";
    if (does === "submit" && isFreelancer && isWorking) {
      contract.state = "under_review";
      contract.submissions += 1;
      contract.daysLeft = WINDOW_DAYS;
      contract.cancelAskedBy = null;
      if (contract.job.rule === "on_submission") this.pay(contract);
    }
    if (does === "changes" && isClient && isReviewed && contract.held > 0 && contract.rounds > 0) {
      contract.state = "in_progress";
      contract.rounds -= 1;
      contract.returnsInDays = Math.max(contract.dueInDays, 0) + RETURN_DAYS;
      contract.daysLeft = Number.POSITIVE_INFINITY;
    }
    if (does === "complete" && isClient && isReviewed) this.complete(contract);
    const mayCancel = (isClient || isFreelancer) && isWorking && contract.submissions === 0;
    if (does === "cancel" && mayCancel && !contract.cancelAskedBy) contract.cancelAskedBy = by;
    else if (does === "keep" && mayCancel && contract.cancelAskedBy === by) {
      contract.cancelAskedBy = null;
    } else if (
      does === "agree" &&
      mayCancel &&
      contract.cancelAskedBy &&
      contract.cancelAskedBy !== by
    ) {
      this.giveBack(contract);
    }
  }

  private giveBack(contract: Contract): void {
    this.wallets[contract.job.of] += contract.held;
    contract.held = 0;
    contract.state = "cancelled";
  }

  private wait(days: number): void {
    for (const contract of this.contracts.values()) {
      contract.daysLeft -= days;
      contract.dueInDays -= days;
      contract.returnsInDays -= days;
      if (contract.state === "in_progress" && contract.returnsInDays <= 0) this.giveBack(contract);
      if (contract.state === "under_review" && contract.daysLeft <= 0) this.complete(contract);
    }
  }

  private complete(contract: Contract): void {
    contract.state = "completed";
    this.pay(contract);
  }

  private pay(contract: Contract): void {
    this.wallets[contract.freelancer] += contract.held;
    contract.held = 0;
  }
}

const by = fc.constantFrom(...PEOPLE);
const job = fc.nat(JOBS.length - 1);
/** Mostly by a person who may do it, so that contracts get somewhere; sometimes by anyone. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("fund" as const),
      who: fc.constantFrom("client" as const, "rival" as const),
      amount: fc.integer({ min: 50, max: 700 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant("accept" as const),
      by: fc.oneof({ weight: 3, arbitrary: fc.constant("client" as const) }, by),
      job,
      of: fc.constantFrom("ana" as const, "ben" as const),
    }),
  },
  { weight: 8, arbitrary: fc.record({ does: fc.constantFrom(...STEPS), by, job }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("wait" as const),
      days: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(70)),
    }),
  },
);

let restoreClock = () => {};
afterEach(() => restoreClock());

test("whatever two clients and two freelancers do, in any order, wallets and holds are what the rules say", {
  timeout: 600_000,
}, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), play), {
    numRuns: Number(MARKETPLACE_RUNS),
    ...(MODEL_SEED ? { seed: Number(MODEL_SEED) } : {}),
    ...(MODEL_PATH ? { path: MODEL_PATH } : {}),
  });
  expect((await verifyLedger()).mismatches).toEqual([]);
});

type World = {
  readonly people: Record<Person, VerifiedActor>;
  readonly proposals: readonly Record<"ana" | "ben", Id<"prp">>[];
  readonly contracts: Map<number, Id<"ctr">>;
};

async function play(steps: readonly Step[]): Promise<void> {
  let moment = now();
  restoreClock();
  restoreClock = setClock(() => moment);
  const world = await makeWorld();
  const model = new Model();
  for (const current of steps) {
    model.apply(current);
    if (current.does === "wait") moment = addDays(moment, current.days);
    await act(world, current);
    await compare(world, model, JSON.stringify(current));
  }
}

async function makeWorld(): Promise<World> {
  const [client, rival, ana, ben] = await Promise.all([
    makeClient(),
    makeClient(),
    makeFreelancer(),
    makeFreelancer(),
  ]);
  const people = { client, rival, ana, ben };
  const proposals = await Promise.all(
    JOBS.map(async ({ of, rule, prices }) => {
      const jobId = await makeJob(people[of], { releaseRule: rule, reviewWindowDays: WINDOW_DAYS });
      const offer = (who: "ana" | "ben") =>
        makeProposal(jobId, people[who], { priceCents: cents(prices[who]) });
      return { ana: await offer("ana"), ben: await offer("ben") };
    }),
  );
  return { people, proposals, contracts: new Map() };
}

/** Takes the step as that person; a refusal by the rules is an answer like any other. */
async function act(world: World, step: Step): Promise<void> {
  try {
    await attempt(world, step);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

async function attempt({ people, proposals, contracts }: World, step: Step): Promise<void> {
  if (step.does === "fund") return fund(people[step.who], step.amount);
  if (step.does === "wait") {
    for (const contractId of contracts.values())
      await actOnClock({ contractId }).catch(ignoreRefusal);
    return;
  }
  const actor = people[step.by];
  if (step.does === "accept") {
    const proposalId = proposals[step.job]?.[step.of];
    if (!proposalId) throw new Error("Every job has two proposals");
    const { contractId } = await acceptProposal(actor, { proposalId, ...AS_MADE });
    contracts.set(step.job, contractId);
    return;
  }
  const contractId = contracts.get(step.job);
  if (!contractId) return;
  const seen = await seenNow(contractId);
  const verbs = {
    submit: () => submitWork(actor, { contractId, ...seen, note: "Here it is." }),
    changes: () => requestChanges(actor, { contractId, ...seen, note: "Not yet." }),
    complete: () => markComplete(actor, { contractId, ...seen }),
    cancel: () => requestCancellation(actor, { contractId }),
    keep: () => withdrawCancellation(actor, { contractId, ...seen }),
    agree: () => agreeToCancellation(actor, { contractId, ...seen }),
  };
  await verbs[step.does]();
}

const REFUSALS = [
  "not_found",
  "forbidden",
  "wrong_state",
  "job_not_open",
  "proposal_not_live",
  "insufficient_funds",
  "already_submitted",
  "already_released",
  "work_submitted",
  "cancellation_pending",
  "no_cancellation",
  "not_due",
  "no_round_left",
] as const;

function isRefusal(error: unknown): boolean {
  return REFUSALS.some((code) => isDomainError(error, code));
}

function ignoreRefusal(error: unknown): void {
  if (!isRefusal(error)) throw error;
}

async function compare({ people, contracts }: World, model: Model, step: string): Promise<void> {
  const wallets = { client: 0, rival: 0, ana: 0, ben: 0 };
  for (const person of PEOPLE) {
    wallets[person] = await getBalance(getDb(), { kind: "wallet", owner: people[person].userId });
  }
  expect(wallets, step).toEqual(model.wallets);
  expect([...contracts.keys()].sort(), step).toEqual([...model.contracts.keys()].sort());
  for (const [number, contractId] of contracts) {
    const [row] = await database().app.sql<{ status: string }[]>`
      select status from jobs join contracts on contracts.job_id = jobs.id where contracts.id = ${contractId}`;
    const held = await getBalance(getDb(), { kind: "hold", owner: contractId });
    const expected = model.contracts.get(number);
    expect({ state: row?.status, held }, step).toEqual({
      state: expected?.state,
      held: expected?.held,
    });
  }
}
