import type { z } from "zod";
import { type DomainError, ERRORS } from "#lib/errors";
import { isolate } from "#lib/text";
import { type FormInput, readOwnField, typedValues } from "./input.ts";
import {
  type Answer,
  type FormState,
  type Path,
  PROOF_WAYS,
  type ProofWay,
  VIEWER_FIELD,
  VIEWER_NAME_FIELD,
  type WayOn,
} from "./state.ts";

/** What a form shows when it did not run. */
type Refusal = Extract<FormState, { status: "error" }>;
type Repeat = Extract<FormState, { status: "repeat" }>;

export function invalidInput(error: z.ZodError, input: FormInput): Refusal {
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

/** None of our forms sends this. */
export function unreadable(): Refusal {
  return { status: "error", message: ERRORS.malformed[1], fieldErrors: {}, values: {} };
}

/** `path` is the page that the form is on; after signing in, the way leads back to it. */
export function refusal(error: DomainError, input: FormInput, path: string | null): Refusal {
  const { field } = error.details;
  return {
    status: "error",
    message: error.message,
    fieldErrors: field === undefined ? {} : { [field]: [error.message] },
    values: typedValues(input),
    ...(typeof error.details.proof === "string" && { proof: readWays(error.details.proof) }),
    ...(error.changes.length > 0 && { changes: error.changes }),
    ...(error.code === "not_signed_in" && { wayOn: signInAgain(path) }),
    ...(error.code === "email_unverified" && {
      wayOn: { label: "Send the mail again", href: "/verify-email" },
    }),
  };
}

function readWays(names: string): ProofWay[] {
  return PROOF_WAYS.filter((way) => names.split(" ").includes(way));
}

export function unexpected(input: FormInput, requestId: string): Refusal {
  return {
    status: "error",
    message: `${ERRORS.unexpected[1]} If it went through, it is not done a second time.`,
    fieldErrors: {},
    values: typedValues(input),
    requestId,
  };
}

/**
 * The refusal of a form that was made for someone other than the person now signed in, or null. What was typed is not
 * returned: it belongs to the other person.
 */
export function otherPerson(
  formData: FormData,
  now: { readonly userId: string; readonly name: string } | null,
): Refusal | null {
  const madeFor = readOwnField(formData, VIEWER_FIELD);
  if (madeFor === null || now === null || madeFor === now.userId) return null;
  const name = readOwnField(formData, VIEWER_NAME_FIELD)?.slice(0, 200);
  const person = madeFor === "" ? "someone who was signed out" : isolate(name || "someone else");
  return {
    status: "error",
    message: `This form was made for ${person}; you are now signed in as ${isolate(now.name)}. Nothing was changed.`,
    fieldErrors: {},
    values: {},
    wayOn: { label: `Continue as ${isolate(now.name)}`, href: "" },
  };
}

/** The key was given up before its form arrived. */
export function givenUp(input: FormInput): Refusal {
  return {
    status: "error",
    message: "This arrived too late, so it was not done. Nothing was changed. Send it again.",
    fieldErrors: {},
    values: typedValues(input),
  };
}

/** For a page that the browser has kept, and a form that was posted again by itself. */
export function repeated(answer: Answer, isSame: boolean, input: FormInput): Repeat {
  const wayOn = answer.goTo && { label: "See the result", href: answer.goTo };
  return {
    status: "repeat",
    message: isSame
      ? "This form has already gone through. Nothing was done a second time."
      : "This form was sent before with other contents, and that went through. Nothing was done this time: what you entered now is below and can be sent as a new form.",
    values: isSame ? {} : typedValues(input),
    ...(wayOn && { wayOn }),
  };
}

function signInAgain(path: string | null): WayOn {
  const href: Path = path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in";
  return { label: "Sign in", href };
}

/** Sentences for issues that a schema has none for. */
export const plainSentence: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "Fill this in." : "This value is not valid.";
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
      return "This value is not valid.";
  }
};
