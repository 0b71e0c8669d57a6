import { randomUUID } from "node:crypto";
import { EVERY_ENTRY } from "#lib/audit/schema";
import type { Actor } from "#lib/auth/actor";
import { emailInput } from "#lib/auth/schema";
import { parseJobFilters } from "#lib/jobs/filters";
import { cents } from "#lib/money";
import { makeIban } from "#lib/payments/iban";
import { parsePersonFilters } from "#lib/people/filters";
import { CLIENTS, FREELANCERS, MEMBERS, PARTIES, SIGNED_IN, type Who, withRight } from "./who.ts";
import { forgetProfile, PASSWORD, type World } from "./world.ts";

/** A function that takes an actor: who may call it, and its arguments after the actor. */
export type UseCaseDoor = {
  readonly may: readonly Who[];
  readonly gets: (world: World) => readonly unknown[];
  /** Who may know that the object exists, and is therefore told why they may not. Strangers are told nothing. */
  readonly sees?: readonly Who[];
  /** The edge makes its input from what was sent: no stranger's text arrives there unchanged. */
  readonly isMadeByEdge?: boolean;
  /** What a person with the right needs besides the world. */
  readonly prepare?: (actor: Actor) => Promise<void>;
};

const NO_FILTERS = parseJobFilters({});
const SINCE = { seenAt: new Date(0), most: 100 };
const SHA256 = "0".repeat(64);
const LETTER = "I have done this kind of work before, and I would begin with the worst of it.";

const OFFER = {
  coverLetter: LETTER,
  priceCents: "300",
  timelineDays: "9",
  answers: {},
  fileIds: [],
  fee: "0/0",
};
const BILLING = {
  name: "Harbour Studio",
  address: "1 Harbour Road",
  country: "IE",
  vatNumber: "IE1234567T",
  vatRate: "23",
};
/** What the freelancer proposes to the client. */
const changingOf = ({ changing: { contractId, changeOrderId } }: World) => ({
  contractId,
  changeOrderId,
});
/** Has been waiting since the world's deposit was made. */
const taskOf = ({ paymentId }: World) => [{ lane: "bank", key: `payments.send ${paymentId}` }];
const searchOf = ({ searchId }: World) => [{ searchId }];
const personOf = ({ freelancerId }: World) => [{ freelancerId }];
/** A setting that is saved as it is: that changes nothing. */
export const AS_IT_COMES = {
  section: "banner",
  // Of other sections.
  name: "",
  accent: "",
  categories: "",
  skills: "",
  offered: "",
  usual: "",
  feeBasisPoints: "",
  feeMinimumCents: "",
  liveProposals: "",
  personFactor: "",
  addressFactor: "",
  personStorageMb: "",
  contractStorageMb: "",
  asksAgain: "on",
  seen: "0",
  text: "",
  tone: "note",
  from: "",
  until: "",
};
/** A browser that may be told. */
export const BROWSER = {
  endpoint: "https://fcm.googleapis.com/fcm/send/doors",
  keys: { p256dh: `B${"A".repeat(86)}`, auth: "A".repeat(22) },
};
const JOB = {
  title: "A table of twelve spreadsheets",
  category: "data",
  skills: ["Excel", "SQL"],
  description: "Twelve spreadsheets become one table that our shop can read, week by week.",
  budgetCents: "400",
  timelineDays: "10",
  deadlineAt: null,
  checklist: "Every row has its source",
  releaseRule: "on_approval",
  reviewWindowDays: "7",
  rounds: "2",
  questions: [{ text: "What would you begin with?", isOptional: true }],
  fileIds: [],
};
const CLIENT = {
  avatarFileId: "",
  companyName: "Northwind Trade",
  website: "https://example.com",
  size: "2-10",
  location: "Bergen",
  about: "We sell books.",
};
const FREELANCER = {
  avatarFileId: "",
  headline: "Front-end engineer",
  bio: "I build forms.",
  skills: ["React"],
  hourlyRateCents: "60",
  location: "Lisbon",
  availability: "available",
  languages: ["en", "de"],
  timeZone: "Europe/Berlin",
  isListed: "yes",
  portfolio: [{ title: "A shop", url: "https://example.com/shop", description: "", fileIds: [] }],
};

export const USE_CASES: Readonly<Record<string, UseCaseDoor>> = {
  "audit/export-audit#exportAudit": {
    may: withRight("readAudit"),
    gets: () => [EVERY_ENTRY],
    isMadeByEdge: true,
  },
  "operations/queries/today#getToday": { may: withRight("enter"), gets: () => [] },
  "operations/queries/people#findPeople": {
    may: withRight("seePeople"),
    gets: () => ["moreau"],
  },
  "operations/queries/people#getPerson": {
    may: withRight("seePeople"),
    gets: (w) => [w.clientId],
  },
  "users/appoint-staff#appointStaff": {
    may: withRight("manageStaff"),
    gets: (w) => [{ name: "Bo Lind", email: w.newAddress, role: "admin" }],
  },
  "users/change-staff-role#changeStaffRole": {
    may: withRight("manageStaff"),
    gets: (w) => [{ userId: w.colleagueId, role: "admin" }],
  },
  "leaving/dismiss-staff#dismissStaff": {
    may: withRight("manageStaff"),
    gets: (w) => [{ userId: w.colleagueId }],
  },
  "users/queries#listStaff": { may: withRight("manageStaff"), gets: () => [] },
  "payments/queries/ledger-report#findLedgerCheck": {
    may: withRight("keepBooks"),
    gets: () => [],
  },
  "audit/queries#listAudit": {
    may: withRight("readAudit"),
    gets: () => [EVERY_ENTRY],
    isMadeByEdge: true,
  },
  "audit/queries#listOwnEvents": { may: SIGNED_IN, gets: () => [] },
  "auth/add-passkey#addPasskey": {
    may: SIGNED_IN,
    gets: (w) => [{ userAgent: null }, undefined, w.passkey.checked],
    isMadeByEdge: true,
  },
  "auth/add-passkey#preparePasskey": {
    may: ["client"],
    sees: SIGNED_IN,
    gets: (w) => [w.passkey.madeHere],
    isMadeByEdge: true,
  },
  "auth/remove-passkey#removePasskey": {
    may: SIGNED_IN,
    gets: (w) => [{ passkeyId: w.passkey.id }],
  },
  "auth/change-password#changePassword": {
    may: ["client"],
    sees: SIGNED_IN,
    gets: (w) => [
      {
        currentPassword: PASSWORD,
        newPassword: "four words in a row",
        keepSessionId: w.sessionId,
      },
    ],
    isMadeByEdge: true,
  },
  "auth/change-password#preparePassword": {
    may: SIGNED_IN,
    gets: () => [{ currentPassword: PASSWORD, newPassword: "four words in a row" }],
  },
  "auth/end-all-sessions#endAllSessions": { may: SIGNED_IN, gets: () => [] },
  "auth/end-session#endSession": { may: ["client"], gets: (w) => [{ sessionId: w.sessionId }] },
  "auth/prove#prove": {
    may: SIGNED_IN,
    gets: () => [{ password: PASSWORD, code: "000000", passkey: "" }],
  },
  "auth/queries#getFactors": { may: SIGNED_IN, gets: () => [] },
  "auth/queries#getTotpSetUp": { may: SIGNED_IN, gets: () => [] },
  "auth/set-up-totp#beginTotp": {
    may: SIGNED_IN.filter((who) => who !== "freelancer"),
    sees: SIGNED_IN,
    gets: () => [],
  },
  "auth/set-up-totp#confirmTotp": {
    may: ["client"],
    sees: SIGNED_IN,
    gets: (w) => [{ code: w.app.code }],
  },
  "auth/set-up-totp#removeTotp": { may: SIGNED_IN, gets: () => [] },
  "auth/set-up-totp#renewRecoveryCodes": { may: ["freelancer"], sees: SIGNED_IN, gets: () => [] },
  "auth/queries#listSessions": { may: SIGNED_IN, gets: () => [] },
  "contracts/accept-proposal#acceptProposal": {
    may: ["client"],
    gets: (w) => [{ proposalId: w.offer, proposalRevision: 1, jobRevision: 1 }],
  },
  "contracts/accept-change#acceptChange": {
    may: ["client"],
    sees: PARTIES,
    gets: (w) => [changingOf(w)],
  },
  "contracts/decline-change#declineChange": {
    may: ["client"],
    sees: PARTIES,
    gets: (w) => [{ ...changingOf(w), reason: "Not before the first half is done." }],
  },
  "contracts/withdraw-change#withdrawChange": {
    may: ["freelancer"],
    gets: (w) => [changingOf(w)],
  },
  "contracts/propose-change#proposeChange": {
    may: PARTIES,
    gets: (w) => [
      {
        contractId: w.running.contractId,
        agreementVersion: 1,
        counters: "",
        milestones: [{ number: 1, title: "", amountCents: 1_200, days: 9, rounds: 2 }],
        note: "A little more.",
        requestKey: randomUUID(),
      },
    ],
  },
  "contracts/propose-settlement#proposeSettlement": {
    may: PARTIES,
    gets: (w) => [
      {
        contractId: w.running.contractId,
        milestoneNumber: 1,
        counters: "",
        toFreelancerCents: 400,
        heldCents: 1_000,
        note: "It was not what we thought.",
        requestKey: randomUUID(),
      },
    ],
  },
  "disputes/open-dispute#openDispute": {
    may: PARTIES,
    gets: (w) => [
      {
        contractId: w.running.contractId,
        milestoneNumber: 1,
        amountCents: 1_000,
        toFreelancerCents: 400,
        reason: "It is not what we agreed on.",
        items: [],
        heldCents: 1_000,
        agreementVersion: 1,
        submissionNumber: 0,
        fileIds: [],
        requestKey: randomUUID(),
      },
    ],
  },
  "disputes/accept-claim#acceptClaim": {
    may: ["freelancer"],
    sees: PARTIES,
    gets: (w) => [{ disputeId: w.disputes.opened, toFreelancerCents: 0 }],
  },
  "disputes/answer-dispute#answerDispute": {
    may: ["freelancer"],
    sees: PARTIES,
    gets: (w) => [
      {
        disputeId: w.disputes.opened,
        answer: "It was there.",
        toFreelancerCents: 800,
        fileIds: [],
        requestKey: randomUUID(),
      },
    ],
  },
  "disputes/make-dispute-offer#makeDisputeOffer": {
    may: PARTIES,
    gets: (w) => [
      {
        disputeId: w.disputes.answered,
        toFreelancerCents: 500,
        note: "Half of it.",
        offerNumber: 2,
        requestKey: randomUUID(),
      },
    ],
  },
  "disputes/accept-dispute-offer#acceptDisputeOffer": {
    may: ["client"],
    sees: PARTIES,
    gets: (w) => [{ disputeId: w.disputes.answered, offerNumber: 2, toFreelancerCents: 800 }],
  },
  "disputes/add-statement#addStatement": {
    may: PARTIES,
    gets: (w) => [
      {
        disputeId: w.disputes.answered,
        text: "The last page came on Monday.",
        fileIds: [],
        requestKey: randomUUID(),
      },
    ],
  },
  "disputes/ask-question#askQuestion": {
    may: withRight("mediate"),
    sees: PARTIES,
    gets: (w) => [
      {
        disputeId: w.disputes.mediated,
        text: "When did it come?",
        asks: "both",
        requestKey: randomUUID(),
      },
    ],
  },
  "disputes/decide-dispute#decideDispute": {
    may: withRight("mediate"),
    sees: PARTIES,
    gets: (w) => [
      {
        disputeId: w.disputes.mediated,
        round: 1,
        findings: [{ place: 0, found: "partly_shown", why: "One page is missing." }],
        reason: "Most of it is there.",
        toFreelancerCents: 700,
      },
    ],
  },
  "disputes/appeal-decision#appealDecision": {
    may: PARTIES,
    sees: [...PARTIES, ...withRight("mediate")],
    gets: (w) => [{ disputeId: w.disputes.decided, reason: "A page was overlooked.", fileIds: [] }],
  },
  "disputes/withdraw-dispute#withdrawDispute": {
    may: ["client"],
    sees: PARTIES,
    gets: (w) => [{ disputeId: w.disputes.answered }],
  },
  "disputes/queries/disputes#getDispute": {
    may: [...PARTIES, ...withRight("mediate")],
    gets: (w) => [w.disputes.mediated],
  },
  "disputes/queries/disputes#findDisputeOf": {
    may: PARTIES,
    gets: (w) => [w.disputes.contractId, 1],
  },
  "disputes/queries/disputes#getDisputable": {
    may: PARTIES,
    gets: (w) => [w.running.contractId],
  },
  "disputes/queries/disputes#previewSplit": {
    may: [...PARTIES, ...withRight("mediate")],
    gets: (w) => [w.disputes.mediated, cents(300)],
  },
  "disputes/queries/disputes#listDisputesForMediation": {
    may: withRight("mediate"),
    gets: () => [],
  },
  "disputes/queries/disputes#countDisputesForMediation": {
    may: withRight("mediate"),
    gets: () => [],
  },
  "contracts/ask-for-return#askForReturn": {
    may: ["client"],
    gets: (w) => [{ contractId: w.late.contractId, milestoneNumber: 1, heldCents: 1_000 }],
  },
  "contracts/refuse-return#refuseReturn": {
    may: ["freelancer"],
    gets: (w) => [
      { contractId: w.askedBack.contractId, milestoneNumber: 1, reason: "It comes tomorrow." },
    ],
  },
  "contracts/fund-milestone#fundMilestone": {
    may: ["client"],
    gets: (w) => [{ contractId: w.planned.contractId, milestoneNumber: 2, amountCents: 10_000 }],
  },
  "contracts/offer-free-round#offerFreeRound": {
    may: ["freelancer"],
    gets: (w) => [{ contractId: w.roundless.contractId, milestoneNumber: 1 }],
  },
  "contracts/agree-to-cancellation#agreeToCancellation": {
    may: ["freelancer"],
    sees: PARTIES,
    gets: (w) => [{ contractId: w.leaving.contractId, cancellationNumber: 1, heldCents: 1000 }],
  },
  "contracts/mark-complete#markComplete": {
    may: ["client"],
    gets: (w) => [
      {
        contractId: w.underReview.contractId,
        milestoneNumber: 1,
        submissionNumber: 1,
        heldCents: 1000,
      },
    ],
  },
  "contracts/queries/paid-hires#findHirePayment": { may: SIGNED_IN, gets: (w) => [w.offer] },
  "contracts/queries/paid-hires#findPaidHire": { may: SIGNED_IN, gets: (w) => [w.paymentId] },
  "contracts/queries/paid-hires#listHirePayments": { may: SIGNED_IN, gets: (w) => [[w.offer]] },
  "contracts/pay-and-hire#payAndHire": {
    may: ["client"],
    gets: (w) => [
      {
        requestKey: randomUUID(),
        proposalRevision: 1,
        jobRevision: 1,
        card: "card_4242",
        proposalId: w.dear.proposalId,
        payCents: w.dear.payCents,
      },
    ],
  },
  "contracts/queries/client-record#getClientRecord": {
    may: SIGNED_IN,
    gets: (w) => [{ client: { userId: w.clientId }, budgetCents: cents(40_000), status: "open" }],
    isMadeByEdge: true,
  },
  "contracts/queries/contracts#getContract": {
    may: PARTIES,
    gets: (w) => [w.underReview.contractId],
  },
  "contracts/queries/contracts#listContracts": { may: SIGNED_IN, gets: () => [] },
  "contracts/queries/contracts#listHolds": { may: SIGNED_IN, gets: () => [] },
  "contracts/request-cancellation#requestCancellation": {
    may: PARTIES,
    gets: (w) => [{ contractId: w.running.contractId }],
  },
  "contracts/request-changes#requestChanges": {
    may: ["client"],
    gets: (w) => [
      {
        contractId: w.underReview.contractId,
        milestoneNumber: 1,
        note: "The last page is missing.",
        submissionNumber: 1,
        unmet: [],
        agreementVersion: 1,
      },
    ],
  },
  "contracts/submit-work#submitWork": {
    may: ["freelancer"],
    gets: (w) => [
      {
        contractId: w.running.contractId,
        milestoneNumber: 1,
        submissionNumber: 0,
        note: "Here it is.",
        ticks: [],
        agreementVersion: 1,
        fileIds: [w.loose.submission],
        requestKey: randomUUID(),
      },
    ],
  },
  "contracts/withdraw-cancellation#withdrawCancellation": {
    may: ["client"],
    sees: PARTIES,
    gets: (w) => [{ contractId: w.leaving.contractId, cancellationNumber: 1 }],
  },
  "conversations/block-person#blockPerson": {
    sees: PARTIES,
    may: ["client"],
    gets: (w) => [{ userId: w.freelancerId }],
  },
  "conversations/delete-message#deleteMessage": {
    sees: PARTIES,
    may: ["freelancer"],
    gets: (w) => [{ conversationId: w.conversationId, seq: 1 }],
  },
  "conversations/edit-message#editMessage": {
    sees: PARTIES,
    may: ["freelancer"],
    gets: (w) => [{ conversationId: w.conversationId, seq: 1, body: "Other words." }],
  },
  "conversations/file-conversation#fileConversation": {
    may: PARTIES,
    gets: (w) => [{ conversationId: w.conversationId, isArchived: true, isMarkedUnread: true }],
  },
  "conversations/queries/shared-files#listSharedFiles": {
    may: PARTIES,
    gets: (w) => [w.conversationId],
  },
  "conversations/mark-read#markRead": {
    may: PARTIES,
    gets: (w) => [{ conversationId: w.conversationId, seq: 1 }],
  },
  "conversations/open-conversation#openConversation": {
    may: PARTIES,
    gets: (w) => [{ jobId: w.openJob, freelancerId: w.freelancerId }],
  },
  "conversations/queries/conversations#getConversation": {
    may: PARTIES,
    gets: (w) => [w.conversationId],
  },
  "conversations/queries/changes#getInboxDelta": { may: SIGNED_IN, gets: () => [0] },
  "conversations/queries/changes#getInboxSeq": { may: SIGNED_IN, gets: () => [] },
  "conversations/queries/found-messages#listFoundMessages": {
    may: SIGNED_IN,
    gets: () => [{ filter: "all", q: "work", cursor: "" }],
  },
  "conversations/queries/inbox#getInboxStanding": { may: SIGNED_IN, gets: () => [] },
  "conversations/queries/inbox#findConversationToOpen": {
    may: SIGNED_IN,
    gets: () => [{ filter: "all", q: "" }],
  },
  "conversations/queries/inbox#listInbox": {
    may: SIGNED_IN,
    gets: () => [{ filter: "all", q: "work", cursor: "" }],
  },
  "conversations/queries/messages#listMessages": {
    may: PARTIES,
    gets: (w) => [w.conversationId, { before: 99, after: undefined, around: undefined }],
  },
  "conversations/react-to-message#reactToMessage": {
    may: PARTIES,
    gets: (w) => [{ conversationId: w.conversationId, seq: 1, reaction: "agree", isOn: true }],
  },
  "conversations/send-message#sendMessage": {
    may: PARTIES,
    gets: (w) => [
      {
        conversationId: w.conversationId,
        clientId: randomUUID(),
        body: "Hello.",
        fileIds: [],
        replyTo: 1,
      },
    ],
  },
  "conversations/tell-typing#tellTyping": {
    may: PARTIES,
    gets: (w) => [{ conversationId: w.conversationId }],
  },
  "conversations/unblock-person#unblockPerson": {
    sees: PARTIES,
    may: ["client"],
    gets: (w) => [{ userId: w.freelancerId }],
  },
  "conversations/withdraw-file#withdrawFile": {
    may: ["freelancer"],
    gets: (w) => [{ fileId: w.kept.message }],
  },
  "moderation/report-thing#reportThing": {
    may: ["client"],
    sees: PARTIES,
    gets: (w) => [{ subject: `${w.conversationId}.1`, reason: "rude", words: "It is rude." }],
  },
  "moderation/close-case#closeCase": {
    may: withRight("moderate"),
    gets: (w) => [{ caseId: w.caseId, word: "It is within the rules." }],
  },
  "moderation/impose-sanction#imposeSanction": {
    may: withRight("moderate"),
    gets: (w) => [
      {
        caseId: w.caseId,
        kind: "warn",
        acts: [],
        rule: "be_kind",
        facts: "You called them names.",
        endsAt: "",
        word: "",
      },
    ],
  },
  "moderation/lift-sanction#liftSanction": {
    may: withRight("moderate"),
    gets: (w) => [{ sanctionId: w.sanctionId, reason: "It has been long enough." }],
  },
  "moderation/decide-appeal#decideAppeal": {
    may: withRight("moderate"),
    gets: (w) => [{ sanctionId: w.appealedId, outcome: "kept", reasons: "It was clear." }],
  },
  "moderation/look-around#lookAround": {
    may: withRight("moderate"),
    gets: (w) => [{ caseId: w.caseId }],
  },
  "moderation/appeal-sanction#appealSanction": {
    may: ["client"],
    gets: (w) => [{ sanctionId: w.sanctionId, words: "It was meant kindly." }],
  },
  "moderation/read-sanction#readSanction": {
    may: ["client"],
    gets: (w) => [{ sanctionId: w.sanctionId }],
  },
  "moderation/queries/cases#countWaiting": { may: withRight("moderate"), gets: () => [] },
  "moderation/queries/cases#listCases": {
    may: withRight("moderate"),
    gets: () => [{ state: "open", person: "" }],
  },
  "moderation/queries/cases#getCase": {
    may: withRight("moderate"),
    gets: (w) => [w.caseId],
  },
  "moderation/queries/cases#getModerationOf": {
    may: withRight("moderate"),
    gets: (w) => [w.clientId],
    isMadeByEdge: true,
  },
  "moderation/queries/own#getReportable": {
    may: ["client"],
    gets: (w) => [`${w.conversationId}.1`],
  },
  "moderation/queries/own#listOwnReports": { may: SIGNED_IN, gets: () => [] },
  "moderation/queries/own#listOwnSanctions": { may: SIGNED_IN, gets: () => [] },
  "moderation/queries/own#findNotice": { may: SIGNED_IN, gets: () => [] },
  "jobs/remove-job-file#removeJobFile": {
    may: ["client"],
    gets: (w) => [{ fileId: w.kept.job }],
  },
  "proposals/change-proposal#changeProposal": {
    may: ["freelancer"],
    sees: PARTIES,
    gets: (w) => [{ proposalId: w.offer, proposalRevision: 1, jobRevision: 1, ...OFFER }],
  },
  "proposals/confirm-proposal#confirmProposal": {
    may: ["freelancer"],
    sees: PARTIES,
    gets: (w) => [{ proposalId: w.offer, jobRevision: 1 }],
  },
  "proposals/remove-proposal-file#removeProposalFile": {
    may: ["freelancer"],
    gets: (w) => [{ fileId: w.kept.proposal }],
  },
  "evidence/queries/evidence#getEvidence": {
    may: PARTIES,
    gets: (w) => [w.underReview.contractId],
  },
  "files/begin-uploads#beginUploads": {
    may: MEMBERS,
    gets: () => [
      {
        purpose: "message",
        files: [{ name: "notes.txt", sizeBytes: 12, type: "text/plain", sha256: SHA256 }],
      },
    ],
  },
  "files/queries/readable#listReadableJobFiles": {
    may: SIGNED_IN,
    gets: (w) => [w.openJob],
  },
  "files/queries/room#getQuota": { may: SIGNED_IN, gets: () => [] },
  "files/queries/room#listOwnFiles": { may: SIGNED_IN, gets: () => [] },
  "files/queries/room#listRoomUse": { may: SIGNED_IN, gets: () => [] },
  "files/queries/readable#getReadableFile": { may: PARTIES, gets: (w) => [w.underReview.fileId] },
  "files/queries/readable#getReadableSubmission": {
    may: PARTIES,
    gets: (w) => [w.underReview.submissionId],
  },
  "files/remove-file#removeFile": {
    may: ["freelancer"],
    gets: (w) => [{ fileId: w.loose.message }],
  },
  "files/upload-bytes#uploadBytes": {
    isMadeByEdge: true,
    may: MEMBERS,
    gets: () => [
      "message",
      { name: "notes.txt", type: "text/plain", bytes: Buffer.from("Notes.") },
    ],
  },
  "jobs/close-job#closeJob": {
    may: ["client"],
    gets: (w) => [{ jobId: w.bareJob, proposalsSeen: 0 }],
  },
  "jobs/correct-language#correctLanguage": {
    may: ["client"],
    gets: (w) => [{ jobId: w.bareJob, language: "de" }],
  },
  "jobs/edit-job#editJob": {
    may: ["client"],
    gets: (w) => [{ jobId: w.bareJob, jobRevision: 1, ...JOB }],
  },
  "jobs/queries/changes#listJobChanges": { may: SIGNED_IN, gets: (w) => [w.openJob] },
  "jobs/queries/board#countJobs": { may: SIGNED_IN, gets: () => [NO_FILTERS], isMadeByEdge: true },
  "jobs/queries/board#countJobsSince": {
    may: SIGNED_IN,
    gets: () => [NO_FILTERS, SINCE],
    isMadeByEdge: true,
  },
  "jobs/queries/board#listJobs": { may: SIGNED_IN, gets: () => [NO_FILTERS], isMadeByEdge: true },
  "jobs/queries/posted-jobs#listPostedJobs": { may: SIGNED_IN, gets: (w) => [w.clientId] },
  "jobs/post-job#postJob": { may: CLIENTS, gets: () => [{ requestKey: randomUUID(), ...JOB }] },
  "jobs/queries/jobs#getJob": { may: SIGNED_IN, gets: (w) => [w.openJob] },
  "jobs/queries/jobs#listClosedJobs": { may: SIGNED_IN, gets: () => [] },
  "jobs/queries/jobs#listInvitableJobs": { may: SIGNED_IN, gets: () => [] },
  "jobs/queries/jobs#listMatchingJobs": { may: SIGNED_IN, gets: () => [] },
  "jobs/queries/jobs#listOpenJobs": { may: SIGNED_IN, gets: () => [] },
  "jobs/renew-job#renewJob": { may: ["client"], gets: (w) => [{ jobId: w.bareJob }] },
  "jobs/save-job#saveJob": { may: FREELANCERS, gets: (w) => [{ jobId: w.openJob }] },
  "jobs/save-job#unsaveJob": { may: FREELANCERS, gets: (w) => [{ jobId: w.openJob }] },
  // Everybody in the house has money or contracts, and so nobody may leave it.
  "leaving/leave#leave": { may: [], gets: () => [] },
  "leaving/queries#getLeaving": { may: MEMBERS, gets: () => [] },
  "operations/dismiss-task#dismissTask": { may: withRight("operate"), gets: taskOf },
  "operations/queries/failed-tasks#listFailedTasks": { may: withRight("operate"), gets: () => [] },
  "operations/retry-task#retryTask": { may: withRight("operate"), gets: taskOf },
  "own-data/ask-for-data#askForData": { may: SIGNED_IN, gets: () => [] },
  "own-data/ask-for-data#countData": { may: SIGNED_IN, gets: () => [] },
  "own-data/queries#findArchive": { may: SIGNED_IN, gets: () => [] },
  "own-data/queries#findBeingMade": { may: SIGNED_IN, gets: () => [] },
  "own-data/queries#getReadableArchive": { may: ["client"], gets: (w) => [w.archiveId] },
  "people/queries/people#countPeopleSince": {
    may: SIGNED_IN,
    gets: () => [parsePersonFilters({}), SINCE],
    isMadeByEdge: true,
  },
  "people/queries/people#getPerson": { may: SIGNED_IN, gets: (w) => [w.handles.freelancer] },
  "people/queries/people#listPeople": {
    may: SIGNED_IN,
    gets: () => [parsePersonFilters({})],
    isMadeByEdge: true,
  },
  "people/save-person#savePerson": { may: CLIENTS, gets: personOf },
  "people/save-person#unsavePerson": { may: CLIENTS, gets: personOf },
  "payments/add-funds#addFunds": {
    may: CLIENTS,
    gets: () => [{ requestKey: randomUUID(), amountCents: "50", card: "card_4242" }],
  },
  "payments/answer-sandbox-bank#answerSandboxBank": {
    may: ["client"],
    gets: (w) => [{ paymentId: w.askedPaymentId, answer: "approve" }],
  },
  "payments/queries/sandbox-bank#getAskedPayment": {
    may: ["client"],
    gets: (w) => [w.askedPaymentId],
  },
  // By its settings the sandbox bank pays to any IBAN, so nobody has an account there.
  "payments/answer-sandbox-account#answerSandboxAccount": {
    may: [],
    gets: () => [{ standing: "ready" }],
  },
  "payments/queries/sandbox-bank#getSandboxAccount": { may: [], gets: () => [] },
  "payments/give-up-payment#giveUpPayment": {
    may: ["client"],
    gets: (w) => [{ paymentId: w.waitingPaymentId }],
  },
  // The sandbox bank pays to any IBAN, so nobody has or connects an account there.
  "payments/ask-to-reconcile#askToReconcile": { may: withRight("keepBooks"), gets: () => [] },
  "payments/explain-difference#explainDifference": {
    may: withRight("keepBooks"),
    gets: ({ differenceId }) => [{ differenceId, note: "The operator’s own money." }],
  },
  "payments/check-payout-account#checkPayoutAccount": { may: SIGNED_IN, gets: () => [] },
  "payments/connect-payout-account#connectPayoutAccount": { may: [], gets: () => [] },
  "payments/queries/history-export#exportHistory": { may: MEMBERS, gets: () => [] },
  "payments/queries/ledger-report#getLedgerReport": { may: withRight("keepBooks"), gets: () => [] },
  "payments/queries/means#getMeans": { may: SIGNED_IN, gets: () => [] },
  "payments/queries/owed#findOwed": { may: SIGNED_IN, gets: () => [] },
  "payments/queries/owed#listReversals": { may: SIGNED_IN, gets: (w) => [w.paymentId] },
  "payments/queries/owed#listOwed": { may: withRight("keepBooks"), gets: () => [] },
  "payments/queries/refundable#listRefundable": { may: SIGNED_IN, gets: () => [] },
  "payments/queries/reconciliation#countOpenDifferences": {
    may: withRight("keepBooks"),
    gets: () => [],
  },
  "payments/queries/reconciliation#listDifferences": {
    may: withRight("keepBooks"),
    gets: () => [{ isOpen: true, before: null }],
    isMadeByEdge: true,
  },
  "payments/queries/reconciliation#listReconciliations": {
    may: withRight("keepBooks"),
    gets: () => [],
  },
  "payments/queries/reconciliation#listStuckPayments": {
    may: withRight("keepBooks"),
    gets: () => [],
  },
  "payments/queries/receipts#getReceipt": { may: ["client"], gets: (w) => [w.paymentId] },
  "payments/queries/history#listHistory": { may: MEMBERS, gets: () => [] },
  "payments/queries/statement#getStatement": {
    may: MEMBERS,
    gets: () => [{ from: new Date(0), until: new Date() }],
    isMadeByEdge: true,
  },
  "payments/queries/wallet#getAvailable": { may: SIGNED_IN, gets: () => [] },
  "payments/queries/wallet#getHistoryScope": { may: SIGNED_IN, gets: () => [] },
  "payments/queries/wallet#getPayment": { may: ["client"], gets: (w) => [w.paymentId] },
  "payments/queries/wallet#getWallet": { may: MEMBERS, gets: () => [] },
  "payments/queries/payout-address#mayAnswer": { may: SIGNED_IN, gets: () => [] },
  "payments/queries/payout-address#getPayoutAddress": { may: [], gets: () => [] },
  "payments/queries/wallet#listPayoutSteps": { may: ["client"], gets: (w) => [w.paymentId] },
  "payments/queries/wallet#listEarlierAccounts": { may: SIGNED_IN, gets: () => [] },
  "payments/withdraw#withdraw": {
    may: MEMBERS,
    gets: () => [
      {
        requestKey: randomUUID(),
        amountCents: "20",
        account: "new",
        iban: makeIban("DE", "100000000000004417"),
      },
    ],
  },
  "proposals/decline-proposal#declineProposal": {
    sees: PARTIES,
    may: ["client"],
    gets: (w) => [
      { proposalId: w.offer, proposalRevision: 1, reason: "We chose somebody nearer." },
    ],
  },
  "proposals/queries#getProposal": { may: PARTIES, gets: (w) => [w.offer] },
  "proposals/queries#getLiveProposals": { may: SIGNED_IN, gets: () => [] },
  "proposals/read-proposal#readProposal": {
    may: ["client"],
    gets: (w) => [{ proposalId: w.offer }],
  },
  "proposals/queries#listEndedProposals": { may: SIGNED_IN, gets: () => [] },
  "proposals/queries#listOutdatedProposals": { may: SIGNED_IN, gets: () => [] },
  "proposals/queries#listPendingProposals": { may: SIGNED_IN, gets: () => [] },
  "proposals/queries#listProposals": { may: ["client"], gets: (w) => [w.openJob] },
  "proposals/shortlist-proposal#shortlistProposal": {
    sees: PARTIES,
    may: ["client"],
    gets: (w) => [{ proposalId: w.offer, isShortlisted: true }],
  },
  "proposals/submit-proposal#submitProposal": {
    sees: SIGNED_IN,
    may: FREELANCERS,
    gets: (w) => [{ jobId: w.bareJob, jobRevision: 1, ...OFFER }],
  },
  "proposals/withdraw-proposal#withdrawProposal": {
    sees: PARTIES,
    may: ["freelancer"],
    gets: (w) => [{ proposalId: w.offer, proposalRevision: 1 }],
  },
  "push/queries#isSubscribed": {
    may: SIGNED_IN,
    gets: (w) => [{ sessionId: w.sessionId }],
    isMadeByEdge: true,
  },
  "push/subscribe#subscribe": {
    may: ["client"],
    sees: SIGNED_IN,
    gets: (w) => [{ sessionId: w.sessionId, ...BROWSER }],
    isMadeByEdge: true,
  },
  "push/unsubscribe#unsubscribe": {
    may: ["client"],
    gets: (w) => [{ sessionId: w.sessionId }],
    isMadeByEdge: true,
  },
  "reviews/queries#listContractReviews": { may: PARTIES, gets: (w) => [w.done.contractId] },
  "contracts/give-back#giveBack": {
    may: ["freelancer"],
    sees: ["client"],
    gets: (w) => [{ contractId: w.done.contractId, amountCents: 100, givenBackCents: 0 }],
  },
  "reviews/answer-review#answerReview": {
    may: ["freelancer"],
    sees: ["client"],
    gets: (w) => [{ reviewId: w.reviewId, answer: "Thank you." }],
  },
  "reviews/leave-review#leaveReview": {
    may: PARTIES,
    gets: (w) => [{ contractId: w.done.contractId, rating: 5, text: "A pleasure." }],
  },
  "settings/agree-to-terms#agreeToTerms": { may: MEMBERS, gets: () => [{ version: "1" }] },
  "settings/queries#mustAgree": { may: SIGNED_IN, gets: () => [] },
  "settings/change-wordmark#changeWordmark": {
    may: withRight("operate"),
    gets: () => [{ seen: "1", picture: "", remove: "on" }],
  },
  "settings/change-setting#changeSetting": {
    may: withRight("operate"),
    gets: () => [AS_IT_COMES],
  },
  "settings/queries#getSettings": { may: withRight("operate"), gets: () => [] },
  "search/edit-synonyms#editSynonyms": {
    may: withRight("operate"),
    gets: () => [{ seen: "", pairs: "" }],
  },
  "search/queries/synonyms#listSynonyms": { may: withRight("operate"), gets: () => [] },
  "users/ask-for-email-change#askForEmailChange": {
    may: SIGNED_IN,
    gets: () => [{ email: `${randomUUID()}@example.com` }],
  },
  "users/ask-for-email-change#countEmailChange": {
    may: SIGNED_IN,
    gets: () => [emailInput.parse(`${randomUUID()}@example.com`)],
    isMadeByEdge: true,
  },
  "users/ask-for-verification#askForVerification": {
    may: SIGNED_IN,
    gets: () => [{ requestKey: randomUUID() }],
  },
  "billing/queries/billing-details#getBillingDetails": { may: MEMBERS, gets: () => [] },
  "billing/correct-invoice#correctInvoice": {
    may: ["freelancer"],
    sees: ["client"],
    gets: (w) => [{ documentId: w.documentId, reason: "A wrong address.", seen: w.invoiceFacts }],
  },
  "billing/queries/corrections#findCorrection": { may: SIGNED_IN, gets: (w) => [w.documentId] },
  "billing/queries/corrections#listCorrections": { may: SIGNED_IN, gets: (w) => [w.documentId] },
  "billing/queries/invoices#getInvoice": { may: PARTIES, gets: (w) => [w.documentId] },
  "billing/queries/invoices#listContractInvoices": {
    may: SIGNED_IN,
    gets: (w) => [w.done.contractId],
  },
  "billing/queries/invoices#listInvoices": {
    may: SIGNED_IN,
    gets: () => [{ filter: { kind: null, year: null } }],
    isMadeByEdge: true,
  },
  "books/queries/instance-books#openInstanceBooks": {
    may: withRight("keepBooks"),
    gets: () => [{ range: { from: new Date(0), until: new Date() }, timeZone: "UTC" }],
    isMadeByEdge: true,
  },
  "books/queries/sellers#exportSellers": {
    may: withRight("keepBooks"),
    gets: () => [2026],
    isMadeByEdge: true,
  },
  "books/queries/person-statement#openPersonStatement": {
    may: MEMBERS,
    gets: () => [
      {
        days: { from: "", until: "" },
        range: { from: new Date(0), until: new Date() },
        timeZone: "UTC",
      },
    ],
    isMadeByEdge: true,
  },
  "books/queries/person-receipt#getReceiptPdf": {
    may: ["client"],
    gets: (w) => [w.paymentId, "UTC"],
  },
  "books/queries/person-books#openPersonBooks": {
    may: MEMBERS,
    gets: () => [{ range: { from: new Date(0), until: new Date() }, timeZone: "UTC" }],
    isMadeByEdge: true,
  },
  "billing/save-billing-details#saveBillingDetails": {
    may: MEMBERS,
    gets: () => [BILLING],
  },
  "users/edit-client#editClient": {
    may: ["client"],
    gets: (w) => [{ name: "Nora Lind", handle: w.handles.client, ...CLIENT }],
  },
  "users/edit-freelancer#editFreelancer": {
    may: ["freelancer"],
    gets: (w) => [{ name: "Ana Moreau", handle: w.handles.freelancer, ...FREELANCER }],
  },
  "users/queries#getOwnProfile": { may: SIGNED_IN, gets: () => [] },
  "users/queries#getViewer": { may: SIGNED_IN, gets: () => [] },
  "users/set-up-client#setUpClient": {
    may: CLIENTS,
    gets: () => [CLIENT],
    prepare: forgetProfile,
  },
  "users/set-up-freelancer#setUpFreelancer": {
    may: FREELANCERS,
    gets: () => [FREELANCER],
    prepare: forgetProfile,
  },
  "mail/queries#getMail": { may: withRight("operate"), gets: (w) => [{ mailId: w.mailId }] },
  "mail/queries#listOutbox": { may: withRight("operate"), gets: () => [""] },
  "searches/queries#countNew": {
    may: MEMBERS,
    gets: () => [{ board: "jobs", query: "q=paint", seenAt: new Date(0) }],
    isMadeByEdge: true,
  },
  "searches/queries#listSearches": { may: SIGNED_IN, gets: () => ["jobs"] },
  "searches/remove-search#removeSearch": { may: ["freelancer"], gets: searchOf },
  "searches/rename-search#renameSearch": {
    may: ["freelancer"],
    gets: (w) => [{ searchId: w.searchId, name: "Varnish" }],
  },
  "searches/replace-search#replaceSearch": {
    may: ["freelancer"],
    gets: (w) => [{ searchId: w.searchId, query: "q=varnish" }],
  },
  "searches/save-search#saveSearch": {
    may: MEMBERS,
    gets: () => [{ name: `Paint ${randomUUID()}`, query: "q=paint" }],
  },
  "searches/see-search#seeSearch": {
    may: ["freelancer"],
    gets: (w) => [{ searchId: w.searchId, at: 1 }],
  },
};
