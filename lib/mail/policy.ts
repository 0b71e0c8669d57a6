import type { MailStatus } from "./schema.ts";

/** What has become of a mail, in a word. */
export const MAIL_WORDS: Readonly<Record<MailStatus, string>> = {
  kept: "To read here",
  waiting: "Waiting",
  sent: "Sent",
  refused: "Refused",
  dropped: "Not needed",
};

/** Stands where the token of a link was that is no business of whoever operates the instance. */
export const HIDDEN = "(hidden)";
