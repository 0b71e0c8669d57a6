import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { getDb, type Tx } from "#db/client";
import { QUEUE } from "#db/queue-names";
import { hashPassword } from "#lib/auth/password";
import { setProvider } from "#lib/payments/find-provider";
import { createSandboxBank } from "#lib/payments/providers/sandbox";
import { now } from "#lib/time";
import { createAdmin } from "#lib/users/create-admin";
import { calendarUntil } from "./calendar.ts";
import { content } from "./content/content.ts";
import { tellJob } from "./job-life.ts";
import { CARD_SETTLES_MS, PAYOUT_SETTLES_MS, tellPayment } from "./payment-life.ts";
import { tellPeople } from "./people.ts";
import { planJobs } from "./plan-jobs.ts";
import { MAIN_CLIENT, MAIN_FREELANCER, planPayments } from "./plan-payments.ts";
import { tellSavedJobs } from "./saved-jobs.ts";
import { playStory, type StoryEvent } from "./stage.ts";
import { tellTalks } from "./talk-life.ts";

export type SeededAccount = {
  readonly role: string;
  readonly email: string;
  readonly password: string;
};

const ADMIN = { name: "Instance admin", email: "admin@example.com" };
const DEMO_PASSWORD = "workhub-demo";
/** Before anybody else. */
const ADMIN_CAME_DAYS_AGO = 460;

/**
 * Fills an empty database: with a year in the life of a marketplace, or with one admin only. Runs on `getDb()`, which
 * `seedOnce` makes a single transaction, so that half a marketplace is never seen. Returns who can sign in.
 */
export async function seed({
  demo,
}: {
  demo: boolean;
}): Promise<{ accounts: readonly SeededAccount[] }> {
  return getDb().transaction((tx) => (demo ? seedMarketplace(tx) : seedAdmin(tx)));
}

async function seedAdmin(tx: Tx): Promise<{ accounts: readonly SeededAccount[] }> {
  const password = randomBytes(12).toString("base64url");
  await createAdmin({ ...ADMIN, password }, tx);
  return { accounts: [{ role: "admin", email: ADMIN.email, password }] };
}

async function seedMarketplace(tx: Tx): Promise<{ accounts: readonly SeededAccount[] }> {
  const bank = createSandboxBank({
    cardSettlesAfterMs: CARD_SETTLES_MS,
    payoutSettlesAfterMs: PAYOUT_SETTLES_MS,
  });
  const restoreProvider = setProvider(bank);
  try {
    await playStory(tx, tellStory(now(), await hashPassword(DEMO_PASSWORD)));
  } finally {
    restoreProvider();
  }
  await forgetPastTasks(tx);
  return { accounts: demoAccounts() };
}

/** Everything that happened until `end`, in no order. */
function tellStory(end: Date, passwordHash: string): StoryEvent[] {
  const calendar = calendarUntil(end);
  const jobs = planJobs(content);
  const payments = planPayments(content, jobs);
  return [
    {
      at: calendar(ADMIN_CAME_DAYS_AGO),
      play: ({ tx }) => createAdmin({ ...ADMIN, password: DEMO_PASSWORD }, tx),
    },
    ...tellPeople(content, jobs, { calendar, passwordHash }),
    ...jobs.flatMap((job) => tellJob(job, calendar)),
    ...payments.flatMap((payment, index) =>
      tellPayment(payment, `demo:${index}`, { calendar, end }),
    ),
    ...tellSavedJobs(content, jobs, calendar),
    ...tellTalks(content.talks, jobs, calendar),
  ];
}

/** The story has carried out what was due until now; the worker keeps what is still to come. */
async function forgetPastTasks(tx: Tx): Promise<void> {
  await tx.execute(sql`
    delete from pgboss.job where name = ${QUEUE.name} and start_after <= clock_timestamp()`);
}

function demoAccounts(): SeededAccount[] {
  const password = DEMO_PASSWORD;
  const client = content.clients.find(({ key }) => key === MAIN_CLIENT);
  const freelancer = content.freelancers.find(({ key }) => key === MAIN_FREELANCER);
  if (!client || !freelancer) throw new Error("The demo's main people are not in its content");
  return [
    { role: "client", email: client.email, password },
    { role: "freelancer", email: freelancer.email, password },
    { role: "admin", email: ADMIN.email, password },
  ];
}
