import { createTransport } from "nodemailer";
import { plainMessage } from "#lib/log";
import type { Handover, MailProvider, OutgoingMail } from "../provider.ts";

/** Silence after which a server counts as gone. For all of a mail it has three times as long. */
const PATIENCE_MS = 20_000;

/** Hands mail over by SMTP. One connection for many mails, until it is closed. */
export function createSmtp(url: string, patienceMs = PATIENCE_MS): MailProvider {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // It would send at once again what a server may have taken. When to try again is not for it to decide.
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail({
          ...toMessage(mail),
          signal: AbortSignal.timeout(3 * patienceMs),
        });
        return { outcome: "sent" };
      } catch (error) {
        return judge(error);
      }
    },
    close: () => transport.close(),
  };
}

function toMessage(mail: OutgoingMail) {
  const { from, to, subject, text, html, messageId, references, listId, unsubscribeUrl } = mail;
  return {
    from,
    to,
    subject,
    text,
    html,
    messageId,
    ...(references && { references, inReplyTo: references }),
    headers: {
      "List-ID": { prepared: true, value: `${listId.name} <${listId.host}>` },
      "Auto-Submitted": "auto-generated",
      ...(unsubscribeUrl && {
        "List-Unsubscribe": { prepared: true, value: `<${unsubscribeUrl}>` },
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
  };
}

/** A server that answers 5xx to this mail or its recipient (RFC 5321, 4.2.1) will not take it. */
function judge(error: unknown): Handover {
  const reason = plainMessage(error);
  const code = readField(error, "responseCode");
  const isForGood = typeof code === "number" && code >= 500 && code < 600;
  const isAboutUs = readField(error, "code") === "EAUTH";
  return { outcome: isForGood && !isAboutUs ? "refused" : "later", reason };
}

function readField(error: unknown, name: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
}
