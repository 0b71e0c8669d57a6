import type { VerifiedActor } from "#lib/auth/actor";

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
] as const;
export type Who = (typeof WHO)[number];
export type Person = Exclude<Who, "anonymous">;
export type People = Readonly<Record<Person, VerifiedActor>>;

export const EVERYBODY: readonly Who[] = WHO;
export const PARTIES: readonly Who[] = ["client", "freelancer"];
export const CLIENTS: readonly Who[] = ["client", "other client"];
export const FREELANCERS: readonly Who[] = ["freelancer", "other freelancer"];
export const MEMBERS: readonly Who[] = [...CLIENTS, ...FREELANCERS];
export const SIGNED_IN: readonly Who[] = [...MEMBERS, "admin"];
