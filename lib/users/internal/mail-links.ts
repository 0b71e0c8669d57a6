import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, ne } from "drizzle-orm";
import { getDb, type Reader, type Tx } from "#db/client";
import { mailLinks } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { holdPerson } from "#lib/auth/limit-person";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { DAY_MS, HOUR_MS, now } from "#lib/time";
import type { LinkPurpose } from "../schema.ts";

const LIFETIME_MS: Readonly<Record<LinkPurpose, number>> = {
  reset: HOUR_MS,
  verify: HOUR_MS,
  change: HOUR_MS,
  undo: 7 * DAY_MS,
};

/** Whoever was appointed did not ask for the mail, and may read it days later. */
export const FIRST_PASSWORD_MS = 7 * DAY_MS;

export type MailLink = typeof mailLinks.$inferSelect;

type NewLink = Pick<MailLink, "id" | "userId" | "purpose" | "email"> &
  Partial<Pick<MailLink, "formerEmail">> & {
    /** Where it is not that of its purpose. */
    readonly lifetimeMs?: number;
  };

/** Makes a link's token, 256 bits of chance. Null when the link with this id exists already. */
export async function makeLink(tx: Tx, link: NewLink): Promise<string | null> {
  const token = newToken();
  const isMade = await insertLink(tx, link, hashToken(token));
  return isMade ? token : null;
}

/**
 * Makes a link that is sent later: until then nothing opens it. For what somebody typed, which stands in the row and
 * not in the queue.
 */
export async function planLink(tx: Tx, link: NewLink): Promise<void> {
  await insertLink(tx, link, link.id);
}

/** Gives a planned link its token, once. Null when it was sent already, or is over. */
export async function sendPlanned(
  tx: Tx,
  linkId: Id<"lnk">,
): Promise<{ token: string; link: MailLink } | null> {
  const token = newToken();
  const [link] = await tx
    .update(mailLinks)
    .set({ tokenHash: hashToken(token) })
    .where(and(eq(mailLinks.id, linkId), eq(mailLinks.tokenHash, linkId), isNull(mailLinks.usedAt)))
    .returning();
  return link ? { token, link } : null;
}

function newToken(): string {
  return randomBytes(32).toString("base64url");
}

async function insertLink(
  tx: Tx,
  { lifetimeMs, ...link }: NewLink,
  tokenHash: string,
): Promise<boolean> {
  const at = now();
  const expiresAt = new Date(at.getTime() + (lifetimeMs ?? LIFETIME_MS[link.purpose]));
  const made = await tx
    .insert(mailLinks)
    .values({ ...link, tokenHash, createdAt: at, expiresAt })
    .onConflictDoNothing({ target: mailLinks.id })
    .returning({ id: mailLinks.id });
  return made.length > 0;
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
  if (link.expiresAt > now()) return null;
  return link.purpose === "undo" ? "undo_expired" : "link_expired";
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

/** Uses up every open link of these purposes, without anything being done by them. */
export async function voidLinks(
  tx: Tx,
  userId: Id<"usr">,
  purposes: readonly LinkPurpose[],
): Promise<void> {
  for (const purpose of purposes) {
    await tx
      .update(mailLinks)
      .set({ usedAt: now() })
      .where(and(isOpen(userId, purpose)));
  }
}

/** True while another person than this one may still go back to the address. */
export async function isHeldForUndo(
  reader: Reader,
  email: string,
  userId: Id<"usr"> | null,
): Promise<boolean> {
  const isHeld = and(
    eq(mailLinks.email, email),
    eq(mailLinks.purpose, "undo"),
    isNull(mailLinks.usedAt),
    gt(mailLinks.expiresAt, now()),
    userId === null ? undefined : ne(mailLinks.userId, userId),
  );
  return (await reader.$count(mailLinks, isHeld)) > 0;
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
