/** What a server action answers to a form. Everything in it is safe to show to the person. */
export type FormState =
  | { status: "idle" }
  | {
      status: "error";
      /** What happened, what did not change, what to do now. */
      message: string;
      /** Sentences per field name; a field may have several. */
      fieldErrors: Record<string, string[]>;
      /** What was typed, so that a form without JavaScript gets it back. Never a password. */
      values: Record<string, string>;
      /** Only on unexpected errors: the id that the person can quote. */
      requestId?: string;
    }
  | { status: "success"; message?: string; data?: Record<string, string> };

export type FormAction = (state: FormState, formData: FormData) => Promise<FormState>;

export const idleForm: FormState = { status: "idle" };

/** The hidden field by which an answer finds its form again after a page load. */
export const FORM_FIELD = "_form";

/** An answer, and the form that it belongs to. */
export type FormAnswer = { formId: string; state: FormState };
