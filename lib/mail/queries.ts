import { and, desc, eq, lt, or } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { mails } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { momentAt } from "#lib/time";
import { HIDDEN } from "./policy.ts";
import type { MailRow, MailView } from "./schema.ts";
import { type MailInput, mailInput } from "./schema.ts";
import { nameStopped, readSubscription } from "./sign-subscription.ts";

const PAGE = 50;

const shown = {
  mailId: mails.id,
  toAddress: mails.toAddress,
  subject: mails.subject,
  status: mails.status,
  attempts: mails.attempts,
  lastError: mails.lastError,
  createdAt: mails.createdAt,
};

/** Every mail, newest first, one page of it: for whoever operates the instance. Throws not_found for everyone else. */
export async function listOutbox(
  actor: Actor,
  before?: string,
  reader: Reader = getDb(),
): Promise<{ rows: readonly MailRow[]; next: string | null }> {
  requireRight(actor, "operate");
  const [, ms, id] = /^(\d{1,15})~(mal_[0-9a-z]{26})$/.exec(before ?? "") ?? [];
  const at = momentAt(Number(ms));
  const rows = await reader
    .select(shown)
    .from(mails)
    .where(
      at && id
        ? or(
            lt(mails.createdAt, at),
            and(eq(mails.createdAt, at), lt(mails.id, `mal_${id.slice(4)}`)),
          )
        : undefined,
    )
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(PAGE + 1);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  const hasMore = last !== undefined && rows.length > PAGE;
  return { rows: page, next: hasMore ? `${last.createdAt.getTime()}~${last.mailId}` : null };
}

/**
 * One mail as it is or was sent. A link that only its person may use is shown where there is no other way to it:
 * without a mail server. Throws not_found, also for everyone but the operator.
 */
export async function getMail(
  actor: Actor,
  input: MailInput,
  reader: Reader = getDb(),
): Promise<MailView> {
  requireRight(actor, "operate");
  const parsed = mailInput.safeParse(input);
  if (!parsed.success) throw new DomainError("not_found");
  const [row] = await reader
    .select({ ...shown, body: mails.body, secret: mails.secret })
    .from(mails)
    .where(eq(mails.id, parsed.data.mailId));
  if (!row) throw new DomainError("not_found");
  const { secret, ...mail } = row;
  if (secret === null || mail.status === "kept") return mail;
  return { ...mail, body: mail.body.replaceAll(secret, HIDDEN) };
}

/** What a signed link stops. Throws not_found. */
export async function getSubscription(token: string): Promise<{ groupName: string }> {
  return { groupName: nameStopped(readSubscription(token).group) };
}
