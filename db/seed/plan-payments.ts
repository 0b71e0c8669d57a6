import { makeIban } from "#lib/payments/iban";
import { SANDBOX_IBANS } from "#lib/payments/providers/sandbox-rules";
import type { ClientKey, DemoContent, FreelancerKey } from "./content/demo-content.ts";
import { type PlannedJob, paidAgo } from "./planned-job.ts";
import { diceFor } from "./random.ts";

/** Money that enters or leaves through the bank. Ages in days before the seeding. */
export type PlannedPayment =
  | {
      readonly direction: "deposit";
      readonly personKey: ClientKey;
      readonly ago: number;
      readonly amountCents: number;
      readonly card: string;
    }
  | {
      readonly direction: "payout";
      readonly personKey: FreelancerKey;
      readonly ago: number;
      readonly amountCents: number;
      readonly iban: string;
    };

type Movement = { readonly ago: number; readonly cents: number };

/** The two people whose accounts show the demo. */
export const MAIN_CLIENT: ClientKey = "northwind";
export const MAIN_FREELANCER: FreelancerKey = "ana";

const WORKING_CARD = "card_4242";
const FAILING_CARD = "card_9995";
/** What the main client adds in the end, so that visitors to the demo can hire: fails once, then works. */
const TOP_UP_CENTS = 350_000;
const TOP_UP_AGO = 5.6;
const RETRIED_AFTER_DAYS = 0.03;

const PAYOUT_EVERY_DAYS = 29;
const LEAST_PAYOUT_CENTS = 15_000;
/** The main freelancer's latest payout is younger than a payout takes, so it is on its way. */
const LATEST_PAYOUT_AGO = 0.8;
const BOUNCED_ROUND = 4;
const CORRECTED_AFTER_DAYS = 3;

export function planPayments(content: DemoContent, jobs: readonly PlannedJob[]): PlannedPayment[] {
  return [
    ...content.clients.flatMap(({ key }) => planDeposits(key, jobs)),
    ...content.freelancers.flatMap(({ key }, index) => planPayouts(key, ibanOf(key, index), jobs)),
  ];
}

/** Clients add money when the next hiring needs it, in round amounts, an hour or a few before. */
function planDeposits(key: ClientKey, jobs: readonly PlannedJob[]): PlannedPayment[] {
  const dice = diceFor(`wallet ${key}`);
  const base = { direction: "deposit", personKey: key } as const;
  const deposits: PlannedPayment[] = [];
  let balance = 0;
  for (const { ago, cents } of movementsOfClient(key, jobs)) {
    balance += cents;
    if (balance >= 0) continue;
    const amountCents = roundUp(-balance + dice.between(0, 120_000), 25_000);
    deposits.push({
      ...base,
      ago: ago + dice.between(0.06, 0.3),
      amountCents,
      card: WORKING_CARD,
    });
    balance += amountCents;
  }
  if (key !== MAIN_CLIENT) return deposits;
  const topUp = { ...base, amountCents: TOP_UP_CENTS };
  return [
    ...deposits,
    { ...topUp, ago: TOP_UP_AGO, card: FAILING_CARD },
    { ...topUp, ago: TOP_UP_AGO - RETRIED_AFTER_DAYS, card: WORKING_CARD },
  ];
}

/** About once a month, freelancers withdraw what they have earned. */
function planPayouts(
  key: FreelancerKey,
  iban: string,
  jobs: readonly PlannedJob[],
): PlannedPayment[] {
  const dice = diceFor(`wallet ${key}`);
  const isMain = key === MAIN_FREELANCER;
  const latestAgo = isMain ? LATEST_PAYOUT_AGO : dice.between(4, 28);
  const base = { direction: "payout", personKey: key, iban } as const;
  const earned = movementsOfFreelancer(key, jobs);
  const payouts: PlannedPayment[] = [];
  let takenOut = 0;
  for (let round = 14; round >= 0; round -= 1) {
    const ago = latestAgo + round * PAYOUT_EVERY_DAYS;
    const soFar = earned.filter((movement) => movement.ago > ago + 0.5);
    const balance = soFar.reduce((sum, { cents }) => sum + cents, -takenOut);
    const amountCents = Math.floor((balance * dice.between(0.75, 1)) / 1000) * 1000;
    if (amountCents < LEAST_PAYOUT_CENTS) continue;
    takenOut += amountCents;
    const payout = { ...base, ago, amountCents };
    if (isMain && round === BOUNCED_ROUND) {
      payouts.push({ ...payout, iban: SANDBOX_IBANS.bounces });
      payouts.push({ ...payout, ago: ago - CORRECTED_AFTER_DAYS });
    } else payouts.push(payout);
  }
  return payouts;
}

function movementsOfClient(key: ClientKey, jobs: readonly PlannedJob[]): Movement[] {
  const movements = jobs.flatMap(({ clientKey, hiring }) => {
    if (clientKey !== key || !hiring) return [];
    const { hiredAgo, priceCents, ending } = hiring;
    const held = { ago: hiredAgo, cents: -priceCents };
    if (ending?.kind !== "cancelled") return [held];
    return [held, { ago: ending.agreedAgo, cents: priceCents }];
  });
  return movements.sort((one, other) => other.ago - one.ago);
}

function movementsOfFreelancer(key: FreelancerKey, jobs: readonly PlannedJob[]): Movement[] {
  return jobs.flatMap((job) => {
    const ago = paidAgo(job);
    if (ago === null || job.hiring?.freelancerKey !== key) return [];
    return [{ ago, cents: job.hiring.priceCents }];
  });
}

/** A separate account for each; the main freelancer has the example shown on the wallet's pages. */
function ibanOf(key: FreelancerKey, index: number): string {
  if (key === MAIN_FREELANCER) return SANDBOX_IBANS.works;
  return makeIban("DE", `10000000000000${String(2000 + index * 389)}`);
}

function roundUp(cents: number, step: number): number {
  return Math.ceil(cents / step) * step;
}
