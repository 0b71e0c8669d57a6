import { DomainError } from "#lib/errors";
import { type Actor, type Role, STAFF_ROLES, type StaffRole } from "./actor.ts";

/**
 * What people who keep the house may do. `enter` is all that they share: to see the house and what waits there for them.
 */
export const RIGHTS = [
  "enter",
  "mediate",
  "moderate",
  "seePeople",
  "keepBooks",
  "operate",
  "readAudit",
  "manageStaff",
] as const;
export type Right = (typeof RIGHTS)[number];

/** Who may do what: the one place that says so. */
const RIGHTS_OF: Readonly<Record<StaffRole, readonly Right[]>> = {
  admin: RIGHTS,
  moderator: ["enter", "mediate", "moderate", "seePeople"],
  accountant: ["enter", "keepBooks"],
};

/** Whom a page or a form is for: a role of the marketplace, or everybody in the house with a right. */
export type Audience = Exclude<Role, StaffRole> | Right;

/** True for people who keep the house, who have no wallet, jobs or conversations. */
export function isStaff(role: Role): role is StaffRole {
  return STAFF_ROLES.some((one) => one === role);
}

export function hasRight(role: Role, right: Right): boolean {
  return isStaff(role) && RIGHTS_OF[role].includes(right);
}

/** For use cases of the house. Without the right it does not exist: throws not_found. */
export function requireRight(actor: Actor, right: Right): void {
  if (!hasRight(actor.role, right)) throw new DomainError("not_found");
}

/** The roles that have this right. */
export function rolesWith(right: Right): readonly StaffRole[] {
  return STAFF_ROLES.filter((role) => hasRight(role, right));
}

export function isAmong(role: Role, audience: Audience): boolean {
  return role === audience || RIGHTS.some((right) => right === audience && hasRight(role, right));
}
