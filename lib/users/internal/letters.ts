import type { LinkPurpose } from "../schema.ts";

type Letter = {
  /** The page that it leads to, which takes the token of a link. */
  readonly page: string;
  readonly subject: string;
  readonly todo: string;
  readonly sentence: string;
  readonly button: string;
  readonly why: string;
};

/**
 * What the mail about an account says, by its purpose. All but "known" carry a link. `{house}` is what this house is
 * called.
 */
export const LETTERS: Readonly<Record<LinkPurpose | "known" | "appointed", Letter>> = {
  reset: {
    page: "/reset-password",
    subject: "Choose a new password for {house}",
    todo: "Open the page below and choose a new password. The link works once, for one hour.",
    sentence:
      "Somebody asked for a new password for your account. If it was not you, do nothing: your password stays as it is",
    button: "Choose a new password",
    why: "This came because somebody entered your address on the page for forgotten passwords.",
  },
  verify: {
    page: "/verify-email",
    subject: "Confirm your e-mail address for {house}",
    todo: "Open the page below and confirm that this address is yours. The link works once, for one hour.",
    sentence:
      "Somebody registered at {house} with this address. If it was not you, do nothing: without this nobody can write or pay in your name",
    button: "Confirm my address",
    why: "This came because somebody registered with your address, or asked for this mail again.",
  },
  change: {
    page: "/change-email",
    subject: "Confirm your new e-mail address for {house}",
    todo: "Open the page below and confirm that this address is yours. The link works once, for one hour.",
    sentence:
      "Somebody who is signed in to {house} wants this to be the address of their account. If it was not you, do nothing: without this nothing changes",
    button: "Use this address",
    why: "This came because somebody entered your address as the new one of their account.",
  },
  undo: {
    page: "/undo-email",
    subject: "The e-mail address of your {house} account was changed",
    todo: "Was it you? Then nothing is left to do. Otherwise undo it on the page below, within seven days.",
    sentence:
      "Your account has another e-mail address now. Undoing gives it this one back, signs out every device and asks you for a new password",
    button: "Undo the change",
    why: "This came because this was the address of your account until now.",
  },
  appointed: {
    page: "/reset-password",
    subject: "You were asked to help run {house}",
    todo: "Open the page below and choose a password. The link works once, for seven days.",
    sentence:
      "An admin of {house} made an account for you, with which you help to run it. If you do not know why, do nothing: without a password nobody can use it",
    button: "Choose a password",
    why: "This came because an admin entered your address.",
  },
  known: {
    page: "/sign-in",
    subject: "You already have a {house} account",
    todo: "Sign in with the password that you have, or choose a new one there if you forgot it.",
    sentence:
      "Somebody entered this address to register, or as the new address of another account. Your account is unchanged. If it was not you, there is nothing to do",
    button: "Sign in",
    why: "This came because somebody entered your address on {house}. It comes at most twice a day.",
  },
};
