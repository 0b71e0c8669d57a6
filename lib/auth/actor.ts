import type { Id } from "#lib/ids";

export const ROLES = ["client", "freelancer", "admin"] as const;

export type Role = (typeof ROLES)[number];

/** Who acts. Made from a session by `lib/auth`, handed down by the edge, never read again below it. */
export type Actor = { readonly userId: Id<"usr">; readonly role: Role };

/** Runs anywhere: what the clock does when nobody acts (the worker). It is no person and owns nothing. */
export const SYSTEM = "system";
export type Doer = Actor | typeof SYSTEM;
