import { eq } from "drizzle-orm";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { hashPassword } from "#lib/auth/password";
import { getDb } from "../client.ts";
import { clientProfiles, freelancerProfiles, users } from "../schema.ts";
import { makeClient, makeFreelancer } from "./factories.ts";

export const PASSWORD = "three words in a row";

/** A person who can sign in, with `PASSWORD`. */
export async function makeAccount(
  role: "client" | "freelancer" = "freelancer",
): Promise<{ actor: VerifiedActor; email: string }> {
  const actor = await (role === "client" ? makeClient() : makeFreelancer());
  const passwordHash = await hashPassword(PASSWORD);
  const [account] = await getDb()
    .update(users)
    .set({ passwordHash })
    .where(eq(users.id, actor.userId))
    .returning({ email: users.email });
  if (!account) throw new Error("The person was not made");
  return { actor, email: account.email };
}

/** A person who has registered and not yet set up a profile. */
export async function makeNewcomer(role: "client" | "freelancer"): Promise<Actor> {
  const actor = await (role === "client" ? makeClient() : makeFreelancer());
  await getDb().delete(clientProfiles).where(eq(clientProfiles.userId, actor.userId));
  await getDb().delete(freelancerProfiles).where(eq(freelancerProfiles.userId, actor.userId));
  await getDb().update(users).set({ onboardedAt: null }).where(eq(users.id, actor.userId));
  return actor;
}

/** A person who has not confirmed their e-mail address. */
export async function makeUnverified(role: "client" | "freelancer"): Promise<Actor> {
  const actor = await (role === "client" ? makeClient() : makeFreelancer());
  await getDb().update(users).set({ emailVerifiedAt: null }).where(eq(users.id, actor.userId));
  return actor;
}
