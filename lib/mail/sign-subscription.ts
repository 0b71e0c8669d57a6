import { createHmac, timingSafeEqual } from "node:crypto";
import { getEnv } from "#lib/env";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { GROUPS, STOPPABLE, type Stoppable } from "#lib/notifications/kinds";

export type Subscription = {
  readonly userId: Id<"usr">;
  readonly group: Stoppable;
};

/** Names whose mail of which group it stops. Whoever has it may do so, without signing in; it can do nothing else. */
export function signSubscription({ userId, group }: Subscription): string {
  return `${userId}.${group}.${signatureOf(userId, group)}`;
}

/** Throws not_found unless we made exactly this token. */
export function readSubscription(token: string): Subscription {
  const [userId, named, signature = ""] = token.split(".");
  const group = STOPPABLE.find((each) => each === named);
  if (!isId("usr", userId) || !group || !isEqual(signature, signatureOf(userId, group))) {
    throw new DomainError("not_found");
  }
  return { userId, group };
}

/** What a link stops, in words. */
export function nameStopped(group: Stoppable): string {
  return group === "together" ? "Everything but the security of your account" : GROUPS[group];
}

function signatureOf(userId: string, group: string): string {
  return createHmac("sha256", getEnv().NEXTAUTH_SECRET)
    .update(`workhub unsubscribe ${userId} ${group}`)
    .digest("base64url");
}

function isEqual(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
