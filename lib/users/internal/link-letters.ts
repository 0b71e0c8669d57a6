import type { LinkPurpose } from "../schema.ts";

type LinkLetter = {
  /** The page that takes the token. */
  readonly page: string;
  readonly subject: string;
  readonly todo: string;
  readonly sentence: string;
  readonly button: string;
  readonly why: string;
};

/** What the mail says that carries a link, by the link's purpose. */
export const LINK_LETTERS: Readonly<Record<LinkPurpose, LinkLetter>> = {
  reset: {
    page: "/reset-password",
    subject: "Choose a new password for WorkHub",
    todo: "Open the page below and choose a new password. The link works once, for one hour.",
    sentence:
      "Somebody asked for a new password for your account. If it was not you, do nothing: your password stays as it is",
    button: "Choose a new password",
    why: "This came because somebody entered your address on the page for forgotten passwords.",
  },
  verify: {
    page: "/verify-email",
    subject: "Confirm your e-mail address for WorkHub",
    todo: "Open the page below and confirm that this address is yours. The link works once, for one hour.",
    sentence:
      "Somebody registered at WorkHub with this address. If it was not you, do nothing: without this nobody can write or pay in your name",
    button: "Confirm my address",
    why: "This came because somebody registered with your address, or asked for this mail again.",
  },
};
