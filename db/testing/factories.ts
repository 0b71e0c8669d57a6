import { eq, sql } from "drizzle-orm";
import { type Actor, ROLE_NAMES, type StaffRole, type VerifiedActor } from "#lib/auth/actor";
import { asTrusted } from "#lib/auth/verified";
import type { Id } from "#lib/ids";
import { recordRevision } from "#lib/jobs/record-event";
import { deposit, openWallet } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { recordOffer } from "#lib/proposals/submit-proposal";
import { now } from "#lib/time";
import { getDb } from "../client.ts";
import {
  clientProfiles,
  freelancerProfiles,
  inboxNoted,
  jobs,
  proposals,
  users,
} from "../schema.ts";

type Made<Table extends { $inferInsert: object }> = Partial<Table["$inferInsert"]>;

/** A client with a profile, and `fundsCents` in the wallet. */
export async function makeClient(
  options: { name?: string; fundsCents?: number } = {},
): Promise<VerifiedActor> {
  const actor = await makePerson("client", options.name ?? "Northwind Trade");
  await getDb()
    .insert(clientProfiles)
    .values({ userId: actor.userId, companyName: options.name ?? "Northwind Trade" });
  if (options.fundsCents) await fund(actor, options.fundsCents);
  return actor;
}

/** A freelancer with a profile and an empty wallet. */
export async function makeFreelancer(options: { name?: string } = {}): Promise<VerifiedActor> {
  const actor = await makePerson("freelancer", options.name ?? "Ana Moreau");
  await getDb()
    .insert(freelancerProfiles)
    .values({ userId: actor.userId, headline: "Front-end engineer", skills: ["React"] });
  return actor;
}

export function makeAdmin(): Promise<VerifiedActor> {
  return makeStaff("admin");
}

/** Somebody who keeps the house. */
export function makeStaff(role: StaffRole): Promise<VerifiedActor> {
  return makePerson(role, role === "admin" ? "Operator" : ROLE_NAMES[role]);
}

async function makePerson(role: Actor["role"], name: string): Promise<VerifiedActor> {
  const userId = newId("usr");
  const at = now();
  await getDb().transaction(async (tx) => {
    await tx.insert(users).values({
      id: userId,
      email: `${userId}@example.com`,
      passwordHash: "none",
      role,
      name,
      handle: userId.replace("_", "-"),
      createdAt: at,
      emailVerifiedAt: at,
      onboardedAt: at,
    });
    await openWallet(tx, { owner: userId });
  });
  return asTrusted({ userId, role });
}

/** Puts money into a person's wallet, from outside. */
export async function fund({ userId }: Actor, amountCents: number): Promise<void> {
  await getDb().transaction((tx) =>
    deposit(tx, {
      owner: userId,
      amountCents: cents(amountCents),
      key: `test:${newId("pay")}`,
      reference: "test",
    }),
  );
}

/** An open job of this client: €400.00, paid on submission, 7 days to review. */
export async function makeJob(client: Actor, fields: Made<typeof jobs> = {}): Promise<Id<"job">> {
  const at = now();
  const job = {
    id: newId("job"),
    clientId: client.userId,
    requestKey: newId("job"),
    title: "Make our checkout usable with a screen reader",
    description: "Our checkout has three pages. An audit found 24 problems.",
    category: "web-development",
    skills: ["React"],
    budgetCents: cents(40_000),
    timelineDays: 14,
    releaseRule: "on_submission" as const,
    reviewWindowDays: 7,
    createdAt: at,
    updatedAt: at,
    ...fields,
  };
  await getDb().transaction(async (tx) => {
    await tx.insert(jobs).values(job);
    await recordRevision(tx, job.id);
  });
  return job.id;
}

/** A live proposal of this freelancer: €400.00 in 10 days. Inserted silently: nobody is notified. */
export async function makeProposal(
  jobId: Id<"job">,
  freelancer: Actor,
  fields: Made<typeof proposals> = {},
): Promise<Id<"prp">> {
  const proposal = {
    id: newId("prp"),
    jobId,
    freelancerId: freelancer.userId,
    coverLetter: "I have fixed this kind of checkout before.",
    priceCents: cents(40_000),
    timelineDays: 10,
    createdAt: now(),
    ...fields,
  };
  await getDb().transaction(async (tx) => {
    await tx.insert(proposals).values(proposal);
    await recordOffer(tx, proposal.id);
    await tx.execute(sql`set constraints proposals_note immediate`);
    await tx.delete(inboxNoted).where(eq(inboxNoted.transaction, sql`pg_current_xact_id()::text`));
  });
  return proposal.id;
}
