import { STAFF_ROLES, type VerifiedActor } from "#lib/auth/actor";
import { type Right, rolesWith } from "#lib/auth/staff";

/**
 * Everyone who may stand before a door. `client` and `freelancer` are the parties; the others are strangers to them.
 */
export const WHO = [
  "anonymous",
  "client",
  "other client",
  "freelancer",
  "other freelancer",
  "admin",
  "moderator",
  "accountant",
] as const;
export type Who = (typeof WHO)[number];
export type Person = Exclude<Who, "anonymous">;
export type People = Readonly<Record<Person, VerifiedActor>>;

export const EVERYBODY: readonly Who[] = WHO;
export const PARTIES: readonly Who[] = ["client", "freelancer"];
export const CLIENTS: readonly Who[] = ["client", "other client"];
export const FREELANCERS: readonly Who[] = ["freelancer", "other freelancer"];
export const MEMBERS: readonly Who[] = [...CLIENTS, ...FREELANCERS];
export const STAFF: readonly Who[] = STAFF_ROLES;
export const SIGNED_IN: readonly Who[] = [...MEMBERS, ...STAFF];

/** Those of the house who have this right. */
export function withRight(right: Right): readonly Who[] {
  return rolesWith(right);
}
