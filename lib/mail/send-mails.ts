import { and, eq, type SQL, sql } from "drizzle-orm";
import { driverOf, getDb } from "#db/client";
import { mails } from "#db/schema";
import { getEnv } from "#lib/env";
import { houseName } from "#lib/house";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { GROUPS, SWITCHED_GROUPS } from "#lib/notifications/kinds";
import { getPreferences, isAnyUnread } from "#lib/notifications/queries";
import { siteAddress } from "#lib/site";
import { HOUR_MS, MINUTE_MS, now } from "#lib/time";
import { stopUrlOf } from "./internal/write-letter.ts";
import { HIDDEN } from "./policy.ts";
import type { MailProvider, OutgoingMail } from "./provider.ts";
import { createSmtp } from "./providers/smtp.ts";

/** After the last of these nobody tries any more. The first is longer than a server may stay silent. */
const PAUSES_MS = [2, 5, 15, 30, 60, 120, 240, 480, 720, 1440].map(
  (minutes) => minutes * MINUTE_MS,
);
/** The task comes again every minute, so it need not hold on for ever. */
const LONGEST_RUN_MS = HOUR_MS / 2;

type Waiting = {
  id: Id<"mal">;
  userId: Id<"usr">;
  toName: string;
  toAddress: string;
  topic: string;
  subject: string;
  body: string;
  html: string;
  thread: string | null;
  notificationIds: Id<"ntf">[];
  isWorthKeeping: boolean;
  attempts: number;
};

/**
 * Hands over what waits, one mail after another: each is taken for its next pause just before it is sent. So no other
 * worker sends it meanwhile, and one whose worker died is tried again after it, under the same Message-ID. What was read
 * or stopped meanwhile is dropped. Returns how many were sent.
 */
export async function sendMails(provider: MailProvider | null = findProvider()): Promise<number> {
  if (!provider) return 0;
  const until = now().getTime() + LONGEST_RUN_MS;
  let sent = 0;
  try {
    while (now().getTime() < until) {
      const mail = await takeNext();
      if (!mail) break;
      if (await settle(provider, mail)) sent += 1;
    }
  } finally {
    provider.close();
  }
  return sent;
}

function findProvider(): MailProvider | null {
  const { SMTP_URL } = getEnv();
  return SMTP_URL ? createSmtp(SMTP_URL) : null;
}

/** Counts the attempt and sets the time of the next one, before anything is sent. */
async function takeNext(): Promise<Waiting | undefined> {
  const at = now().toISOString();
  const [taken] = await driverOf(getDb())<Waiting[]>`
    update mails set attempts = attempts + 1, next_try_at = ${at}::timestamptz
      + make_interval(secs => (${PAUSES_MS.map((ms) => String(ms / 1000))}::text[])[least(attempts + 1, ${PAUSES_MS.length})]::float8)
    where id in (
      select id from mails where status = 'waiting' and next_try_at <= ${at}::timestamptz
      order by next_try_at, id limit 1 for update skip locked)
    returning id, user_id as "userId", to_name as "toName", to_address as "toAddress", topic, subject, body, html,
      thread, notification_ids as "notificationIds", is_worth_keeping as "isWorthKeeping", attempts`;
  return taken;
}

async function settle(provider: MailProvider, mail: Waiting): Promise<boolean> {
  if (!(await isStillWanted(mail))) {
    await end(mail.id, "dropped", null);
    return false;
  }
  const handover = await provider.send(toOutgoing(mail));
  if (handover.outcome === "sent") {
    await end(mail.id, "sent", null);
    return true;
  }
  const isOver = handover.outcome === "refused" || mail.attempts >= PAUSES_MS.length;
  log.warn({ mailId: mail.id, attempts: mail.attempts, isOver }, "A mail was not taken");
  if (isOver) await end(mail.id, "refused", handover.reason);
  else {
    await getDb().update(mails).set({ lastError: handover.reason }).where(eq(mails.id, mail.id));
  }
  return false;
}

/** Read or stopped between writing and sending. */
async function isStillWanted(mail: Waiting): Promise<boolean> {
  const { userId, topic, isWorthKeeping, notificationIds } = mail;
  if (topic !== "security") {
    const { mailOff } = await getPreferences({ userId });
    const groups = topic === "together" ? SWITCHED_GROUPS : [topic];
    if (groups.every((group) => mailOff.includes(group))) return false;
  }
  return isWorthKeeping || isAnyUnread({ userId }, notificationIds);
}

/** Once it has left or never will, its link is its reader's alone. */
async function end(
  id: Id<"mal">,
  status: "sent" | "refused" | "dropped",
  lastError: string | null,
) {
  await getDb()
    .update(mails)
    .set({
      status,
      lastError,
      nextTryAt: null,
      endedAt: now(),
      body: withoutSecret(mails.body),
      html: withoutSecret(mails.html),
      secret: null,
    })
    .where(and(eq(mails.id, id), eq(mails.status, "waiting")));
}

function withoutSecret(text: typeof mails.body | typeof mails.html): SQL {
  return sql`case when ${mails.secret} is null then ${text} else replace(${text}, ${mails.secret}, ${HIDDEN}) end`;
}

function toOutgoing(mail: Waiting): OutgoingMail {
  const { hostname } = siteAddress();
  const { topic } = mail;
  return {
    from: { name: houseName(), address: getEnv().MAIL_FROM ?? `no-reply@${hostname}` },
    to: { name: mail.toName, address: mail.toAddress },
    subject: mail.subject,
    text: mail.body,
    html: mail.html,
    messageId: `<${mail.id}@${hostname}>`,
    references: mail.thread && `<${mail.thread}@${hostname}>`,
    listId: { name: listNameOf(topic), host: `${topic}.${hostname}` },
    unsubscribeUrl: stopUrlOf(mail.userId, topic, "/api/unsubscribe"),
  };
}

function listNameOf(topic: string): string {
  const group = Object.entries(GROUPS).find(([name]) => name === topic);
  return `${houseName()}: ${group?.[1].toLowerCase() ?? "everything together"}`;
}
