import { inTransaction, type Tx } from "#db/client";
import { mails } from "#db/schema";
import { enqueue } from "#lib/edge/task";
import { getEnv } from "#lib/env";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { absolute } from "#lib/site";
import { now } from "#lib/time";
import { renderMail } from "./render-mail.ts";
import { postTask } from "./schema.ts";

type AccountMail = {
  readonly to: { readonly userId: Id<"usr">; readonly name: string; readonly address: string };
  readonly subject: string;
  /** The first line: what to do. */
  readonly todo: string;
  /** What happened, without its stop. */
  readonly sentence: string;
  readonly button: { readonly label: string; readonly path: string };
  readonly why: string;
  /** The token in the button’s address, if there is one. */
  readonly secret: string | null;
};

/**
 * Writes a mail about the account itself, in the caller's transaction: one that the person waits for, that nothing can
 * switch off, and that tells of no notification. It leaves as soon as the transaction has committed.
 */
export async function writeMail(mail: AccountMail, tx?: Tx): Promise<void> {
  const { to, subject, todo, sentence, button, why, secret } = mail;
  const url = absolute(button.path);
  const rendered = renderMail({
    subject,
    todo,
    lines: [{ sentence, jobTitle: null, url }],
    button: { label: button.label, url },
    why,
    stopUrl: null,
    settingsUrl: absolute("/settings"),
  });
  const at = now();
  const isSent = getEnv().SMTP_URL !== undefined;
  await inTransaction(tx, async (tx) => {
    await tx.insert(mails).values({
      id: newId("mal"),
      userId: to.userId,
      toName: to.name,
      toAddress: to.address,
      topic: "security",
      subject: rendered.subject,
      body: rendered.text,
      html: rendered.html,
      notificationIds: [],
      isWorthKeeping: true,
      secret,
      status: isSent ? "waiting" : "kept",
      nextTryAt: isSent ? at : null,
      createdAt: at,
    });
    if (isSent) await enqueue(tx, postTask, {}, { singletonKey: "soon" });
  });
}
