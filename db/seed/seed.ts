import { and, lt, notInArray, sql } from "drizzle-orm";
import { getDb, type Tx } from "#db/client";
import { LANE_NAMES } from "#db/queue-names";
import { notifications } from "#db/schema";
import { hashPassword } from "#lib/auth/password";
import { setFee } from "#lib/jobs/current-fee";
import { NO_FEE } from "#lib/jobs/fee";
import { setProvider } from "#lib/payments/find-provider";
import { createSandboxBank } from "#lib/payments/providers/sandbox";
import { addDays, now } from "#lib/time";
import { createAdmin } from "#lib/users/create-admin";
import { calendarUntil } from "./calendar.ts";
import type { DemoContent } from "./content/demo-content.ts";
import { readContent } from "./content/read-content.ts";
import { tellJob } from "./job-life.ts";
import { makePassword } from "./make-password.ts";
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
/** Before everyone else. */
const ADMIN_CAME_DAYS_AGO = 460;
/** What happened within these days, people have not seen yet. */
const NEWS_DAYS = 3;

/**
 * Fills an empty database with a year in the life of a marketplace, or with only one admin. Runs on `getDb()`, which
 * `seedOnce` makes a single transaction, so half a marketplace is never seen. Returns who can sign in. The demo's
 * people have a known password, unless strangers can reach it: then they share one that nobody knows, and the admin has
 * another.
 */
export async function seed({
  demo,
  isPublic,
}: {
  demo: boolean;
  isPublic: boolean;
}): Promise<{ accounts: readonly SeededAccount[] }> {
  const makeOwn = () => (isPublic ? makePassword() : DEMO_PASSWORD);
  const passwords = { people: makeOwn(), admin: makeOwn() };
  return getDb().transaction((tx) => (demo ? seedMarketplace(tx, passwords) : seedAdmin(tx)));
}

async function seedAdmin(tx: Tx): Promise<{ accounts: readonly SeededAccount[] }> {
  const password = makePassword();
  await createAdmin({ ...ADMIN, password }, tx);
  return { accounts: [{ role: "admin", email: ADMIN.email, password }] };
}

type Passwords = { readonly people: string; readonly admin: string };

async function seedMarketplace(
  tx: Tx,
  passwords: Passwords,
): Promise<{ accounts: readonly SeededAccount[] }> {
  const content = readContent();
  const bank = createSandboxBank({
    cardSettlesAfterMs: CARD_SETTLES_MS,
    payoutSettlesAfterMs: PAYOUT_SETTLES_MS,
  });
  const restoreProvider = setProvider(bank);
  // The demo's people agreed before the operator took anything.
  const restoreFee = setFee(NO_FEE);
  try {
    const passwordHash = await hashPassword(passwords.people);
    const adminPassword = passwords.admin;
    await playStory(tx, tellStory(content, now(), { passwordHash, adminPassword }));
  } finally {
    restoreProvider();
    restoreFee();
  }
  await forgetPastTasks(tx);
  await readOldNotifications(tx);
  return { accounts: demoAccounts(content, passwords) };
}

/** Everything that happened until `end`, in no order. */
function tellStory(
  content: DemoContent,
  end: Date,
  { passwordHash, adminPassword }: { passwordHash: string; adminPassword: string },
): StoryEvent[] {
  const calendar = calendarUntil(end);
  const jobs = planJobs(content);
  const payments = planPayments(content, jobs);
  return [
    {
      at: calendar(ADMIN_CAME_DAYS_AGO),
      play: ({ tx }) => createAdmin({ ...ADMIN, password: adminPassword }, tx),
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

/** The story has done the tasks due until now; the worker keeps those still to come. */
async function forgetPastTasks(tx: Tx): Promise<void> {
  await tx.execute(sql`
    delete from pgboss.job
    where name in ${[...LANE_NAMES]} and start_after <= clock_timestamp()`);
}

/** People have looked at what they were told, except in the last days. Messages were read in the story, or were not. */
async function readOldNotifications(tx: Tx): Promise<void> {
  await tx
    .update(notifications)
    .set({ readAt: sql`created_at + interval '1 hour'` })
    .where(
      and(
        lt(notifications.createdAt, addDays(now(), -NEWS_DAYS)),
        notInArray(notifications.kind, ["message", "invitation"]),
      ),
    );
  // What the story tells of is over: nobody is to be written to about it.
  await tx.update(notifications).set({ mailDueAt: null });
}

function demoAccounts(content: DemoContent, passwords: Passwords): SeededAccount[] {
  const password = passwords.people;
  const client = content.clients.find(({ key }) => key === MAIN_CLIENT);
  const freelancer = content.freelancers.find(({ key }) => key === MAIN_FREELANCER);
  if (!client || !freelancer) throw new Error("The demo's main people are not in its content");
  return [
    { role: "client", email: client.email, password },
    { role: "freelancer", email: freelancer.email, password },
    { role: "admin", email: ADMIN.email, password: passwords.admin },
  ];
}
