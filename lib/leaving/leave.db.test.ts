import { and, eq, inArray, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import {
  billingDetails,
  contracts,
  jobs,
  mailLinks,
  mails,
  notificationPreferences,
  notifications,
  payments,
  portfolioItems,
  proposals,
  pushSubscriptions,
  savedSearches,
  sessions,
  users,
} from "#db/schema";
import { makeAccount, PASSWORD } from "#db/testing/accounts";
import {
  fund,
  makeAdmin,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
} from "#db/testing/factories";
import { AS_MADE, approve, hire, hireAndSubmit, PRICE, seenNow } from "#db/testing/hiring";
import { mailLink } from "#db/testing/mail-links";
import { makeTalk, say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor, type VerifiedProver } from "#lib/auth/actor";
import { createSession } from "#lib/auth/sessions";
import { signIn } from "#lib/auth/sign-in";
import { listContractInvoices } from "#lib/billing/queries/invoices";
import { saveBillingDetails } from "#lib/billing/save-billing-details";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { markComplete } from "#lib/contracts/mark-complete";
import { getContract } from "#lib/contracts/queries/contracts";
import { getConversation } from "#lib/conversations/queries/conversations";
import { listMessages } from "#lib/conversations/queries/messages";
import { sendMessage } from "#lib/conversations/send-message";
import type { Id } from "#lib/ids";
import { reverseDeposit } from "#lib/ledger/movements";
import { getOwed } from "#lib/ledger/queries";
import { makeMails } from "#lib/mail/make-mails";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { savePreferences } from "#lib/notifications/save-preferences";
import { addFunds } from "#lib/payments/add-funds";
import { currentProvider } from "#lib/payments/find-provider";
import { handleProviderEvent } from "#lib/payments/handle-provider-event";
import { withdraw } from "#lib/payments/withdraw";
import { submitProposal } from "#lib/proposals/submit-proposal";
import { saveSearch } from "#lib/searches/save-search";
import { addDays, now, setClock } from "#lib/time";
import { getClient, getFreelancer } from "#lib/users/queries";
import { registerPerson } from "#lib/users/register-person";
import { leave } from "./leave.ts";
import { getLeaving } from "./queries.ts";

useTestDatabase();

const visitor = { address: "203.0.113.9", userAgent: null, deviceToken: null };

function prover(actor: VerifiedActor): VerifiedProver {
  return { ...actor, sessionId: SYSTEM };
}

async function rowOf({ userId }: Pick<VerifiedActor, "userId">) {
  const [row] = await getDb().select().from(users).where(eq(users.id, userId));
  if (!row) throw new Error("A person is gone altogether");
  return row;
}

async function obstaclesOf(actor: VerifiedActor): Promise<string[]> {
  return (await getLeaving(actor)).obstacles.map(({ kind }) => kind);
}

test("money in the wallet, money on its way and an open contract each keep somebody here, and nothing changes", async () => {
  const rich = await makeClient({ fundsCents: 10_000 });
  const waiting = await makeClient();
  const requestKey = crypto.randomUUID();
  await addFunds(waiting, { requestKey, amountCents: "50", card: "card_4242" });
  const { client, freelancer } = await hire();
  const reviewed = await hireAndSubmit();
  const leaver = await makeFreelancer();
  await fund(leaver, 5_000);
  const account = { account: "new", iban: "DE89370400440532013000" };
  await withdraw(prover(leaver), { requestKey, amountCents: "50", ...account });
  expect(await obstaclesOf(rich)).toEqual(["wallet"]);
  expect(await obstaclesOf(waiting)).toEqual(["payment"]);
  expect((await getLeaving(waiting)).obstacles).toMatchObject([{ status: "created" }]);
  expect(await obstaclesOf(leaver)).toEqual(["payment"]);
  for (const party of [client, freelancer, reviewed.client, reviewed.freelancer]) {
    expect(await obstaclesOf(party)).toEqual(["contract"]);
  }
  for (const actor of [rich, waiting, leaver, client, freelancer]) {
    const before = await rowOf(actor);
    await expect(leave(prover(actor))).rejects.toMatchObject({ code: "cannot_leave" });
    expect(await rowOf(actor)).toEqual(before);
  }
});

test("what somebody owes keeps them here until it is settled", async () => {
  const client = await makeClient({ fundsCents: 1_000 });
  const { userId: owner } = client;
  const cause = { key: `${owner}:back`, reference: "test:back" };
  await getDb().transaction((tx) =>
    reverseDeposit(tx, { owner, amountCents: cents(5_000), ...cause }),
  );
  expect(await obstaclesOf(client)).toEqual(["owed"]);
  await expect(leave(prover(client))).rejects.toMatchObject({ code: "cannot_leave" });
});

test("a payment that is taken back after its owner has left is owed, and given back when the dispute is won", async () => {
  const client = await makeClient();
  const form = { requestKey: crypto.randomUUID(), amountCents: "50" };
  const { paymentId } = await addFunds(client, { ...form, card: "card_4242" });
  const account = { account: "new", iban: "DE89370400440532013000" };
  const amountCents = cents(5_000);
  const provider = currentProvider().name;
  const settle = (id: Id<"pay">) =>
    handleProviderEvent(SYSTEM, {
      provider,
      report: { paymentId: id, reference: `ref_${id}`, amountCents, status: "settled" },
    });
  await settle(paymentId);
  const out = { ...form, requestKey: crypto.randomUUID(), ...account };
  await settle((await withdraw(prover(client), out)).paymentId);
  await leave(prover(client));
  const tell = (isGivenBack: boolean) => {
    const reversals = [{ reference: "dp_1", amountCents, reason: "disputed", isGivenBack }];
    const told = { paymentId, reference: `ref_${paymentId}`, amountCents, reversals };
    return handleProviderEvent(SYSTEM, { provider, report: { ...told, status: "settled" } });
  };
  await tell(false);
  expect(await getOwed(getDb(), client.userId)).toBe(5_000);
  await tell(true);
  expect(await getOwed(getDb(), client.userId)).toBe(0);
});

test("whoever has left has no name, address, profile, session or page, and can register anew", async () => {
  const { actor, email } = await makeAccount();
  const { userId } = actor;
  const { handle } = await rowOf(actor);
  expect((await getFreelancer(handle)).handle).toBe(handle);
  const sessionId = await getDb().transaction((tx) => createSession(tx, userId, null));
  await getDb().insert(pushSubscriptions).values({
    id: "psb_x",
    userId,
    sessionId,
    endpoint: "https://push.example/x",
    p256dh: "x",
    auth: "x",
    createdAt: now(),
  });
  await getDb().insert(portfolioItems).values({ id: "prt_x", userId, position: 0, title: "Shop" });
  await saveSearch(actor, { name: "Lamps", query: "q=lamp" });
  const choice = { bell: [], mail: [], push: [], quietFrom: null, quietUntil: null };
  await savePreferences(actor, { ...choice, rhythm: "single", timeZone: "UTC" });
  await mailLink(userId, "reset");
  await leave({ ...actor, sessionId });
  expect(await rowOf(actor)).toMatchObject({ name: "Former member", onboardedAt: null });
  await expect(getFreelancer(handle)).rejects.toMatchObject({ code: "not_found" });
  const { handle: other } = await rowOf(actor);
  await expect(getFreelancer(other)).rejects.toMatchObject({ code: "not_found" });
  for (const table of [sessions, pushSubscriptions, portfolioItems, savedSearches, mailLinks]) {
    expect(await getDb().$count(table, eq(table.userId, userId))).toBe(0);
  }
  for (const table of [notifications, notificationPreferences]) {
    expect(await getDb().$count(table, eq(table.userId, userId))).toBe(0);
  }
  const again = { email, password: PASSWORD };
  await expect(signIn(visitor, again)).rejects.toMatchObject({ code: "wrong_credentials" });
  await expect(
    signIn(visitor, { ...again, email: `${userId}@former.invalid` }),
  ).rejects.toMatchObject({ code: "wrong_credentials" });
  const anew = await registerPerson(visitor, { role: "client", name: "Ida", ...again });
  expect(anew).not.toBeNull();
  expect(anew).not.toBe(userId);
});

test("billing details go, and invoices stay with the names that were on them", async () => {
  const hired = await hireAndSubmit();
  const { client, freelancer, contractId } = hired;
  await saveBillingDetails(client, { name: "Harbour Books Ltd", country: "" });
  await approve(hired);
  const issued = await listContractInvoices(freelancer, contractId);
  expect(issued).toMatchObject([{ recipient: { name: "Harbour Books Ltd" } }]);
  await leave(prover(client));
  expect(await listContractInvoices(freelancer, contractId)).toEqual(issued);
  expect(await getDb().$count(billingDetails, eq(billingDetails.userId, client.userId))).toBe(0);
});

test("whoever has just registered, without a profile and a wallet, can leave", async () => {
  const email = `${newId("usr")}@example.com`;
  const person = { role: "client", name: "Ida", email, password: PASSWORD } as const;
  const userId = await registerPerson(visitor, person);
  if (!userId) throw new Error("Nobody registered");
  const ida = { userId, role: "client", sessionId: SYSTEM } as const;
  await leave(ida);
  expect(await rowOf(ida)).toMatchObject({ name: "Former member" });
});

test("open jobs are closed and live proposals withdrawn, and those who applied are told", async () => {
  const client = await makeClient();
  const jobId = await makeJob(client);
  const expired = await makeJob(client, { expiresAt: addDays(now(), -1) });
  const applicant = await makeFreelancer();
  await makeProposal(jobId, applicant);
  const other = await makeJob(await makeClient());
  const proposalId = await makeProposal(other, applicant);
  await leave(prover(client));
  await leave(prover(applicant));
  const closed = await getDb()
    .select({ status: jobs.status })
    .from(jobs)
    .where(inArray(jobs.id, [jobId, expired]));
  expect(closed.map(({ status }) => status)).toEqual(["closed", "closed"]);
  const [proposal] = await getDb().select().from(proposals).where(eq(proposals.id, proposalId));
  expect(proposal?.status).toBe("withdrawn");
  const { handle } = await rowOf(client);
  await expect(getClient(handle)).rejects.toMatchObject({ code: "not_found" });
});

test("contracts, messages and money of the past stay for the other side, by a former member", async () => {
  const hired = await hireAndSubmit();
  const { client, freelancer, contractId } = hired;
  await markComplete(client, { contractId, ...(await seenNow(contractId)) });
  const talk = await makeTalk({ client, freelancer });
  await say(client, talk, "What we agreed on.");
  await leave(prover(client));
  expect(await getContract(freelancer, contractId)).toBeTruthy();
  const { messages } = await listMessages(freelancer, talk.conversationId);
  expect(messages.map(({ body }) => body)).toEqual(["What we agreed on."]);
  const view = await getConversation(freelancer, talk.conversationId);
  expect(view).toMatchObject({ other: { name: "Former member" }, writingRefusal: "left" });
  const message = { conversationId: talk.conversationId, clientId: crypto.randomUUID(), body: "?" };
  await expect(sendMessage(freelancer, message)).rejects.toMatchObject({ code: "person_left" });
  expect(await obstaclesOf(freelancer)).toEqual(["wallet"]);
  expect(await getDb().$count(contracts, eq(contracts.id, contractId))).toBe(1);
  expect(await getDb().$count(payments, eq(payments.userId, client.userId))).toBe(0);
});

test("mail that has not left is dropped and emptied, and none is written afterwards", async () => {
  const { actor: client } = await makeAccount("client");
  const jobId = await makeJob(client);
  const freelancer = await makeFreelancer();
  const offer = { coverLetter: "I have done this before, and I would begin with the worst of it." };
  const terms = { priceCents: "300", timelineDays: "9", answers: {}, fileIds: [] };
  await submitProposal(freelancer, { jobId, jobRevision: 1, ...offer, ...terms });
  const restore = setClock(() => addDays(new Date(), 1));
  await makeMails().finally(restore);
  await mailLink(client.userId, "reset");
  await leave(prover(client));
  const rows = await getDb().select().from(mails).where(eq(mails.userId, client.userId));
  expect(rows.length).toBeGreaterThan(1);
  for (const { status, body, html, secret, toAddress } of rows) {
    expect({ status, body, html, secret, toAddress }).toEqual({
      status: "dropped",
      body: "",
      html: "",
      secret: null,
      toAddress: "",
    });
  }
  await getDb().insert(notifications).values({
    id: "ntf_late",
    userId: client.userId,
    kind: "hired",
    about: "x",
    facts: {},
    createdAt: now(),
    mailDueAt: now(),
  });
  await makeMails();
  const isTheirs = eq(mails.userId, client.userId);
  expect(await getDb().$count(mails, isTheirs)).toBe(rows.length);
});

test("of leaving and being hired at the same moment one wins", async () => {
  for (let round = 0; round < 6; round += 1) {
    const client = await makeClient({ fundsCents: PRICE });
    const freelancer = await makeFreelancer();
    const proposalId = await makeProposal(await makeJob(client), freelancer);
    const [hiring, leaving] = await Promise.allSettled([
      acceptProposal(client, { proposalId, ...AS_MADE }),
      leave(prover(freelancer)),
    ]);
    expect([hiring.status, leaving.status].sort()).toEqual(["fulfilled", "rejected"]);
    const hasLeft = (await rowOf(freelancer)).leftAt !== null;
    expect(hasLeft).toBe(leaving.status === "fulfilled");
    const isHired = eq(contracts.freelancerId, freelancer.userId);
    expect(await getDb().$count(contracts, isHired)).toBe(hasLeft ? 0 : 1);
  }
});

test("an old sign-in does not delete an account, and nobody leaves twice", async () => {
  const { actor } = await makeAccount("client");
  const restore = setClock(() => addDays(new Date(), -1));
  const open = getDb().transaction((tx) => createSession(tx, actor.userId, null));
  const sessionId = await open.finally(restore);
  const old = { ...actor, sessionId };
  await expect(leave(old)).rejects.toMatchObject({ code: "proof_needed" });
  const fresh = await getDb().transaction((tx) => createSession(tx, actor.userId, null));
  const now = { ...actor, sessionId: fresh };
  const results = await Promise.allSettled([leave(now), leave(now)]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "not_signed_in" },
  });
});

test("whoever operates the instance stays", async () => {
  const admin = await makeAdmin();
  await expect(leave(prover(admin))).rejects.toMatchObject({ code: "not_found" });
  const isAdmin = and(eq(users.id, admin.userId), eq(users.name, "Operator"));
  expect(await getDb().$count(users, isAdmin)).toBe(1);
});

/** What of a person's goes when they leave, by table. */
const GOES = [
  "billing_details",
  "blocks",
  "client_profiles",
  "data_archives",
  "freelancer_profiles",
  "mail_links",
  "mails",
  "notification_preferences",
  "notifications",
  "passkey_challenges",
  "passkeys",
  "payout_accounts",
  "portfolio_items",
  "push_subscriptions",
  "recovery_codes",
  "saved_jobs",
  "saved_people",
  "saved_searches",
  "sessions",
  "totp_factors",
];

/** What stays: others have to do with it, or it says nothing of anybody. */
const STAYS = [
  "agreement_versions",
  "appeals",
  "case_looks",
  "cases",
  "change_orders",
  "contracts",
  "conversations",
  "dispute_decisions",
  "dispute_offers",
  "dispute_statements",
  "disputes",
  "files",
  "form_answers",
  "inbox_changes",
  "inboxes",
  "job_events",
  "jobs",
  "letters",
  "message_reactions",
  "messages",
  "paid_hires",
  "participants",
  "payment_differences",
  "payments",
  "proposals",
  "reconciliations",
  "reports",
  "reviews",
  "setting_versions",
  "sanctions",
  "terms_consents",
];

test("of every table that refers to people it is said what becomes of it", async () => {
  const rows = await getDb().execute<{ name: string }>(sql`
    select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'users'::regclass`);
  expect(rows.map(({ name }) => name).sort()).toEqual([...GOES, ...STAYS].sort());
});
