import type { Id } from "#lib/ids";

/** The people who keep the house. Nobody registers as one of them. */
export const STAFF_ROLES = ["admin", "moderator", "accountant"] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export const ROLES = ["client", "freelancer", ...STAFF_ROLES] as const;

export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  client: "Client",
  freelancer: "Freelancer",
  admin: "Admin",
  moderator: "Moderator",
  accountant: "Accountant",
};

/**
 * The person who acts. `lib/auth` makes it from a session and the edge hands it down; below the edge it is never read
 * again.
 */
export type Actor = { readonly userId: Id<"usr">; readonly role: Role };

/** Never there: it only tells the types apart. */
declare const isVerified: unique symbol;

/**
 * Somebody whose e-mail address is known to be theirs. What reaches others or moves money asks for one, and only
 * lib/auth/verified.ts makes them: so a new way in cannot forget to ask.
 */
export type VerifiedActor = Actor & { readonly [isVerified]: true };

/** Somebody who acts in one signed-in browser. */
export type SignedInActor = Actor & { readonly sessionId: Id<"ses"> };

/** Runs anywhere. Stands for the worker when nobody acts; it is no person and owns nothing. */
export const SYSTEM = "system";
export type Doer = Actor | typeof SYSTEM;

/** Who takes a step that asks for a recent proof. The demo seed acts for its people without any session. */
export type Prover = Actor & { readonly sessionId: Id<"ses"> | typeof SYSTEM };

export type VerifiedProver = VerifiedActor & Prover;
