import { randomUUID } from "node:crypto";
import { desc, eq, like } from "drizzle-orm";
import { Secret } from "otpauth";
import sharp from "sharp";
import { getDb } from "#db/client";
import {
  appeals,
  billingDetails,
  blocks,
  caseLooks,
  cases,
  clientProfiles,
  clocks,
  dataArchives,
  files,
  freelancerProfiles,
  mails,
  milestones,
  notificationPreferences,
  passkeyChallenges,
  passkeys,
  portfolioItems,
  rateLimits,
  recoveryCodes,
  reports,
  reviews,
  sanctions,
  savedSearches,
  searchSynonyms,
  sessions,
  totpFactors,
  users,
} from "#db/schema";
import { addMilestone } from "#db/testing/add-milestone";
import { makeDifference } from "#db/testing/differences";
import { answeredOver, decidedOver, mediatedOver, openOver } from "#db/testing/disputes";
import {
  fund,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
  makeStaff,
} from "#db/testing/factories";
import { appCode } from "#db/testing/factors";
import { mailChange, mailLink, mailVerification, makeUndo } from "#db/testing/mail-links";
import { answerWith, givePasskey, makeSoftwarePasskey } from "#db/testing/software-passkey";
import { makeWaitingPayment } from "#db/testing/waiting-payment";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { halfWayCookieName } from "#lib/auth/cookies";
import { encodeHalfWay } from "#lib/auth/half-way";
import { hashPassword } from "#lib/auth/password";
import { addPasskeyInput } from "#lib/auth/schema";
import { seal } from "#lib/auth/seal";
import { createSession } from "#lib/auth/sessions";
import { findCorrection } from "#lib/billing/queries/corrections";
import { listContractInvoices } from "#lib/billing/queries/invoices";
import { saveBillingDetails } from "#lib/billing/save-billing-details";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { askForReturn } from "#lib/contracts/ask-for-return";
import { markComplete } from "#lib/contracts/mark-complete";
import { proposeChange } from "#lib/contracts/propose-change";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import { submitWork } from "#lib/contracts/submit-work";
import { openConversation } from "#lib/conversations/open-conversation";
import { sendMessage } from "#lib/conversations/send-message";
import { attachFiles } from "#lib/files/attach-files";
import type { FilePurpose } from "#lib/files/policy";
import { uploadBytes } from "#lib/files/upload-bytes";
import { HOUSE_PAGES } from "#lib/house";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { makeMails } from "#lib/mail/make-mails";
import { appealSanction } from "#lib/moderation/appeal-sanction";
import { imposeSanction } from "#lib/moderation/impose-sanction";
import { reportThing } from "#lib/moderation/report-thing";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { addFunds } from "#lib/payments/add-funds";
import { saveSearch } from "#lib/searches/save-search";
import { changeSetting } from "#lib/settings/change-setting";
import { changeWordmark } from "#lib/settings/change-wordmark";
import { getSettings } from "#lib/settings/queries";
import { addDays, now } from "#lib/time";
import type { People } from "./who.ts";

export type World = Awaited<ReturnType<typeof makeWorld>>;

export const PASSWORD = "three words in a row";
/** Hashing takes long on purpose, so it is done only once. */
let passwordHash: Promise<string> | undefined;
const PICTURE = sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } })
  .png()
  .toBuffer();
const DEVICE = "another device";
export const PRICE = cents(1_000);
/** Nothing in a new world has been changed yet. */
const FIRST = { proposalRevision: 1, jobRevision: 1 };

/** Everybody but a visitor. `client` and `freelancer` share everything in a world; the others have no part in it. */
export async function makePeople(): Promise<People> {
  const people = {
    client: await makeClient({ name: "Northwind Trade", fundsCents: 9_000_000 }),
    "other client": await makeClient({ name: "Harbour Books", fundsCents: 9_000_000 }),
    freelancer: await makeFreelancer({ name: "Ana Moreau" }),
    "other freelancer": await makeFreelancer({ name: "Ben Okafor" }),
    admin: await makeStaff("admin"),
    moderator: await makeStaff("moderator"),
    accountant: await makeStaff("accountant"),
  };
  for (const section of HOUSE_PAGES) {
    await changeSetting(people.admin, { section, seen: 0, text: "# Who we are", asksAgain: "on" });
  }
  const picture = new File([new Uint8Array(await PICTURE)], "mark.png", { type: "image/png" });
  await changeWordmark(people.admin, { seen: 0, picture });
  await fund(people.freelancer, 100_000);
  await fund(people["other freelancer"], 100_000);
  return people;
}

/** One of everything that has an owner, new each time. `secret` is in what only its parties may read. */
export async function makeWorld(people: People, address: string) {
  const { client, freelancer } = people;
  // What one door has left behind must not affect the next.
  const db = getDb();
  for (const table of [appeals, sanctions, caseLooks, reports, cases]) await db.delete(table);
  await Promise.all([
    db.delete(billingDetails),
    db.delete(blocks),
    db.delete(notificationPreferences),
    db.delete(portfolioItems),
    db.delete(passkeyChallenges),
    db.delete(passkeys),
    db.delete(rateLimits),
    db.delete(recoveryCodes),
    db.delete(totpFactors),
    db.delete(savedSearches),
    db.delete(searchSynonyms),
    db.delete(sessions),
    db.update(users).set({ passwordHash: await knownHash() }),
  ]);
  const secret = `secret${randomUUID().replaceAll("-", "")}`;
  const title = `A job to look at ${secret.slice(6, 18)}`;
  const openJob = await makeJob(client, { title });
  const bareJob = await makeJob(client, { title: `${title}, without proposals` });
  const offer = await makeProposal(openJob, freelancer, {
    coverLetter: `This is what I offer you: ${secret}.`,
  });
  const { conversationId } = await openConversation(freelancer, { jobId: openJob });
  await sendMessage(freelancer, { conversationId, clientId: randomUUID(), body: secret });
  const moderation = await makeModeration(people, { conversationId, jobId: openJob, secret });
  const [kept, { paymentId }, contracts, loose, sessionId, { searchId }] = await Promise.all([
    keepFiles(people, { conversationId, jobId: bareJob }),
    addFunds(client, { requestKey: randomUUID(), amountCents: "50", card: "card_4242" }),
    makeContracts(client, freelancer, secret),
    uploadAll(people),
    db.transaction((tx) => createSession(tx, client.userId, DEVICE)),
    saveSearch(freelancer, { name: secret, query: "q=paint" }),
  ]);
  const { mailId, unsubscribeToken } = await makeMail();
  const resetToken = await mailLink(client.userId, "reset");
  const verifyToken = await mailVerification(client.userId);
  const changeToken = await mailChange(client, `${randomUUID()}@example.com`);
  const undoToken = await makeUndo(client);
  return {
    secret,
    title,
    mailId,
    unsubscribeToken,
    resetToken,
    verifyToken,
    changeToken,
    undoToken,
    ...(await makeApps(people)),
    passkey: await makePasskeys(client, address),
    clientId: client.userId,
    email: `${client.userId}@example.com`,
    freelancerId: freelancer.userId,
    openJob,
    bareJob,
    offer,
    dear: await makeDearOffer(client, freelancer),
    conversationId,
    kept,
    ...moderation,
    paymentId,
    waitingPaymentId: await makeWaitingPayment(client),
    askedPaymentId: await makeWaitingPayment(client),
    ...(await makeDifference()),
    ...contracts,
    ...(await makeInvoice(freelancer, contracts.done.contractId)),
    reviewId: await makeReview(client, freelancer, contracts.running.contractId),
    loose,
    sessionId,
    searchId,
    colleagueId: (await makeStaff("moderator")).userId,
    newAddress: `${randomUUID()}@example.com`,
    wordmark: await wordmarkOf(people.admin),
    archiveId: await keepArchive(client, contracts.underReview.fileId),
    handles: { client: await getHandle(client), freelancer: await getHandle(freelancer) },
  };
}

/**
 * What the client reported of the freelancer waits; what was decided about the client's job and profile by somebody else
 * in the house stands, and against the second the client has appealed.
 */
async function makeModeration(
  { client, freelancer }: People,
  { conversationId, jobId, secret }: { conversationId: string; jobId: string; secret: string },
) {
  const decider = await makeStaff("moderator");
  const said = { reason: "other", words: secret } as const;
  const caseOf = async (reporter: VerifiedActor, subject: string) => {
    const { reportId } = await reportThing(reporter, { subject, ...said });
    const [made] = await getDb().select().from(reports).where(eq(reports.id, reportId));
    if (!made) throw new Error("The report was not made");
    return made.caseId;
  };
  const warn = async (caseId: Id<"cas">) => {
    const decision = {
      caseId,
      kind: "warn",
      rule: "be_honest",
      facts: "It was not true.",
    } as const;
    return (await imposeSanction(decider, decision)).sanctionId;
  };
  const sanctionId = await warn(await caseOf(freelancer, jobId));
  const appealedId = await warn(await caseOf(freelancer, client.userId));
  await appealSanction(client, { sanctionId: appealedId, words: secret });
  return { caseId: await caseOf(client, conversationId), sanctionId, appealedId };
}

/** The client's authenticator app is being set up; the freelancer's is on, and its owner has entered the password. */
async function makeApps({ client, freelancer }: People) {
  const { base32 } = new Secret();
  const appOf = async ({ userId }: Actor, isOn: boolean) => ({
    userId,
    sealedSecret: await seal(base32, userId),
    isOn,
    lastStep: 0,
    createdAt: now(),
  });
  await getDb()
    .insert(totpFactors)
    .values([await appOf(client, false), await appOf(freelancer, true)]);
  const halfWay = await encodeHalfWay({ id: freelancer.userId, passwordHash: await knownHash() });
  return {
    app: {
      /** What both apps show now. */
      get code() {
        return appCode(base32);
      },
    },
    halfWayCookie: `${halfWayCookieName()}=${halfWay}`,
  };
}

/** The client's passkey, its answer at signing in, and that of another one which is about to be added. */
async function makePasskeys({ userId }: Actor, address: string) {
  // By its settings the server is at this name, wherever it is asked.
  const honest = { origin: `http://localhost:${new URL(address).port}` };
  const own = await givePasskey(userId);
  const [fresh, other] = [makeSoftwarePasskey(), makeSoftwarePasskey()];
  const made = await answerWith(fresh, { purpose: "add", userId }, honest);
  // The use cases run in this process, which has other settings.
  const madeHere = await answerWith(fresh, { purpose: "add", userId });
  return {
    id: own.id,
    signIn: await answerWith(own, { purpose: "sign_in", userId: null }, honest),
    made,
    madeHere: addPasskeyInput.parse({ passkey: madeHere }).passkey,
    checked: { id: other.id, publicKey: other.publicKey, counter: 0, transports: [] },
  };
}

function knownHash(): Promise<string> {
  passwordHash ??= hashPassword(PASSWORD);
  return passwordHash;
}

/** As if it had been made: its bytes are those of another file. */
async function keepArchive({ userId }: VerifiedActor, fileId: Id<"fil">): Promise<Id<"arc">> {
  await getDb().delete(dataArchives);
  const [file] = await getDb().select().from(files).where(eq(files.id, fileId));
  if (!file) throw new Error("A file was not kept");
  const { store, storeKey, sizeBytes, sha256 } = file;
  const id = newId("arc");
  const [askedAt, readyAt, expiresAt] = [now(), now(), addDays(now(), 1)];
  const kept = { fileId, store, storeKey, sizeBytes, sha256 };
  await getDb()
    .insert(dataArchives)
    .values({ id, userId, askedAt, readyAt, expiresAt, ...kept });
  return id;
}

/** A mail that somebody got about something here, and the link in it that stops such mail. */
async function makeMail() {
  await makeMails();
  const [mail] = await getDb()
    .select({ mailId: mails.id, body: mails.body })
    .from(mails)
    .where(like(mails.body, "%/unsubscribe/%"))
    .orderBy(desc(mails.createdAt))
    .limit(1);
  const [, unsubscribeToken] = /\/unsubscribe\/(\S+)/.exec(mail?.body ?? "") ?? [];
  if (!mail || !unsubscribeToken) throw new Error("Nobody got a mail");
  return { mailId: mail.mailId, unsubscribeToken };
}

/** Files that are not attached to anything yet. */
async function uploadAll({ client, freelancer }: People) {
  const [job, submission, message] = await Promise.all([
    upload(client, "job"),
    upload(freelancer, "submission"),
    upload(freelancer, "message"),
  ]);
  return { job, submission, message };
}

/** A file in a message, on a job and on a proposal, each of which its owner may remove. */
async function keepFiles(
  { client, freelancer }: People,
  at: { conversationId: Id<"cnv">; jobId: Id<"job"> },
) {
  const [message, job, proposal] = await Promise.all([
    upload(freelancer, "message"),
    upload(client, "job"),
    upload(freelancer, "proposal"),
  ]);
  const jobId = await makeJob(client);
  const proposalId = await makeProposal(jobId, freelancer, { status: "declined" });
  await sendMessage(freelancer, {
    conversationId: at.conversationId,
    clientId: randomUUID(),
    body: "With a file.",
    fileIds: [message],
  });
  await getDb().transaction(async (tx) => {
    const { userId: clientId } = client;
    await attachFiles(tx, {
      ownerId: clientId,
      fileIds: [job],
      purpose: "job",
      to: { jobId: at.jobId },
    });
    await attachFiles(tx, {
      ownerId: freelancer.userId,
      fileIds: [proposal],
      purpose: "proposal",
      to: { proposalId },
    });
  });
  return { message, job, proposal };
}

/** One in progress, one that the client asks to cancel, one under review, one completed and not reviewed. */
async function makeContracts(client: VerifiedActor, freelancer: VerifiedActor, secret: string) {
  const [running, leaving, underReview, done, changed, planned, roundless, late, askedBack] =
    await Promise.all([
      makeContract(client, freelancer),
      makeContract(client, freelancer),
      makeContract(client, freelancer),
      makeContract(client, freelancer),
      makeContract(client, freelancer),
      makeContract(client, freelancer),
      makeContract(client, freelancer),
      makeContract(client, freelancer),
      makeContract(client, freelancer),
    ]);
  const [submitted, changing] = await Promise.all([
    submitPicture(freelancer, underReview.contractId, `Here it is: ${secret}`),
    proposeMore(freelancer, changed.contractId),
    requestCancellation(client, leaving),
    addMilestone(planned.contractId),
    useAllRounds(freelancer, roundless.contractId),
    letItBeLate(late.contractId),
    letItBeLate(askedBack.contractId).then(() =>
      askForReturn(client, { contractId: askedBack.contractId, heldCents: PRICE }),
    ),
    complete(client, freelancer, done.contractId),
  ]);
  const reviewed = { ...underReview, ...submitted };
  const disputes = await makeDisputes(client, freelancer);
  const others = { changing, planned, roundless, late, askedBack, disputes };
  return { running, leaving, underReview: reviewed, done, ...others };
}

/** The client asks for everything back, and the freelancer offers to give a fifth of it: one dispute in each state. */
async function makeDisputes(client: VerifiedActor, freelancer: VerifiedActor) {
  const over = async () => ({ client, freelancer, ...(await makeContract(client, freelancer)) });
  const made = await Promise.all([over(), over(), over(), over()]);
  const [first, second, third, fourth] = made;
  const mediator = await makeStaff("moderator");
  const offered = { offerCents: 800 };
  const [opened, answered, mediated, decided] = await Promise.all([
    openOver(first),
    answeredOver(second, offered),
    mediatedOver(third, offered),
    decidedOver(fourth, mediator, 700, offered),
  ]);
  return { contractId: first.contractId, opened, answered, mediated, decided };
}

/** What the freelancer proposes to the client: the same for a little more. */
async function proposeMore(freelancer: VerifiedActor, contractId: Id<"ctr">) {
  const { changeOrderId } = await proposeChange(freelancer, {
    contractId,
    agreementVersion: 1,
    requestKey: randomUUID(),
    milestones: [{ number: 1, title: "", amountCents: 1_200, days: 9, rounds: 2 }],
    note: "",
  });
  return { contractId, changeOrderId };
}

/** The work was due a month ago, and nothing came. */
async function letItBeLate(contractId: Id<"ctr">): Promise<void> {
  const db = getDb();
  const dueAt = addDays(now(), -30);
  await db.update(milestones).set({ dueAt }).where(eq(milestones.contractId, contractId));
  await db
    .update(clocks)
    .set({ at: addDays(dueAt, 60) })
    .where(eq(clocks.contractId, contractId));
}

/** Submitted, with no round of changes left. */
async function useAllRounds(freelancer: VerifiedActor, contractId: Id<"ctr">): Promise<void> {
  await submitWork(freelancer, { contractId, submissionNumber: 0, note: "Here it is." });
  await getDb()
    .update(milestones)
    .set({ roundsUsed: 2 })
    .where(eq(milestones.contractId, contractId));
}

async function submitPicture(freelancer: VerifiedActor, contractId: Id<"ctr">, note: string) {
  const { fileId } = await uploadBytes(freelancer, "submission", {
    name: "page.png",
    type: "image/png",
    bytes: await PICTURE,
  });
  const { submissionId } = await submitWork(freelancer, {
    contractId,
    submissionNumber: 0,
    note,
    fileIds: [fileId],
  });
  return { fileId, submissionId };
}

async function complete(client: VerifiedActor, freelancer: VerifiedActor, contractId: Id<"ctr">) {
  await submitWork(freelancer, { contractId, submissionNumber: 0, note: "Done." });
  await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
}

async function makeContract(client: VerifiedActor, freelancer: VerifiedActor) {
  const jobId = await makeJob(client, { releaseRule: "on_approval" });
  const proposalId = await makeProposal(jobId, freelancer, { priceCents: PRICE });
  const { contractId } = await acceptProposal(client, { proposalId, ...FIRST });
  return { jobId, proposalId, contractId };
}

/** What was issued when the work was approved; its issuer has another name on invoices since. */
async function makeInvoice(freelancer: Actor, contractId: Id<"ctr">) {
  const [invoice] = await listContractInvoices(freelancer, contractId);
  if (!invoice) throw new Error("Nothing was issued");
  const { documentId } = invoice;
  await saveBillingDetails(freelancer, { name: "Moreau Studio" });
  const correction = await findCorrection(freelancer, documentId);
  if (!correction) throw new Error("There is nothing to correct");
  return { documentId, invoiceFacts: correction.seen };
}

/** As if both had reviewed: the client's, which everyone can read. */
async function makeReview(author: Actor, subject: Actor, contractId: Id<"ctr">) {
  const id = newId("rev");
  const [authorId, subjectId] = [author.userId, subject.userId];
  const review = { id, contractId, authorId, subjectId, rating: 4, text: "Well done." };
  await getDb()
    .insert(reviews)
    .values({ ...review, createdAt: now(), visibleAt: now() });
  return id;
}

/** An offer for more than is in the client's wallet. */
async function makeDearOffer(client: Actor, freelancer: Actor) {
  const jobId = await makeJob(client);
  const available = await getBalance(getDb(), { kind: "wallet", owner: client.userId });
  const priceCents = cents(available + 10_000);
  const proposalId = await makeProposal(jobId, freelancer, { priceCents });
  return { proposalId, payCents: 10_000 };
}

/** As if they had only registered. */
export async function forgetProfile({ userId }: Actor): Promise<void> {
  const db = getDb();
  await Promise.all([
    db.update(users).set({ onboardedAt: null }).where(eq(users.id, userId)),
    db.delete(clientProfiles).where(eq(clientProfiles.userId, userId)),
    db.delete(freelancerProfiles).where(eq(freelancerProfiles.userId, userId)),
  ]);
}

async function upload(actor: VerifiedActor, purpose: FilePurpose): Promise<Id<"fil">> {
  const bytes = Buffer.from(`Some notes, ${randomUUID()}.`);
  const { fileId } = await uploadBytes(actor, purpose, {
    name: "notes.txt",
    type: "text/plain",
    bytes,
  });
  return fileId;
}

async function getHandle({ userId }: VerifiedActor): Promise<string> {
  const [row] = await getDb()
    .select({ handle: users.handle })
    .from(users)
    .where(eq(users.id, userId));
  if (!row) throw new Error("The person was not made");
  return row.handle;
}

/** The address of the first picture that stood for the name; a door that takes it away leaves that as it is. */
async function wordmarkOf(admin: Actor): Promise<string> {
  const { picture } = (await getSettings(admin)).wordmark.value;
  firstWordmark ??= picture?.hash;
  if (!firstWordmark) throw new Error("There is no wordmark");
  return firstWordmark;
}
let firstWordmark: string | undefined;
