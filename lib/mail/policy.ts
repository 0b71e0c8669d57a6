import type { MailStatus } from "./schema.ts";

/** What has become of a mail, in a word. */
export const MAIL_WORDS: Readonly<Record<MailStatus, string>> = {
  kept: "To read here",
  waiting: "Waiting",
  sent: "Sent",
  refused: "Refused",
  dropped: "Not needed",
};
