import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import type { LinkPurpose } from "#lib/users/schema";
import { sendLink } from "#lib/users/send-link";
import { getDb } from "../client.ts";
import { mails, users } from "../schema.ts";

/** Has a link sent to this person, and reads its token in the mail. */
export async function mailLink(userId: Id<"usr">, purpose: LinkPurpose): Promise<string> {
  await sendLink({ linkId: newId("lnk"), userId, purpose });
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
