import {
  CLIENTS,
  EVERYBODY,
  FREELANCERS,
  MEMBERS,
  PARTIES,
  SIGNED_IN,
  STAFF,
  type Who,
  withRight,
} from "./who.ts";
import type { World } from "./world.ts";

/** A page: where it is in a world, who may read it, and words that nobody else may see. */
export type PageDoor = {
  readonly at: (world: World) => string;
  readonly readers: readonly Who[];
  /** Shown to its readers, and in no answer to anyone else. */
  readonly shows?: (world: World) => string;
};

export const PAGES: Readonly<Record<string, PageDoor>> = {
  "/": { at: () => "/", readers: EVERYBODY },
  "/register": { at: () => "/register", readers: EVERYBODY },
  "/sign-in": { at: () => "/sign-in", readers: EVERYBODY },
  "/forgot-password": { at: () => "/forgot-password", readers: EVERYBODY },
  "/change-email": { at: (w) => `/change-email?token=${w.changeToken}`, readers: EVERYBODY },
  "/undo-email": { at: (w) => `/undo-email?token=${w.undoToken}`, readers: EVERYBODY },
  "/goodbye": { at: () => "/goodbye", readers: EVERYBODY },
  "/sign-in/code": { at: () => "/sign-in/code", readers: EVERYBODY },
  "/reset-password": { at: (w) => `/reset-password?token=${w.resetToken}`, readers: EVERYBODY },
  "/verify-email": { at: (w) => `/verify-email?token=${w.verifyToken}`, readers: EVERYBODY },
  "/jobs": { at: () => "/jobs", readers: EVERYBODY },
  "/jobs/[jobId]": { at: (w) => `/jobs/${w.openJob}`, readers: EVERYBODY, shows: (w) => w.title },
  "/clients/[handle]": { at: (w) => `/clients/${w.handles.client}`, readers: EVERYBODY },
  "/freelancers": { at: () => "/freelancers", readers: EVERYBODY },
  "/freelancers/[handle]": {
    at: (w) => `/freelancers/${w.handles.freelancer}`,
    readers: EVERYBODY,
  },
  "/admin": { at: () => "/admin", readers: STAFF },
  "/admin/reports": {
    at: () => "/admin/reports",
    readers: withRight("moderate"),
    shows: (w) => w.title,
  },
  "/admin/reports/[caseId]": {
    at: (w) => `/admin/reports/${w.caseId}`,
    readers: withRight("moderate"),
    shows: (w) => w.secret,
  },
  "/report/[subject]": {
    at: (w) => `/report/${w.conversationId}.1`,
    readers: ["client"],
    shows: (w) => w.secret,
  },
  "/admin/people": { at: () => "/admin/people", readers: withRight("seePeople") },
  "/admin/people/[userId]": {
    at: (w) => `/admin/people/${w.clientId}`,
    readers: withRight("seePeople"),
  },
  "/admin/disputes": { at: () => "/admin/disputes", readers: withRight("mediate") },
  "/admin/disputes/[disputeId]": {
    at: (w) => `/admin/disputes/${w.disputes.mediated}`,
    readers: withRight("mediate"),
  },
  "/admin/ledger": { at: () => "/admin/ledger", readers: withRight("keepBooks") },
  "/admin/tasks": { at: () => "/admin/tasks", readers: withRight("operate") },
  "/admin/staff": { at: () => "/admin/staff", readers: withRight("manageStaff") },
  "/admin/settings": { at: () => "/admin/settings", readers: withRight("operate") },
  "/admin/settings/rules": { at: () => "/admin/settings/rules", readers: withRight("operate") },
  "/admin/settings/pages": { at: () => "/admin/settings/pages", readers: withRight("operate") },
  "/terms": { at: () => "/terms", readers: EVERYBODY },
  "/privacy": { at: () => "/privacy", readers: EVERYBODY },
  "/imprint": { at: () => "/imprint", readers: EVERYBODY },
  "/admin/words": { at: () => "/admin/words", readers: withRight("operate") },
  "/contracts/[contractId]": {
    at: (w) => `/contracts/${w.underReview.contractId}`,
    readers: PARTIES,
    shows: (w) => w.secret,
  },
  "/contracts/[contractId]/change": {
    at: (w) => `/contracts/${w.running.contractId}/change`,
    readers: PARTIES,
  },
  "/contracts/[contractId]/settle": {
    at: (w) => `/contracts/${w.running.contractId}/settle`,
    readers: PARTIES,
  },
  "/contracts/[contractId]/dispute": {
    at: (w) => `/contracts/${w.running.contractId}/dispute`,
    readers: PARTIES,
  },
  "/contracts/[contractId]/disputes/[disputeId]": {
    at: (w) => `/contracts/${w.disputes.contractId}/disputes/${w.disputes.opened}`,
    readers: PARTIES,
  },
  "/home": { at: () => "/home", readers: SIGNED_IN },
  "/inbox": { at: () => "/inbox", readers: MEMBERS },
  "/inbox/[conversationId]": {
    at: (w) => `/inbox/${w.conversationId}`,
    readers: PARTIES,
    shows: (w) => w.secret,
  },
  "/jobs/[jobId]/apply": { at: (w) => `/jobs/${w.bareJob}/apply`, readers: FREELANCERS },
  "/jobs/[jobId]/changes": {
    at: (w) => `/jobs/${w.openJob}/changes`,
    readers: EVERYBODY,
    shows: (w) => w.title,
  },
  "/jobs/[jobId]/edit": {
    at: (w) => `/jobs/${w.bareJob}/edit`,
    readers: ["client"],
    shows: (w) => w.title,
  },
  "/jobs/[jobId]/proposals": {
    at: (w) => `/jobs/${w.openJob}/proposals`,
    readers: ["client"],
    shows: (w) => w.secret,
  },
  "/jobs/new": { at: () => "/jobs/new", readers: CLIENTS },
  "/my-jobs": { at: () => "/my-jobs", readers: MEMBERS },
  "/admin/audit": { at: () => "/admin/audit", readers: withRight("readAudit") },
  "/admin/payments": { at: () => "/admin/payments", readers: withRight("keepBooks") },
  "/admin/books/invoices": { at: () => "/admin/books/invoices", readers: withRight("keepBooks") },
  "/admin/books": { at: () => "/admin/books", readers: withRight("keepBooks") },
  "/admin/outbox": { at: () => "/admin/outbox", readers: withRight("operate") },
  "/admin/outbox/[mailId]": {
    at: (w) => `/admin/outbox/${w.mailId}`,
    readers: withRight("operate"),
  },
  "/unsubscribe/[token]": { at: (w) => `/unsubscribe/${w.unsubscribeToken}`, readers: EVERYBODY },
  "/notifications": { at: () => "/notifications", readers: SIGNED_IN },
  "/onboarding": { at: () => "/onboarding", readers: MEMBERS },
  "/proposals/[proposalId]": {
    at: (w) => `/proposals/${w.offer}`,
    readers: PARTIES,
    shows: (w) => w.secret,
  },
  "/proposals/[proposalId]/change": {
    at: (w) => `/proposals/${w.offer}/change`,
    readers: ["freelancer"],
    shows: (w) => w.secret,
  },
  "/searches": { at: () => "/searches", readers: MEMBERS },
  "/settings": { at: () => "/settings", readers: SIGNED_IN },
  "/settings/billing": { at: () => "/settings/billing", readers: MEMBERS },
  "/settings/data": { at: () => "/settings/data", readers: SIGNED_IN },
  "/settings/email": { at: () => "/settings/email", readers: SIGNED_IN },
  "/settings/leave": { at: () => "/settings/leave", readers: MEMBERS },
  "/settings/profile": { at: () => "/settings/profile", readers: MEMBERS },
  "/settings/authenticator": { at: () => "/settings/authenticator", readers: SIGNED_IN },
  "/settings/standing": { at: () => "/settings/standing", readers: SIGNED_IN },
  "/settings/security": { at: () => "/settings/security", readers: SIGNED_IN },
  "/share": { at: () => "/share", readers: MEMBERS },
  "/sandbox-bank/[paymentId]": {
    at: (w) => `/sandbox-bank/${w.askedPaymentId}`,
    readers: ["client"],
  },
  // By its settings the sandbox bank pays to any IBAN, so nobody has an account there.
  "/sandbox-bank/account": { at: () => "/sandbox-bank/account", readers: [] },
  "/wallet": { at: () => "/wallet", readers: MEMBERS },
  "/wallet/add-funds": { at: () => "/wallet/add-funds", readers: CLIENTS },
  "/wallet/books": { at: () => "/wallet/books", readers: MEMBERS },
  "/wallet/invoices": { at: () => "/wallet/invoices", readers: MEMBERS },
  "/wallet/invoices/[documentId]": {
    at: (w) => `/wallet/invoices/${w.documentId}`,
    readers: PARTIES,
  },
  "/wallet/receipts/[receiptId]": {
    at: (w) => `/wallet/receipts/${w.paymentId}`,
    readers: ["client"],
  },
  "/wallet/withdraw": { at: () => "/wallet/withdraw", readers: MEMBERS },
};
