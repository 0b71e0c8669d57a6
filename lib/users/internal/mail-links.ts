import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { getDb, type Reader, type Tx } from "#db/client";
import { mailLinks } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { holdPerson } from "#lib/auth/limit-person";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { HOUR_MS, now } from "#lib/time";
import type { LinkPurpose } from "../schema.ts";

const LIFETIME_MS = HOUR_MS;

export type MailLink = typeof mailLinks.$inferSelect;

type NewLink = Pick<MailLink, "id" | "userId" | "purpose" | "email">;

/** Makes a link's token, 256 bits of chance. Null when the link with this id exists already. */
export async function makeLink(tx: Tx, link: NewLink): Promise<string | null> {
  const token = randomBytes(32).toString("base64url");
  const at = now();
  const made = await tx
    .insert(mailLinks)
    .values({
      ...link,
      tokenHash: hashToken(token),
      createdAt: at,
      expiresAt: new Date(at.getTime() + LIFETIME_MS),
    })
    .onConflictDoNothing({ target: mailLinks.id })
    .returning({ id: mailLinks.id });
  return made.length === 0 ? null : token;
}

/** The link with this token, if it has this purpose: a token for one thing opens nothing else. */
export async function findLink(
  purpose: LinkPurpose,
  token: string,
  reader: Reader = getDb(),
): Promise<MailLink | undefined> {
  const [link] = await reader
    .select()
    .from(mailLinks)
    .where(and(eq(mailLinks.tokenHash, hashToken(token)), eq(mailLinks.purpose, purpose)));
  return link;
}

/** Why this link cannot be used by whoever asks, or null when it can. */
export function whyNot(link: MailLink | undefined, asker: Actor | null) {
  if (!link) return "link_unknown";
  if (asker && asker.userId !== link.userId) return "link_of_another";
  if (link.usedAt) return "link_used";
  return link.expiresAt <= now() ? "link_expired" : null;
}

/** The link that a person is about to use; "used" when the form with this key has used it before. */
export async function requireLink(
  { purpose, token, key }: { purpose: LinkPurpose; token: string; key: string | null },
  asker: Actor | null,
  reader?: Reader,
): Promise<MailLink | "used"> {
  const link = await findLink(purpose, token, reader);
  if (link?.usedAt && key !== null && link.usedKey === key) return "used";
  const refusal = whyNot(link, asker);
  if (!link || refusal) throw new DomainError(refusal ?? "link_unknown");
  return link;
}

/**
 * Uses the link, and with it every other of its purpose that the person has. Locks the person first, so of two at the
 * same moment one wins. Throws link_used, link_expired.
 */
export async function consumeLink(tx: Tx, link: MailLink, key: string | null): Promise<void> {
  await holdPerson(tx, link.userId);
  const [current] = await tx.select().from(mailLinks).where(eq(mailLinks.id, link.id));
  const refusal = whyNot(current, null);
  if (refusal) throw new DomainError(refusal);
  await tx
    .update(mailLinks)
    .set({ usedAt: now() })
    .where(and(isOpen(link.userId, link.purpose)));
  await tx.update(mailLinks).set({ usedKey: key }).where(eq(mailLinks.id, link.id));
}

function isOpen(userId: Id<"usr">, purpose: LinkPurpose) {
  return and(
    eq(mailLinks.userId, userId),
    eq(mailLinks.purpose, purpose),
    isNull(mailLinks.usedAt),
  );
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
