import { randomUUID } from "node:crypto";
import { makeIban } from "#lib/payments/iban";
import { AS_IT_COMES } from "./use-cases.ts";
import { CLIENTS, EVERYBODY, MEMBERS, PARTIES, SIGNED_IN, type Who, withRight } from "./who.ts";
import { PASSWORD, type World } from "./world.ts";

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A server action: who may use it, and what its form sends. */
export type ActionDoor = {
  readonly may: readonly Who[];
  /** Who may know that the object exists, and is told why they may not. Strangers are told nothing. */
  readonly sees?: readonly Who[];
  /** A cookie that the browser has besides its session's. */
  readonly cookie?: (world: World) => string;
} & (
  | {
      /** Every field of its schema, filled in as each of `may` would. */
      readonly fields: (world: World) => Fields;
    }
  | {
      /** It takes an argument and no form. */
      readonly argument: (world: World) => string;
    }
);

const LETTER = "I have done this kind of work before, and I would begin with the worst of it.";

const JOB_FIELDS = {
  title: "A table of twelve spreadsheets",
  category: "data",
  "skills[]": ["Excel", "SQL"],
  description: "Twelve spreadsheets become one table that our shop can read, week by week.",
  budgetCents: "400",
  timelineDays: "10",
  deadlineAt: "",
  releaseRule: "on_approval",
  reviewWindowDays: "7",
  rounds: "2",
  "questions.0.text": "What would you begin with?",
  "questions.0.isOptional": "on",
  checklist: "Every row has its source",
  "fileIds[]": [],
} as const;

/** What the freelancer proposes to the client. */
const changingOf = ({ changing: { contractId, changeOrderId } }: World) => ({
  contractId,
  changeOrderId,
});
/** Has been waiting since the world's deposit was made. */
const taskOf = ({ paymentId }: World) => ({ lane: "bank", key: `payments.send ${paymentId}` });

const CLIENT_FIELDS = {
  avatarFileId: "",
  companyName: "Northwind Trade",
  website: "https://example.com",
  size: "2-10",
  location: "Bergen",
  about: "We sell books.",
} as const;

const FREELANCER_FIELDS = {
  avatarFileId: "",
  headline: "Front-end engineer",
  bio: "I build forms.",
  "skills[]": ["React"],
  hourlyRateCents: "60",
  location: "Lisbon",
  availability: "available",
  languages: ["en", "de"],
  timeZone: "Europe/Berlin",
  isListed: "yes",
  "portfolio.0.title": "A shop",
  "portfolio.0.url": "https://example.com/shop",
  "portfolio.0.description": "Its three pages.",
  "portfolio.0.fileIds[]": [],
} as const;

export const ACTIONS: Readonly<Record<string, ActionDoor>> = {
  "(workspace)/searches#openSearchAction": {
    may: ["freelancer"],
    fields: (w) => ({ searchId: w.searchId }),
  },
  "#replaceSearchAction": {
    may: ["freelancer"],
    fields: (w) => ({ searchId: w.searchId, query: "q=varnish" }),
  },
  "#saveSearchAction": {
    may: MEMBERS,
    fields: () => ({ name: `Paint ${randomUUID()}`, query: "q=paint" }),
  },
  "(workspace)/searches#removeSearchAction": {
    may: ["freelancer"],
    fields: (w) => ({ searchId: w.searchId }),
  },
  "(workspace)/searches#renameSearchAction": {
    may: ["freelancer"],
    fields: (w) => ({ searchId: w.searchId, name: "Varnish" }),
  },
  "#openConversationAction": {
    may: PARTIES,
    fields: (w) => ({ jobId: w.openJob, freelancerId: w.freelancerId }),
  },
  "#sendVerificationAction": {
    may: SIGNED_IN,
    fields: () => ({ requestKey: randomUUID() }),
  },
  "#renewJobAction": { may: ["client"], fields: (w) => ({ jobId: w.bareJob }) },
  "#signOutAction": { may: ["client"], argument: (w) => w.clientId },
  "(account)/register#registerAction": {
    may: EVERYBODY,
    fields: () => ({
      role: "client",
      name: "Ida Berg",
      email: `${randomUUID()}@example.com`,
      password: PASSWORD,
      next: "/home",
      agrees: "on",
      termsVersion: "1",
    }),
  },
  "(public)/terms#agreeToTermsAction": { may: MEMBERS, fields: () => ({ version: "1" }) },
  "(account)/sign-in#signInAction": {
    may: EVERYBODY,
    fields: (w) => ({ email: w.email, password: PASSWORD, next: "/home" }),
  },
  "(account)/sign-in#signInByPasskeyAction": {
    may: EVERYBODY,
    fields: (w) => ({ passkey: w.passkey.signIn, next: "/home" }),
  },
  "(account)/sign-in/code#signInByCodeAction": {
    may: EVERYBODY,
    cookie: (w) => w.halfWayCookie,
    fields: (w) => ({ code: w.app.code, next: "/home" }),
  },
  "(account)/forgot-password#forgotPasswordAction": {
    may: EVERYBODY,
    fields: () => ({ email: `${randomUUID()}@example.com` }),
  },
  "(account)/reset-password#resetPasswordAction": {
    may: ["anonymous", "client"],
    fields: (w) => ({ token: w.resetToken, newPassword: "four words in a row" }),
  },
  "(account)/verify-email#verifyEmailAction": {
    may: ["anonymous", "client"],
    fields: (w) => ({ token: w.verifyToken }),
  },
  "(account)/change-email#changeEmailAction": {
    may: ["anonymous", "client"],
    fields: (w) => ({ token: w.changeToken }),
  },
  "(account)/undo-email#undoEmailChangeAction": {
    may: ["anonymous", "client"],
    fields: (w) => ({ token: w.undoToken }),
  },
  "(public)/freelancers#inviteAction": {
    may: ["client"],
    fields: (w) => ({ jobId: w.bareJob, freelancerId: w.freelancerId, body: LETTER }),
  },
  "(public)/freelancers#markPersonAction": {
    may: CLIENTS,
    fields: (w) => ({ freelancerId: w.freelancerId, isSaved: "true" }),
  },
  "(account)/unsubscribe/[token]#unsubscribeAction": {
    may: EVERYBODY,
    fields: (w) => ({ token: w.unsubscribeToken }),
  },
  "(public)/jobs#markJobAction": {
    may: ["freelancer", "other freelancer"],
    fields: (w) => ({ jobId: w.openJob, isSaved: "true" }),
  },
  "(workspace)#confirmAction": {
    may: ["freelancer"],
    sees: PARTIES,
    fields: (w) => ({ proposalId: w.offer, jobRevision: "1" }),
  },
  "(workspace)#declineAction": {
    may: ["client"],
    fields: (w) => ({
      proposalId: w.offer,
      proposalRevision: "1",
      reason: "We chose somebody nearer.",
    }),
  },
  "(workspace)#hireAction": {
    may: ["client"],
    fields: (w) => ({ proposalId: w.offer, proposalRevision: "1", jobRevision: "1" }),
  },
  "(workspace)#payAndHireAction": {
    may: ["client"],
    fields: (w) => ({
      requestKey: randomUUID(),
      proposalId: w.dear.proposalId,
      proposalRevision: "1",
      jobRevision: "1",
      payCents: String(w.dear.payCents),
      card: "card_4242",
    }),
  },
  "(workspace)#shortlistAction": {
    may: ["client"],
    fields: (w) => ({ proposalId: w.offer, isShortlisted: "true" }),
  },
  "(workspace)#withdrawAction": {
    may: ["freelancer"],
    fields: (w) => ({ proposalId: w.offer, proposalRevision: "1" }),
  },
  "(workspace)/admin/payments#reconcileAction": { may: withRight("keepBooks"), fields: () => ({}) },
  "(workspace)/admin/payments#explainDifferenceAction": {
    may: withRight("keepBooks"),
    fields: ({ differenceId }) => ({
      differenceId: String(differenceId),
      note: "The operator’s own money.",
    }),
  },
  "(workspace)/admin/staff#appointAction": {
    may: withRight("manageStaff"),
    fields: (w) => ({ name: "Bo Lind", email: w.newAddress, role: "admin" }),
  },
  "(workspace)/admin/staff#changeRoleAction": {
    may: withRight("manageStaff"),
    fields: (w) => ({ userId: w.colleagueId, role: "admin" }),
  },
  "(workspace)/admin/staff#dismissAction": {
    may: withRight("manageStaff"),
    fields: (w) => ({ userId: w.colleagueId }),
  },
  "(workspace)/admin#dismissTaskAction": { may: withRight("operate"), fields: taskOf },
  "(workspace)/admin#retryTaskAction": { may: withRight("operate"), fields: taskOf },
  "(workspace)/admin/settings#changeSettingAction": {
    may: withRight("operate"),
    fields: () => AS_IT_COMES,
  },
  "(workspace)/admin/settings#changeWordmarkAction": {
    may: withRight("operate"),
    fields: () => ({ seen: "1", picture: "", remove: "on" }),
  },
  "(workspace)/admin#editSynonymsAction": {
    may: withRight("operate"),
    fields: () => ({ seen: "", pairs: "" }),
  },
  "(workspace)/admin/reports#closeCaseAction": {
    may: withRight("moderate"),
    fields: (w) => ({ caseId: w.caseId, word: "It is within the rules." }),
  },
  "(workspace)/admin/reports#imposeSanctionAction": {
    may: withRight("moderate"),
    fields: (w) => ({
      caseId: w.caseId,
      kind: "warn",
      acts: "",
      rule: "be_kind",
      facts: "You called them names.",
      endsAt: "",
      word: "",
    }),
  },
  "(workspace)/admin/reports#liftSanctionAction": {
    may: withRight("moderate"),
    fields: (w) => ({ sanctionId: w.sanctionId, reason: "It has been long enough." }),
  },
  "(workspace)/admin/reports#decideAppealAction": {
    may: withRight("moderate"),
    fields: (w) => ({ sanctionId: w.appealedId, outcome: "kept", reasons: "It was clear." }),
  },
  "(workspace)/admin/reports#lookAroundAction": {
    may: withRight("moderate"),
    fields: (w) => ({ caseId: w.caseId }),
  },
  "(workspace)/report/[subject]#reportAction": {
    may: ["client"],
    sees: PARTIES,
    fields: (w) => ({ subject: `${w.conversationId}.1`, reason: "rude", words: "It is rude." }),
  },
  "(workspace)/settings/standing#appealAction": {
    may: ["client"],
    fields: (w) => ({ sanctionId: w.sanctionId, words: "It was meant kindly." }),
  },
  "(workspace)/settings/standing#readSanctionAction": {
    may: ["client"],
    fields: (w) => ({ sanctionId: w.sanctionId }),
  },
  "(workspace)/contracts/[contractId]#agreeToCancellationAction": {
    may: ["freelancer"],
    sees: PARTIES,
    fields: (w) => ({
      contractId: w.leaving.contractId,
      cancellationNumber: "1",
      heldCents: "1000",
    }),
  },
  "(workspace)/contracts/[contractId]#acceptChangeAction": {
    may: ["client"],
    sees: PARTIES,
    fields: changingOf,
  },
  "(workspace)/contracts/[contractId]#declineChangeAction": {
    may: ["client"],
    sees: PARTIES,
    fields: (w) => ({ ...changingOf(w), reason: "Not before the first half is done." }),
  },
  "(workspace)/contracts/[contractId]#withdrawChangeAction": {
    may: ["freelancer"],
    fields: changingOf,
  },
  "(workspace)/contracts/[contractId]#proposeChangeAction": {
    may: PARTIES,
    fields: (w) => ({
      contractId: w.running.contractId,
      agreementVersion: "1",
      counters: "",
      "milestones.0.number": "1",
      "milestones.0.amountCents": "12",
      "milestones.0.days": "9",
      "milestones.0.rounds": "2",
      note: "A little more.",
      requestKey: randomUUID(),
    }),
  },
  "(workspace)/admin/disputes#askQuestionAction": {
    may: withRight("mediate"),
    fields: (w) => ({
      disputeId: w.disputes.mediated,
      text: "When did it come?",
      asks: "both",
      requestKey: randomUUID(),
    }),
  },
  "(workspace)/admin/disputes#decideDisputeAction": {
    may: withRight("mediate"),
    fields: (w) => ({
      disputeId: w.disputes.mediated,
      round: "1",
      "findings.0.found": "partly_shown",
      "findings.0.why": "One page is missing.",
      reason: "Most of it is there.",
      toFreelancerCents: "7",
    }),
  },
  "(workspace)/contracts/[contractId]#openDisputeAction": {
    may: PARTIES,
    fields: (w) => ({
      contractId: w.running.contractId,
      milestoneNumber: "1",
      amountCents: "10",
      toFreelancerCents: "4",
      reason: "It is not what we agreed on.",
      "items.0": "",
      heldCents: "1000",
      agreementVersion: "1",
      submissionNumber: "0",
      "fileIds[]": [],
      requestKey: randomUUID(),
    }),
  },
  "(workspace)/contracts/[contractId]#acceptClaimAction": {
    may: ["freelancer"],
    sees: PARTIES,
    fields: (w) => ({ disputeId: w.disputes.opened, toFreelancerCents: "0" }),
  },
  "(workspace)/contracts/[contractId]#answerDisputeAction": {
    may: ["freelancer"],
    sees: PARTIES,
    fields: (w) => ({
      disputeId: w.disputes.opened,
      answer: "It was there.",
      toFreelancerCents: "8",
      "fileIds[]": [],
      requestKey: randomUUID(),
    }),
  },
  "(workspace)/contracts/[contractId]#makeDisputeOfferAction": {
    may: PARTIES,
    fields: (w) => ({
      disputeId: w.disputes.answered,
      toFreelancerCents: "5",
      note: "Half of it.",
      offerNumber: "2",
      requestKey: randomUUID(),
    }),
  },
  "(workspace)/contracts/[contractId]#acceptDisputeOfferAction": {
    may: ["client"],
    sees: PARTIES,
    fields: (w) => ({
      disputeId: w.disputes.answered,
      offerNumber: "2",
      toFreelancerCents: "800",
    }),
  },
  "(workspace)/contracts/[contractId]#addStatementAction": {
    may: PARTIES,
    fields: (w) => ({
      disputeId: w.disputes.answered,
      text: "The last page came on Monday.",
      "fileIds[]": [],
      requestKey: randomUUID(),
    }),
  },
  "(workspace)/contracts/[contractId]#appealDecisionAction": {
    may: PARTIES,
    sees: [...PARTIES, ...withRight("mediate")],
    fields: (w) => ({
      disputeId: w.disputes.decided,
      reason: "A page was overlooked.",
      "fileIds[]": [],
    }),
  },
  "(workspace)/contracts/[contractId]#withdrawDisputeAction": {
    may: ["client"],
    sees: PARTIES,
    fields: (w) => ({ disputeId: w.disputes.answered }),
  },
  "(workspace)/contracts/[contractId]#proposeSettlementAction": {
    may: PARTIES,
    fields: (w) => ({
      contractId: w.running.contractId,
      milestoneNumber: "1",
      counters: "",
      toFreelancerCents: "4",
      heldCents: "1000",
      note: "It was not what we thought.",
      requestKey: randomUUID(),
    }),
  },
  "(workspace)/contracts/[contractId]#askForReturnAction": {
    may: ["client"],
    sees: PARTIES,
    fields: (w) => ({ contractId: w.late.contractId, milestoneNumber: "1", heldCents: "1000" }),
  },
  "(workspace)/contracts/[contractId]#refuseReturnAction": {
    may: ["freelancer"],
    sees: PARTIES,
    fields: (w) => ({
      contractId: w.askedBack.contractId,
      milestoneNumber: "1",
      reason: "It comes tomorrow.",
    }),
  },
  "(workspace)/contracts/[contractId]#fundMilestoneAction": {
    may: ["client"],
    sees: PARTIES,
    fields: (w) => ({
      contractId: w.planned.contractId,
      milestoneNumber: "2",
      amountCents: "10000",
    }),
  },
  "(workspace)/contracts/[contractId]#offerFreeRoundAction": {
    may: ["freelancer"],
    sees: PARTIES,
    fields: (w) => ({ contractId: w.roundless.contractId, milestoneNumber: "1" }),
  },
  "(workspace)/contracts/[contractId]#answerReviewAction": {
    may: ["freelancer"],
    sees: ["client"],
    fields: (w) => ({ reviewId: w.reviewId, answer: "Thank you." }),
  },
  "(workspace)/contracts/[contractId]#giveBackAction": {
    may: ["freelancer"],
    sees: ["client"],
    fields: (w) => ({ contractId: w.done.contractId, amountCents: "1", givenBackCents: "0" }),
  },
  "(workspace)/contracts/[contractId]#leaveReviewAction": {
    may: PARTIES,
    fields: (w) => ({ contractId: w.done.contractId, rating: "5", text: "A pleasure." }),
  },
  "(workspace)/contracts/[contractId]#markCompleteAction": {
    may: ["client"],
    sees: PARTIES,
    fields: (w) => ({
      contractId: w.underReview.contractId,
      milestoneNumber: "1",
      submissionNumber: "1",
      heldCents: "1000",
    }),
  },
  "(workspace)/contracts/[contractId]#requestCancellationAction": {
    may: PARTIES,
    fields: (w) => ({ contractId: w.running.contractId }),
  },
  "(workspace)/contracts/[contractId]#requestChangesAction": {
    may: ["client"],
    sees: PARTIES,
    fields: (w) => ({
      contractId: w.underReview.contractId,
      milestoneNumber: "1",
      note: "The last page is missing.",
      submissionNumber: "1",
      "unmet.0": "",
      agreementVersion: "1",
    }),
  },
  "(workspace)/contracts/[contractId]#submitWorkAction": {
    may: ["freelancer"],
    sees: PARTIES,
    fields: (w) => ({
      contractId: w.running.contractId,
      milestoneNumber: "1",
      submissionNumber: "0",
      note: "Here it is.",
      "ticks.0.word": "On the first page",
      agreementVersion: "1",
      "fileIds[]": [w.loose.submission],
      requestKey: randomUUID(),
    }),
  },
  "(workspace)/contracts/[contractId]#withdrawCancellationAction": {
    may: ["client"],
    sees: PARTIES,
    fields: (w) => ({ contractId: w.leaving.contractId, cancellationNumber: "1" }),
  },
  "(workspace)/inbox#sendMessageAction": {
    may: PARTIES,
    fields: (w) => ({
      conversationId: w.conversationId,
      clientId: randomUUID(),
      body: "Hello.",
      "fileIds[]": [],
      replyTo: "1",
    }),
  },
  "(workspace)/jobs/[jobId]/apply#applyAction": {
    may: ["freelancer", "other freelancer"],
    fields: (w) => ({
      jobId: w.bareJob,
      jobRevision: "1",
      coverLetter: LETTER,
      fee: "0/0",
      priceCents: "300",
      timelineDays: "9",
      "answers.1": "With the worst of them.",
      "fileIds[]": [],
    }),
  },
  "(workspace)/jobs/[jobId]/edit#correctLanguageAction": {
    may: ["client"],
    fields: (w) => ({ jobId: w.bareJob, language: "de" }),
  },
  "(workspace)/jobs/[jobId]/edit#closeJobAction": {
    may: ["client"],
    fields: (w) => ({ jobId: w.bareJob, proposalsSeen: "0" }),
  },
  "(workspace)/jobs/[jobId]/edit#editJobAction": {
    may: ["client"],
    fields: (w) => ({ jobId: w.bareJob, jobRevision: "1", ...JOB_FIELDS }),
  },
  "(workspace)/jobs/new#postJobAction": {
    may: CLIENTS,
    fields: () => ({ requestKey: randomUUID(), ...JOB_FIELDS }),
  },
  "(workspace)/settings#savePreferencesAction": {
    may: SIGNED_IN,
    fields: () => ({
      "bell[]": ["work"],
      "mail[]": ["work"],
      "push[]": ["messages"],
      hasPushDetails: "on",
      rhythm: "daily",
      quietFrom: "22",
      quietUntil: "7",
      timeZone: "Europe/Lisbon",
    }),
  },
  "(workspace)/notifications#markAllReadAction": { may: SIGNED_IN, fields: () => ({}) },
  "(workspace)/onboarding#setUpClientAction": {
    may: CLIENTS,
    fields: () => ({ ...CLIENT_FIELDS, next: "/home" }),
  },
  "(workspace)/onboarding#setUpFreelancerAction": {
    may: ["freelancer", "other freelancer"],
    fields: () => ({ ...FREELANCER_FIELDS, next: "/home" }),
  },
  "(workspace)/proposals/[proposalId]/change#changeProposalAction": {
    may: ["freelancer"],
    sees: PARTIES,
    fields: (w) => ({
      proposalId: w.offer,
      proposalRevision: "1",
      jobRevision: "1",
      coverLetter: LETTER,
      fee: "0/0",
      priceCents: "310",
      timelineDays: "8",
      "answers.1": "With the worst of them.",
      "fileIds[]": [],
    }),
  },
  "(workspace)/settings#addPasskeyAction": {
    may: ["client"],
    sees: SIGNED_IN,
    fields: (w) => ({ passkey: w.passkey.made }),
  },
  "(workspace)/settings#removePasskeyAction": {
    may: SIGNED_IN,
    fields: (w) => ({ passkeyId: w.passkey.id }),
  },
  "(workspace)/settings#beginTotpAction": {
    may: SIGNED_IN.filter((who) => who !== "freelancer"),
    sees: SIGNED_IN,
    fields: () => ({}),
  },
  "(workspace)/settings#confirmTotpAction": {
    may: ["client"],
    sees: SIGNED_IN,
    fields: (w) => ({ code: w.app.code }),
  },
  "(workspace)/settings#removeTotpAction": { may: SIGNED_IN, fields: () => ({}) },
  "(workspace)/settings#renewCodesAction": {
    may: ["freelancer"],
    sees: SIGNED_IN,
    fields: () => ({}),
  },
  "(workspace)/settings#changePasswordAction": {
    may: SIGNED_IN,
    fields: () => ({ currentPassword: PASSWORD, newPassword: "four words in a row" }),
  },
  "(workspace)/settings#endAllSessionsAction": { may: ["client"], argument: (w) => w.clientId },
  "(workspace)/settings#endSessionAction": {
    may: ["client"],
    fields: (w) => ({ sessionId: w.sessionId }),
  },
  "(workspace)/settings#removeOwnFileAction": {
    may: ["freelancer"],
    fields: (w) => ({ fileId: w.kept.message, from: "message" }),
  },
  "(workspace)/settings#signOutAction": { may: EVERYBODY, fields: () => ({}) },
  "(workspace)/settings#signOutEverywhereAction": { may: EVERYBODY, fields: () => ({}) },
  // Everybody in the house has money or contracts, and so nobody may leave it.
  "(workspace)/settings/leave#leaveAction": { may: [], fields: () => ({}) },
  "(workspace)/wallet/invoices/[documentId]#correctInvoiceAction": {
    may: ["freelancer"],
    sees: ["client"],
    fields: (w) => ({ documentId: w.documentId, reason: "A wrong address.", seen: w.invoiceFacts }),
  },
  "(workspace)/settings/billing#saveBillingAction": {
    may: MEMBERS,
    fields: () => ({
      name: "Harbour Studio",
      address: "1 Harbour Road",
      country: "IE",
      vatNumber: "IE1234567T",
      vatRate: "23",
    }),
  },
  "(workspace)/settings/data#askForDataAction": { may: SIGNED_IN, fields: () => ({}) },
  "(workspace)/settings/email#changeAddressAction": {
    may: SIGNED_IN,
    fields: () => ({ email: `${randomUUID()}@example.com` }),
  },
  "(workspace)/settings/profile#editClientAction": {
    may: ["client"],
    fields: (w) => ({ name: "Nora Lind", handle: w.handles.client, ...CLIENT_FIELDS }),
  },
  "(workspace)/settings/profile#editFreelancerAction": {
    may: ["freelancer"],
    fields: (w) => ({ name: "Ana Moreau", handle: w.handles.freelancer, ...FREELANCER_FIELDS }),
  },
  "(workspace)/sandbox-bank#answerSandboxBankAction": {
    may: ["client"],
    fields: (w) => ({ paymentId: w.askedPaymentId, answer: "approve" }),
  },
  "(workspace)/sandbox-bank#answerSandboxAccountAction": {
    may: [],
    fields: () => ({ standing: "ready" }),
  },
  "(workspace)/wallet#giveUpPaymentAction": {
    may: ["client"],
    fields: (w) => ({ paymentId: w.waitingPaymentId }),
  },
  "(workspace)/wallet/add-funds#addFundsAction": {
    may: CLIENTS,
    fields: () => ({ requestKey: randomUUID(), amountCents: "50", card: "card_4242" }),
  },
  // The sandbox bank pays to any IBAN, so nobody connects an account.
  "(workspace)/wallet/withdraw#connectPayoutAccountAction": { may: [], fields: () => ({}) },
  "(workspace)/wallet/withdraw#answerPayoutAccountAction": { may: SIGNED_IN, fields: () => ({}) },
  "(workspace)/wallet/withdraw#withdrawAction": {
    may: MEMBERS,
    fields: () => ({
      requestKey: randomUUID(),
      amountCents: "20",
      account: "new",
      iban: makeIban("DE", "100000000000004417"),
    }),
  },
};
