import { randomUUID } from "node:crypto";
import { BROWSER } from "./use-cases.ts";
import { EVERYBODY, MEMBERS, PARTIES, SIGNED_IN, type Who, withRight } from "./who.ts";
import type { World } from "./world.ts";

/** A method of a route handler. `body` is sent as JSON; without one the request has none. */
export type RouteDoor = {
  readonly at: (world: World) => string;
  /** For whom it succeeds. */
  readonly may: readonly Who[];
  /** Who may know that the object exists, and is told why they may not. Strangers are told nothing. */
  readonly sees?: readonly Who[];
  readonly body?: (world: World) => Readonly<Record<string, unknown>>;
  readonly shows?: (world: World) => string;
  /** It answers for as long as the connection is open. */
  readonly isEndless?: boolean;
  /** It has its own protocol, so a plain request to it is refused for everyone. */
  readonly isRefusedPlain?: boolean;
};

export const ROUTES: Readonly<Record<string, RouteDoor>> = {
  "GET /api/auth/[...nextauth]": { at: () => "/api/auth/session", may: EVERYBODY },
  "POST /api/auth/[...nextauth]": {
    at: () => "/api/auth/signout",
    may: EVERYBODY,
    isRefusedPlain: true,
  },
  "POST /api/passkeys": {
    at: () => "/api/passkeys",
    may: EVERYBODY,
    body: () => ({ purpose: "sign_in" }),
  },
  "PUT /api/blocks/[userId]": { at: (w) => `/api/blocks/${w.freelancerId}`, may: ["client"] },
  "DELETE /api/blocks/[userId]": { at: (w) => `/api/blocks/${w.freelancerId}`, may: ["client"] },
  "POST /api/conversations": {
    at: () => "/api/conversations",
    may: PARTIES,
    body: (w) => ({ jobId: w.openJob, freelancerId: w.freelancerId }),
  },
  "GET /api/conversations/[conversationId]": {
    at: (w) => `/api/conversations/${w.conversationId}`,
    may: PARTIES,
  },
  "PATCH /api/conversations/[conversationId]": {
    at: (w) => `/api/conversations/${w.conversationId}`,
    may: PARTIES,
    body: () => ({ isArchived: true, isMarkedUnread: true }),
  },
  "GET /api/conversations/[conversationId]/messages": {
    at: (w) => `/api/conversations/${w.conversationId}/messages`,
    may: PARTIES,
    shows: (w) => w.secret,
  },
  "POST /api/conversations/[conversationId]/messages": {
    at: (w) => `/api/conversations/${w.conversationId}/messages`,
    may: PARTIES,
    body: () => ({ clientId: randomUUID(), body: "Hello.", fileIds: [], replyTo: 1 }),
  },
  "PATCH /api/conversations/[conversationId]/messages/[seq]": {
    sees: PARTIES,
    at: (w) => `/api/conversations/${w.conversationId}/messages/1`,
    may: ["freelancer"],
    body: (w) => ({ body: `Hello again, ${w.secret}` }),
  },
  "DELETE /api/conversations/[conversationId]/messages/[seq]": {
    sees: PARTIES,
    at: (w) => `/api/conversations/${w.conversationId}/messages/1`,
    may: ["freelancer"],
  },
  "PUT /api/conversations/[conversationId]/messages/[seq]/reactions/[reaction]": {
    at: (w) => `/api/conversations/${w.conversationId}/messages/1/reactions/agree`,
    may: PARTIES,
  },
  "DELETE /api/conversations/[conversationId]/messages/[seq]/reactions/[reaction]": {
    at: (w) => `/api/conversations/${w.conversationId}/messages/1/reactions/agree`,
    may: PARTIES,
  },
  "POST /api/conversations/[conversationId]/read": {
    at: (w) => `/api/conversations/${w.conversationId}/read`,
    may: PARTIES,
    body: () => ({ seq: 1 }),
  },
  "POST /api/conversations/[conversationId]/typing": {
    at: (w) => `/api/conversations/${w.conversationId}/typing`,
    may: PARTIES,
  },
  "POST /api/proposals/[proposalId]/read": {
    at: (w) => `/api/proposals/${w.offer}/read`,
    may: ["client"],
  },
  "DELETE /api/files/[fileId]": { at: (w) => `/api/files/${w.loose.message}`, may: ["freelancer"] },
  "POST /api/forms/[key]": { at: () => `/api/forms/${randomUUID()}`, may: SIGNED_IN },
  "GET /api/health/live": { at: () => "/api/health/live", may: EVERYBODY },
  "GET /api/health/ready": { at: () => "/api/health/ready", may: EVERYBODY },
  "GET /api/inbox": { at: () => "/api/inbox?since=0", may: SIGNED_IN },
  "GET /api/inbox/conversations": { at: () => "/api/inbox/conversations", may: SIGNED_IN },
  "GET /api/inbox/messages": { at: () => "/api/inbox/messages?q=hello", may: SIGNED_IN },
  "GET /api/inbox/stream": { at: () => "/api/inbox/stream", may: SIGNED_IN, isEndless: true },
  "GET /api/freelancers": { at: () => "/api/freelancers", may: EVERYBODY },
  "GET /api/freelancers/[handle]": {
    at: (w) => `/api/freelancers/${w.handles.freelancer}`,
    may: EVERYBODY,
  },
  "GET /api/jobs": { at: () => "/api/jobs", may: EVERYBODY },
  "GET /api/jobs/counts": { at: () => "/api/jobs/counts", may: EVERYBODY },
  "GET /api/jobs/skills": { at: () => "/api/jobs/skills", may: EVERYBODY },
  "GET /api/jobs/suggestions": { at: () => "/api/jobs/suggestions?q=design", may: EVERYBODY },
  "GET /api/jobs/[jobId]": { at: (w) => `/api/jobs/${w.openJob}`, may: EVERYBODY },
  "POST /api/notifications/seen": {
    at: () => "/api/notifications/seen",
    may: SIGNED_IN,
    body: (w) => ({ path: `/contracts/${w.running.contractId}` }),
  },
  "GET /api/push": { at: () => "/api/push", may: SIGNED_IN },
  "PUT /api/push": { at: () => "/api/push", may: SIGNED_IN, body: () => BROWSER },
  "DELETE /api/push": { at: () => "/api/push", may: SIGNED_IN },
  // The provider's signature has the right, and the sandbox bank sends nothing.
  "POST /api/payments/events": { at: () => "/api/payments/events", may: [] },
  "GET /api/payments/[paymentId]": {
    at: (w) => `/api/payments/${w.paymentId}`,
    may: ["client"],
  },
  "POST /api/searches/[searchId]/seen": {
    at: (w) => `/api/searches/${w.searchId}/seen`,
    may: ["freelancer"],
    body: () => ({ at: 1 }),
  },
  "GET /api/uploadthing": { at: () => "/api/uploadthing", may: EVERYBODY },
  "POST /api/uploadthing": {
    at: () => "/api/uploadthing?actionType=upload&slug=message",
    may: MEMBERS,
    body: () => ({
      files: [{ name: "notes.txt", size: 12, type: "text/plain", lastModified: 1 }],
      input: { sha256: ["0".repeat(64)] },
    }),
  },
  // Anyone with the signed link has the right. lib/files/read-upload-link reads it; without one nobody has the right.
  "HEAD /api/uploadthing/ingest/[key]": {
    at: (w) => `/api/uploadthing/ingest/${w.loose.message}`,
    may: [],
  },
  "PUT /api/uploadthing/ingest/[key]": {
    at: (w) => `/api/uploadthing/ingest/${w.loose.message}`,
    may: [],
  },
  // Anyone with the signed link has the right.
  "GET /api/unsubscribe/[token]": {
    at: (w) => `/api/unsubscribe/${w.unsubscribeToken}`,
    may: EVERYBODY,
  },
  "POST /api/unsubscribe/[token]": {
    at: (w) => `/api/unsubscribe/${w.unsubscribeToken}`,
    may: EVERYBODY,
  },
  "GET /api/viewer": { at: () => "/api/viewer", may: EVERYBODY },
  "GET /jobs/[jobId]/card": { at: (w) => `/jobs/${w.openJob}/card`, may: EVERYBODY },
  "GET /robots.txt": { at: () => "/robots.txt", may: EVERYBODY },
  "GET /sitemap.xml": { at: () => "/sitemap.xml", may: EVERYBODY },
  "GET /sitemap/[list]/[part]": {
    at: (w) => `/sitemap/clients/${w.clientId}`,
    may: EVERYBODY,
  },
  "GET /look/[colour]": { at: () => "/look/7a1f3d", may: EVERYBODY },
  "GET /wordmark/[hash]": { at: (w) => `/wordmark/${w.wordmark}`, may: EVERYBODY },
  "GET /sw.js": { at: () => "/sw.js", may: EVERYBODY },
  "HEAD /files/data/[archiveId]": { at: (w) => `/files/data/${w.archiveId}`, may: ["client"] },
  "GET /files/data/[archiveId]": { at: (w) => `/files/data/${w.archiveId}`, may: ["client"] },
  "HEAD /files/[fileId]": { at: (w) => `/files/${w.underReview.fileId}`, may: PARTIES },
  "HEAD /files/[fileId]/preview": {
    at: (w) => `/files/${w.underReview.fileId}/preview`,
    may: PARTIES,
  },
  "HEAD /files/submissions/[submissionId]": {
    at: (w) => `/files/submissions/${w.underReview.submissionId}`,
    may: PARTIES,
  },
  "GET /files/evidence/[contractId]": {
    at: (w) => `/files/evidence/${w.underReview.contractId}`,
    may: PARTIES,
  },
  "GET /files/[fileId]": { at: (w) => `/files/${w.underReview.fileId}`, may: PARTIES },
  "GET /files/[fileId]/preview": {
    at: (w) => `/files/${w.underReview.fileId}/preview`,
    may: PARTIES,
  },
  "GET /files/submissions/[submissionId]": {
    at: (w) => `/files/submissions/${w.underReview.submissionId}`,
    may: PARTIES,
  },
  "GET /admin/audit/download": {
    at: () => "/admin/audit/download",
    may: withRight("readAudit"),
  },
  "GET /admin/books/download": { at: () => "/admin/books/download", may: withRight("keepBooks") },
  "GET /admin/books/sellers": {
    at: () => "/admin/books/sellers?year=2026",
    may: withRight("keepBooks"),
  },
  "GET /wallet/books/download": { at: () => "/wallet/books/download", may: MEMBERS },
  "GET /wallet/books/statement": { at: () => "/wallet/books/statement", may: MEMBERS },
  "GET /wallet/receipts/[receiptId]/pdf": {
    at: (w) => `/wallet/receipts/${w.paymentId}/pdf`,
    may: ["client"],
  },
  "GET /wallet/invoices/[documentId]/pdf": {
    at: (w) => `/wallet/invoices/${w.documentId}/pdf`,
    may: PARTIES,
  },
  // The sandbox bank pays to any IBAN, so nobody has an account there.
  "GET /wallet/withdraw/account": { at: () => "/wallet/withdraw/account", may: [] },
  "GET /wallet/export": { at: () => "/wallet/export", may: MEMBERS },
};
