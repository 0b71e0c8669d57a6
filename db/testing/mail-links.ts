import { createHash, randomUUID } from "node:crypto";
import { and, desc, eq, isNotNull } from "drizzle-orm";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { addDays, now } from "#lib/time";
import { askForEmailChange } from "#lib/users/ask-for-email-change";
import { changeEmail } from "#lib/users/change-email";
import { sendLink } from "#lib/users/send-link";
import { getDb } from "../client.ts";
import { mailLinks, mails, users } from "../schema.ts";

/** Has a link sent to this person, and reads its token in the mail. */
export async function mailLink(userId: Id<"usr">, purpose: "reset" | "verify"): Promise<string> {
  await sendLink({ linkId: newId("lnk"), userId, purpose });
  return readToken(userId);
}

/** Has the link sent by which this person's account gets another address. */
export async function mailChange(actor: Actor, email: string): Promise<string> {
  await askForEmailChange({ ...actor, sessionId: SYSTEM }, { email });
  const [link] = await getDb()
    .select({ id: mailLinks.id })
    .from(mailLinks)
    .where(and(eq(mailLinks.userId, actor.userId), eq(mailLinks.purpose, "change")))
    .orderBy(desc(mailLinks.id))
    .limit(1);
  if (!link) throw new Error("Nothing was asked for");
  await sendLink({ linkId: link.id, userId: actor.userId, purpose: "change" });
  return readToken(actor.userId);
}

/** Changes this person's address, and reads the token by which it is undone. */
export async function mailUndo(actor: Actor, email: string): Promise<string> {
  await changeEmail(null, { token: await mailChange(actor, email) });
  return readToken(actor.userId);
}

/** A link that gives this person the address that they have, as if it had been changed. */
export async function makeUndo({ userId }: Actor): Promise<string> {
  const token = randomUUID();
  const [person] = await getDb().select().from(users).where(eq(users.id, userId));
  if (!person) throw new Error("There is nobody");
  const tokenHash = createHash("sha256").update(token).digest("base64url");
  const dates = { createdAt: now(), expiresAt: addDays(now(), 7) };
  const { email } = person;
  await getDb()
    .insert(mailLinks)
    .values({ id: newId("lnk"), userId, purpose: "undo", email, tokenHash, ...dates });
  return token;
}

/** The token in the newest mail with one that this person got. */
async function readToken(userId: Id<"usr">): Promise<string> {
  const [mail] = await getDb()
    .select({ token: mails.secret })
    .from(mails)
    .where(and(eq(mails.userId, userId), isNotNull(mails.secret)))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(1);
  if (!mail?.token) throw new Error("Nobody got a link");
  return mail.token;
}

/** The same to confirm an address, which is asked of nobody who has done so. */
export async function mailVerification(userId: Id<"usr">): Promise<string> {
  const [person] = await getDb().select().from(users).where(eq(users.id, userId));
  await setVerified(userId, null);
  const token = await mailLink(userId, "verify");
  await setVerified(userId, person?.emailVerifiedAt ?? null);
  return token;
}

async function setVerified(userId: Id<"usr">, emailVerifiedAt: Date | null): Promise<void> {
  await getDb().update(users).set({ emailVerifiedAt }).where(eq(users.id, userId));
}
