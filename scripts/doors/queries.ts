import type { World } from "./world.ts";

const FILTERS = [
  "q",
  "exact",
  "category",
  "skill",
  "min",
  "max",
  "posted",
  "release",
  "match",
  "saved",
  "sort",
];
const PEOPLE = ["q", "for", "skill", "min", "max", "rating", "available", "saved", "sort"];
const HISTORY = ["kind", "period", "contract"];

/** What each page and route reads from the query of its address. */
export function queriesOf(world: World): Readonly<Record<string, readonly string[]>> {
  return {
    "/jobs": [...FILTERS, "after", "shown", "job"],
    "/api/jobs": [...FILTERS, "after", "limit"],
    "/api/jobs/counts": FILTERS,
    "/api/jobs/suggestions": ["q"],
    "/freelancers": [...PEOPLE, "after", "shown", "person"],
    "/api/freelancers": [...PEOPLE, "after", "limit"],
    "/searches": ["save"],
    "/admin/audit": ["person", "kind", "before"],
    "/admin/outbox": ["before"],
    "/admin/payments": ["state", "before"],
    "/settings/security": ["before"],
    "/notifications": ["before", "show"],
    "/inbox": ["filter", "q"],
    [`/inbox/${world.conversationId}`]: ["filter", "q", "at"],
    [`/api/conversations/${world.conversationId}/messages`]: ["before", "after", "around"],
    "/api/inbox": ["since"],
    "/api/inbox/conversations": ["filter", "q", "cursor"],
    "/api/inbox/messages": ["filter", "q", "cursor"],
    "/wallet": [...HISTORY, "before", "show"],
    "/wallet/export": HISTORY,
    "/admin/books/download": ["from", "until"],
    "/admin/books/sellers": ["year"],
    "/wallet/books/download": ["from", "until"],
    "/wallet/invoices": ["kind", "year", "after"],
    "/wallet/add-funds": ["amount", "payment", "new", "paid"],
    "/wallet/withdraw": ["amount", "payment", "new", "paid"],
    "/my-jobs": ["open", "closed", "done", "pending", "ended"],
    [`/jobs/${world.openJob}/proposals`]: ["after", "sort"],
    [`/proposals/${world.offer}`]: ["hire"],
    [`/freelancers/${world.handles.freelancer}`]: ["reviews"],
    "/onboarding": ["next"],
    "/sign-in": ["next", "registered", "ended", "reset", "verified", "changed", "undone"],
    "/sign-in/code": ["next"],
    "/verify-email": ["token"],
    "/reset-password": ["token"],
    "/register": ["as", "next"],
    "/api/auth/signin": ["callbackUrl", "error"],
    "/api/auth/session": ["update"],
    "/api/uploadthing?slug=message": ["actionType"],
    "/api/uploadthing?actionType=upload": ["slug"],
    "/_next/image": ["url", "w", "q"],
  };
}
