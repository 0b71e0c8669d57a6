import type { Change } from "#lib/changes";

/** An address of this site, from its root. */
export type Path = string;

/** The result of a form that ran: a message, data for the page, or somewhere to go. */
export type Done = { message?: string; data?: Record<string, string>; goTo?: Path };

/** A handler's answer: also what the browser has to refresh. */
export type Answer = Done & {
  /** Data for the page that is kept nowhere: when this answer is lost, it is gone. */
  shownOnce?: Record<string, string>;
  /** The page that the form is on. */
  showsAnew?: true;
  /** Another page, which the browser may have kept. */
  outdated?: Path;
};

/** The answer that is kept under a form's key; `givenUp` when the form will never run under that key. */
export type StoredAnswer = Omit<Answer, "shownOnce"> | { givenUp: true };

/** What a server action answers to a form. Everything in it is safe to show to the person. */
export type FormState =
  | { status: "idle" }
  | {
      status: "error";
      /** What happened, what did not change, what to do now. */
      message: string;
      /** Sentences per field name; a field may have several. */
      fieldErrors: Record<string, string[]>;
      /** What was on the screen and what it is now, when that has changed. */
      changes?: readonly Change[];
      /** What was typed, so that a form without JavaScript gets it back. Never a password. */
      values: Record<string, string>;
      /** Only on unexpected errors: the id that the person can quote. Whether the form ran is then unknown. */
      requestId?: string;
      /** The person has to show first that it is them, by one of these; nothing else was wrong. */
      proof?: readonly ProofWay[];
      /** Where to continue: a link other than the form itself. */
      wayOn?: WayOn;
    }
  | ({
      status: "success";
      /** It ran when it was sent before; nothing was done this time. */
      isRepeat?: boolean;
    } & Done)
  | {
      /** The key was used before, by a page that the browser had kept: nothing was done this time. */
      status: "repeat";
      message: string;
      values: Record<string, string>;
      wayOn?: WayOn;
    };

/** By what a person shows once more that it is them. */
export const PROOF_WAYS = ["password", "code", "passkey"] as const;
export type ProofWay = (typeof PROOF_WAYS)[number];

/** An empty address is the page that the form is on, loaded again. */
export type WayOn = { label: string; href: Path };

export type FormAction = (state: FormState, formData: FormData) => Promise<FormState>;

export const idleForm: FormState = { status: "idle" };

/** The hidden field by which an answer finds its form again after a page load. */
export const FORM_FIELD = "_form";
/** The key of the form's intent: everything sent with one key runs once. */
export const KEY_FIELD = "_key";
/** For whom the form was made: the person's id, or nothing for nobody; and their name. */
export const VIEWER_FIELD = "_for";
export const VIEWER_NAME_FIELD = "_for_name";

/** By what the person shows that it is them, when a form was refused until they do. Never part of its contents. */
export const PROOF_FIELDS = {
  password: "_proof_password",
  code: "_proof_code",
  passkey: "_proof_passkey",
} as const satisfies Record<ProofWay, string>;

/** Names of fields whose contents are never sent back. */
export const SECRET_FIELD = /password|secret|token|passkey|^code$/i;
/** Names of fields whose contents are never kept on a device. */
export const UNKEPT_FIELD = /password|secret|token|passkey|^code$|iban|^card|^account/i;

/** An answer, the form that it belongs to, and the key that the form was sent with. */
export type FormAnswer = { formId: string; key: string | null; state: FormState };
