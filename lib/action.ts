import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { DomainError, ERRORS } from "./errors.ts";
import { keepAnswer } from "./form-answers.ts";
import { type FormInput, readForm, typedValues } from "./form-input.ts";
import { FORM_FIELD, type FormAction, type FormState } from "./form-state.ts";
import { log, requestIdFrom, withRequestId } from "./log.ts";

/** What a handler may answer; nothing at all is a plain success. */
type Answer = { message?: string; data?: Record<string, string> };

/**
 * Makes a server action of a form: checks the fields, calls `handler` with them and turns whatever
 * happens into what the form shows. `redirect()` and `notFound()` pass through. A `DomainError` with
 * a detail `field` is shown at that field. Unknown errors are logged; the person gets the request id.
 */
export function formAction<S extends z.ZodType>(
  schema: S,
  handler: (input: z.output<S>) => Promise<Answer | undefined> | Promise<void>,
): FormAction {
  return async (_state, formData) => {
    const head = await headers();
    const requestId = requestIdFrom(head);
    const input = readForm(formData);
    const state = await withRequestId<FormState>(requestId, async () => {
      const parsed = schema.safeParse(input, { error: plainSentence });
      if (!parsed.success) return invalidInput(parsed.error, input);
      try {
        const answer = await handler(parsed.data);
        return { status: "success", ...answer };
      } catch (error) {
        unstable_rethrow(error);
        if (error instanceof DomainError) return refusal(error, input);
        log.error({ err: error }, "A form could not be carried out");
        return {
          status: "error",
          message: ERRORS.unexpected[1],
          fieldErrors: {},
          values: typedValues(input),
          requestId,
        };
      }
    });
    keepAnswer(head, formData.get(FORM_FIELD), state);
    return state;
  };
}

function invalidInput(error: z.ZodError, input: FormInput): FormState {
  const fieldErrors: Record<string, string[]> = {};
  const general: string[] = [];
  for (const { path, message } of error.issues) {
    if (path.length === 0) general.push(message);
    else fieldErrors[path.join(".")] = [...(fieldErrors[path.join(".")] ?? []), message];
  }
  return {
    status: "error",
    message: general.length > 0 ? general.join(" ") : ERRORS.invalid_input[1],
    fieldErrors,
    values: typedValues(input),
  };
}

function refusal(error: DomainError, input: FormInput): FormState {
  const { field } = error.details;
  return {
    status: "error",
    message: error.message,
    fieldErrors: field === undefined ? {} : { [field]: [error.message] },
    values: typedValues(input),
  };
}

/** Sentences for where a schema has none of its own. */
const plainSentence: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "Fill this in." : "This is not in the expected form.";
    case "too_small":
      if (issue.origin !== "string") return `Enter ${issue.minimum} or more.`;
      return issue.minimum === 1 ? "Fill this in." : `Enter ${issue.minimum} characters or more.`;
    case "too_big":
      return issue.origin === "string"
        ? `Enter at most ${issue.maximum} characters.`
        : `Enter at most ${issue.maximum}.`;
    case "invalid_value":
      return "Choose one of the options.";
    default:
      return "This is not in the expected form.";
  }
};
