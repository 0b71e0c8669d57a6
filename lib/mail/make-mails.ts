import { getDb, type Tx } from "#db/client";
import { mails } from "#db/schema";
import { getEnv } from "#lib/env";
import { newId } from "#lib/new-id";
import { entryOf } from "#lib/notifications/kinds";
import { type Due, type Notice, takeDue } from "#lib/notifications/take-due";
import { now } from "#lib/time";
import { writeLetter, writeTogether } from "./internal/write-letter.ts";
import { type Letter, renderMail } from "./render-mail.ts";

/** Lines of a mail that tells many things; the rest is in the bell. */
const LINES_MAX = 50;

/**
 * Writes the mails that are due. What was taken and what was written commit together, so a worker that dies leaves both
 * or neither. Returns how many were written.
 */
export async function makeMails(): Promise<number> {
  let made = 0;
  for (;;) {
    const count = await getDb().transaction(async (tx) => {
      const due = await takeDue(tx, "mail", now());
      if (due === null) return null;
      const written = due.flatMap(writeAll);
      await store(tx, written);
      return written.length;
    });
    if (count === null) return made;
    made += count;
  }
}

type NewMail = typeof mails.$inferInsert;

function writeAll(due: Due): NewMail[] {
  const { notices, isTogether } = due;
  if (isTogether) {
    return [toMail(due, notices, writeTogether(due, notices.slice(-LINES_MAX)), "together")];
  }
  return notices.map((notice) => toMail(due, [notice], writeLetter(due, notice), notice.group));
}

function toMail(
  { userId, name, address }: Due,
  notices: readonly Notice[],
  letter: Letter,
  topic: string,
): NewMail {
  const { subject, text, html } = renderMail(letter);
  const at = now();
  const isSent = getEnv().SMTP_URL !== undefined;
  return {
    id: newId("mal"),
    userId,
    toName: name,
    toAddress: address,
    topic,
    subject,
    body: text,
    html,
    thread: topic === "together" ? null : (notices[0]?.jobId ?? null),
    notificationIds: notices.map(({ notificationId }) => notificationId),
    isWorthKeeping: notices.some(({ kind }) => entryOf(kind).isWorthKeeping ?? false),
    status: isSent ? "waiting" : "kept",
    nextTryAt: isSent ? at : null,
    createdAt: at,
  };
}

/** In parts, because a statement has only so many parameters. */
async function store(tx: Tx, written: readonly NewMail[]): Promise<void> {
  for (let start = 0; start < written.length; start += 500) {
    await tx.insert(mails).values(written.slice(start, start + 500));
  }
}
