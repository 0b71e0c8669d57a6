import { setTimeout as sleep } from "node:timers/promises";
import { getEnv } from "#lib/env";
import { makeMails } from "#lib/mail/make-mails";
import { createSmtp } from "#lib/mail/providers/smtp";
import { sendMails } from "#lib/mail/send-mails";
import { run } from "../run.ts";
import { PATIENCE_MS, passQuickly } from "./quick-clock.ts";

/* What the worker does every minute, again and again until it is killed. */

const PAUSE_MS = 50;

await run(async () => {
  passQuickly(Number(process.argv[2]));
  const { SMTP_URL = "" } = getEnv();
  process.send?.("ready");
  for (;;) {
    await makeMails();
    await sendMails(createSmtp(SMTP_URL, PATIENCE_MS));
    await sleep(PAUSE_MS);
  }
});
process.exit();
