import { and, asc, desc, eq, getTableColumns, gt, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { getDb } from "#db/client";
import {
  billingDetails,
  blocks,
  clientProfiles,
  contracts,
  conversations,
  disputeDecisions,
  disputeOffers,
  disputeStatements,
  disputes,
  freelancerProfiles,
  jobs,
  messages,
  milestones,
  notificationPreferences,
  participants,
  paymentReversals,
  payments,
  payoutAccounts,
  portfolioItems,
  proposals,
  reviews,
  savedJobs,
  savedPeople,
  savedSearches,
  sessions,
  submissions,
  termsConsents,
  users,
} from "#db/schema";
import { listOwnEvents } from "#lib/audit/queries";
import type { Actor } from "#lib/auth/actor";
import { deviceName } from "#lib/auth/device-name";
import { eachInvoice } from "#lib/billing/queries/each-invoice";
import type { Id } from "#lib/ids";
import { listEntries, MAX_ENTRIES } from "#lib/ledger/queries";
import { listOwnReports, listOwnSanctions } from "#lib/moderation/queries/own";
import type { OwnReportView, SanctionView } from "#lib/moderation/schema";
import { listNotifications } from "#lib/notifications/queries";
import { isVisibleTo } from "#lib/reviews/queries";
import { eachOf } from "#lib/sweep";

/** Rows are read so many at a time: what is in memory does not grow with what a person has. */
const PAGE = 200;

type Person = Pick<Actor, "userId">;
type Rows = AsyncIterable<object>;

/** Every list of an archive, by the name of its file, in the order in which they stand in it. */
export const LISTS: Readonly<Record<string, (actor: Actor) => Rows>> = {
  "profile.json": readProfile,
  "billing.json": readBilling,
  "saved.json": readSaved,
  "jobs.json": readJobs,
  "proposals.json": readProposals,
  "contracts.json": readContracts,
  "messages.json": readMessages,
  "invoices.json": readInvoices,
  "payments.json": readPayments,
  "payment-reversals.json": readReversals,
  "payout-accounts.json": readPayoutAccounts,
  "transactions.json": readTransactions,
  "reviews.json": readReviews,
  "reports-and-decisions.json": readModeration,
  "notifications.json": readNotifications,
  "sessions.json": readSessions,
  "security.json": readSecurity,
};

async function* readProfile({ userId }: Person): Rows {
  const db = getDb();
  const { id, email, role, name, handle, createdAt, emailVerifiedAt } = users;
  yield* await db
    .select({ id, email, role, name, handle, createdAt, emailVerifiedAt })
    .from(users)
    .where(eq(id, userId));
  const { userId: _company, ...company } = getTableColumns(clientProfiles);
  yield* await db.select(company).from(clientProfiles).where(eq(clientProfiles.userId, userId));
  const { headline, bio, skills, hourlyRateCents, location, availability } = freelancerProfiles;
  const { isListed, languages, timeZone } = freelancerProfiles;
  const offered = { headline, bio, skills, hourlyRateCents, location, availability };
  yield* await db
    .select({ ...offered, isListed, languages, timeZone })
    .from(freelancerProfiles)
    .where(eq(freelancerProfiles.userId, userId));
  const { title, url, description } = portfolioItems;
  yield* await db
    .select({ portfolioItem: title, url, description })
    .from(portfolioItems)
    .where(eq(portfolioItems.userId, userId))
    .orderBy(asc(portfolioItems.position));
  const { version: agreedToTerms, agreedAt } = termsConsents;
  yield* await db
    .select({ agreedToTerms, agreedAt })
    .from(termsConsents)
    .where(eq(termsConsents.userId, userId))
    .orderBy(asc(agreedToTerms));
  const { userId: _chosen, ...preferences } = getTableColumns(notificationPreferences);
  yield* await db
    .select(preferences)
    .from(notificationPreferences)
    .where(eq(notificationPreferences.userId, userId));
}

async function* readBilling({ userId }: Person): Rows {
  const { userId: _own, ...details } = getTableColumns(billingDetails);
  yield* await getDb()
    .select(details)
    .from(billingDetails)
    .where(eq(billingDetails.userId, userId));
}

/** All of it is bounded by limits on what one person may keep. */
async function* readSaved({ userId }: Person): Rows {
  const db = getDb();
  yield* await db
    .select({ savedJob: jobs.title, jobId: jobs.id, at: savedJobs.createdAt })
    .from(savedJobs)
    .innerJoin(jobs, eq(jobs.id, savedJobs.jobId))
    .where(eq(savedJobs.userId, userId));
  yield* await db
    .select({ savedFreelancer: users.name, at: savedPeople.createdAt })
    .from(savedPeople)
    .innerJoin(users, eq(users.id, savedPeople.freelancerId))
    .where(eq(savedPeople.userId, userId));
  const { board, name, query, createdAt } = savedSearches;
  yield* await db
    .select({ savedSearch: name, board, query, at: createdAt })
    .from(savedSearches)
    .where(eq(savedSearches.userId, userId));
  yield* await db
    .select({ blockedPerson: users.name, at: blocks.createdAt })
    .from(blocks)
    .innerJoin(users, eq(users.id, blocks.blockedId))
    .where(eq(blocks.blockerId, userId));
}

function readJobs({ userId }: Person): Rows {
  return inPages<typeof jobs.$inferSelect>((after) =>
    getDb()
      .select()
      .from(jobs)
      .where(and(eq(jobs.clientId, userId), behind(jobs.id, after)))
      .orderBy(asc(jobs.id))
      .limit(PAGE),
  );
}

/** Those that the person made, and those that they were sent. */
function readProposals({ userId }: Person): Rows {
  return inPages((after: Keyed<"prp"> | undefined) =>
    getDb()
      .select({
        id: proposals.id,
        jobId: proposals.jobId,
        jobTitle: jobs.title,
        from: users.name,
        coverLetter: proposals.coverLetter,
        answers: proposals.answers,
        priceCents: proposals.priceCents,
        timelineDays: proposals.timelineDays,
        feeBasisPoints: proposals.feeBasisPoints,
        feeMinimumCents: proposals.feeMinimumCents,
        status: proposals.status,
        declineReason: proposals.declineReason,
        createdAt: proposals.createdAt,
        decidedAt: proposals.decidedAt,
      })
      .from(proposals)
      .innerJoin(jobs, eq(jobs.id, proposals.jobId))
      .innerJoin(users, eq(users.id, proposals.freelancerId))
      .where(
        and(
          or(eq(proposals.freelancerId, userId), eq(jobs.clientId, userId)),
          behind(proposals.id, after),
        ),
      )
      .orderBy(asc(proposals.id))
      .limit(PAGE),
  );
}

async function* readContracts({ userId }: Person): Rows {
  const isTheirs = or(eq(contracts.clientId, userId), eq(contracts.freelancerId, userId));
  const pages = inPages((after: (typeof contracts.$inferSelect & Titled) | undefined) =>
    getDb()
      .select({ ...getTableColumns(contracts), jobTitle: jobs.title })
      .from(contracts)
      .innerJoin(jobs, eq(jobs.id, contracts.jobId))
      .where(and(isTheirs, behind(contracts.id, after)))
      .orderBy(asc(contracts.id))
      .limit(PAGE),
  );
  const { milestoneNumber, number, note, createdAt, changesNote, changesRequestedAt } = submissions;
  const { clientId: _, freelancerId: __, contractId: ___, ...part } = getTableColumns(milestones);
  for await (const contract of pages) {
    const parts = await getDb()
      .select(part)
      .from(milestones)
      .where(eq(milestones.contractId, contract.id))
      .orderBy(asc(milestones.number));
    const versions = await getDb()
      .select({ milestoneNumber, number, note, createdAt, changesNote, changesRequestedAt })
      .from(submissions)
      .where(eq(submissions.contractId, contract.id))
      .orderBy(asc(milestoneNumber), asc(number));
    const disputed = await readDisputes(contract.id);
    yield { ...contract, milestones: parts, versions, disputes: disputed };
  }
}

/** What both sides of a dispute stated and offered, and what was decided. */
async function readDisputes(contractId: Id<"ctr">): Promise<object[]> {
  const rows = await getDb()
    .select()
    .from(disputes)
    .where(eq(disputes.contractId, contractId))
    .orderBy(asc(disputes.createdAt), asc(disputes.id));
  return Promise.all(
    rows.map(async ({ requestKey: _, clockBefore: __, ...dispute }) => {
      const [offers, statements, decisions] = await Promise.all([
        readOffers(dispute.id),
        readStatements(dispute.id),
        readDecisions(dispute.id),
      ]);
      return { ...dispute, offers, statements, decisions };
    }),
  );
}

function readOffers(disputeId: Id<"dsp">) {
  const { number, madeBy, toFreelancerCents, note, status, createdAt, endedAt } = disputeOffers;
  return getDb()
    .select({ number, madeBy, toFreelancerCents, note, status, createdAt, endedAt })
    .from(disputeOffers)
    .where(eq(disputeOffers.disputeId, disputeId))
    .orderBy(asc(number));
}

function readStatements(disputeId: Id<"dsp">) {
  const { id, kind, asks, text, createdAt } = disputeStatements;
  return getDb()
    .select({ id, from: users.name, kind, asks, text, createdAt })
    .from(disputeStatements)
    .innerJoin(users, eq(users.id, disputeStatements.authorId))
    .where(eq(disputeStatements.disputeId, disputeId))
    .orderBy(asc(createdAt), asc(id));
}

function readDecisions(disputeId: Id<"dsp">) {
  const { round, findings, reason, toFreelancerCents, createdAt } = disputeDecisions;
  return getDb()
    .select({ round, by: users.name, findings, reason, toFreelancerCents, createdAt })
    .from(disputeDecisions)
    .innerJoin(users, eq(users.id, disputeDecisions.mediatorId))
    .where(eq(disputeDecisions.disputeId, disputeId))
    .orderBy(asc(round));
}

/** Written and received, one conversation after the other. */
async function* readMessages({ userId }: Person): Rows {
  const talks = inPages((after: Keyed<"cnv"> | undefined) =>
    getDb()
      .select({ id: conversations.id, jobTitle: jobs.title })
      .from(participants)
      .innerJoin(conversations, eq(conversations.id, participants.conversationId))
      .innerJoin(jobs, eq(jobs.id, conversations.jobId))
      .where(and(eq(participants.userId, userId), behind(conversations.id, after)))
      .orderBy(asc(conversations.id))
      .limit(PAGE),
  );
  const { seq, body, createdAt, editedAt, deletedAt, replyToSeq } = messages;
  for await (const { id: conversationId, jobTitle } of talks) {
    const written = inPages((after: { number: number } | undefined) =>
      getDb()
        .select({ number: seq, from: users.name, body, createdAt, editedAt, deletedAt, replyToSeq })
        .from(messages)
        .innerJoin(users, eq(users.id, messages.senderId))
        .where(and(eq(messages.conversationId, conversationId), gt(seq, after?.number ?? 0)))
        .orderBy(asc(seq))
        .limit(PAGE),
    );
    for await (const message of written) yield { conversationId, jobTitle, ...message };
  }
}

/** Those that the person issued, and those that they got. */
function readInvoices(actor: Actor): Rows {
  return eachInvoice(actor);
}

async function* readPayoutAccounts({ userId }: Person): Rows {
  const { userId: _own, ...account } = getTableColumns(payoutAccounts);
  yield* await getDb()
    .select(account)
    .from(payoutAccounts)
    .where(eq(payoutAccounts.userId, userId));
}

function readPayments({ userId }: Person): Rows {
  const { id, direction, amountCents, status, method, failureReason } = payments;
  const { createdAt, expectedAt, finishedAt } = payments;
  const shown = { id, direction, amountCents, status, method, failureReason };
  return inPages((after: Keyed<"pay"> | undefined) =>
    getDb()
      .select({ ...shown, createdAt, expectedAt, finishedAt })
      .from(payments)
      .where(and(eq(payments.userId, userId), behind(id, after)))
      .orderBy(asc(id))
      .limit(PAGE),
  );
}

/** What was taken back of the person's payments from outside. */
function readReversals({ userId }: Person): Rows {
  const { paymentId, reference } = paymentReversals;
  return inPages<typeof paymentReversals.$inferSelect>((after) =>
    getDb()
      .select(getTableColumns(paymentReversals))
      .from(paymentReversals)
      .innerJoin(payments, eq(payments.id, paymentId))
      .where(
        and(
          eq(payments.userId, userId),
          after && sql`(${paymentId}, ${reference}) > (${after.paymentId}, ${after.reference})`,
        ),
      )
      .orderBy(asc(paymentId), asc(reference))
      .limit(PAGE),
  );
}

/** What moved in the wallet, newest first. */
function readTransactions({ userId }: Person): Rows {
  return inPages((after: { seq: number } | undefined) =>
    listEntries(
      getDb(),
      { kind: "wallet", owner: userId },
      { limit: MAX_ENTRIES, ...(after && { beforeSeq: after.seq }) },
    ),
  );
}

/** Written, and received once it has appeared. */
function readReviews({ userId }: Person): Rows {
  return inPages((after: Keyed<"rev"> | undefined) =>
    getDb()
      .select({
        id: reviews.id,
        contractId: reviews.contractId,
        from: users.name,
        rating: reviews.rating,
        text: reviews.text,
        createdAt: reviews.createdAt,
        answer: reviews.answer,
      })
      .from(reviews)
      .innerJoin(users, eq(users.id, reviews.authorId))
      .where(
        and(
          or(eq(reviews.authorId, userId), eq(reviews.subjectId, userId)),
          isVisibleTo(userId),
          behind(reviews.id, after),
        ),
      )
      .orderBy(asc(reviews.id))
      .limit(PAGE),
  );
}

/** What the person reported, with what became of it, and what moderators decided about them. */
async function* readModeration(actor: Actor): Rows {
  yield* inPages((after: OwnReportView | undefined) =>
    listOwnReports(actor, { before: after?.reportId, limit: PAGE }),
  );
  yield* inPages((after: SanctionView | undefined) =>
    listOwnSanctions(actor, { before: after?.sanctionId, limit: PAGE }),
  );
}

async function* readNotifications(person: Person): Rows {
  let before: string | undefined;
  do {
    const { rows, next } = await listNotifications(person, { before, limit: PAGE });
    for (const { kind, sentence, jobTitle, at, isUnread } of rows) {
      yield { kind, sentence, jobTitle, at, isUnread };
    }
    before = next ?? undefined;
  } while (before !== undefined);
}

async function* readSessions({ userId }: Person): Rows {
  const rows = await getDb()
    .select()
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt));
  for (const { createdAt, lastSeenAt, expiresAt, userAgent } of rows) {
    yield { device: deviceName(userAgent), signedInAt: createdAt, lastSeenAt, expiresAt };
  }
}

type Keyed<P extends "prp" | "cnv" | "pay" | "rev"> = { readonly id: Id<P> };
type Titled = { readonly jobTitle: string };

/** What happened to the account, newest first. */
async function* readSecurity(actor: Actor): Rows {
  let before: number | null = null;
  do {
    const page: Awaited<ReturnType<typeof listOwnEvents>> = await listOwnEvents(actor, {
      before,
      limit: PAGE,
    });
    yield* page.rows;
    before = page.next;
  } while (before !== null);
}

const inPages = eachOf;

/** After the last row of the page before. */
function behind(column: AnyPgColumn, after: { readonly id: string } | undefined): SQL | undefined {
  return after && gt(column, after.id);
}
