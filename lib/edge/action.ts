import type { Route } from "next";
import { refresh, revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Tx } from "#db/client";
import type { Actor, SignedInActor, VerifiedActor } from "#lib/auth/actor";
import { prove } from "#lib/auth/prove";
import type { ProveInput } from "#lib/auth/schema";
import { findSession } from "#lib/auth/session";
import type { LiveSession } from "#lib/auth/sessions";
import { type Audience, isAmong } from "#lib/auth/staff";
import { asTrusted, asVerified } from "#lib/auth/verified";
import { asBusy } from "#lib/busy";
import { DomainError } from "#lib/errors";
import { isPostedByBrowser, keepAnswer } from "#lib/forms/answers";
import { type FormInput, readForm, readOwnField } from "#lib/forms/input";
import {
  findOutcome,
  hashContents,
  type Intent,
  isRequestKey,
  type Outcome,
  runOnce,
  toDone,
} from "#lib/forms/once";
import {
  givenUp,
  invalidInput,
  otherPerson,
  plainSentence,
  refusal,
  repeated,
  unexpected,
  unreadable,
} from "#lib/forms/refusals";
import {
  type Answer,
  type FormAction,
  type FormState,
  KEY_FIELD,
  PROOF_FIELDS,
} from "#lib/forms/state";
import { log, requestIdFrom, withRequestId } from "#lib/log";
import { originOf, PATH_HEADER } from "./request-headers.ts";

/** A handler's answer; no answer is a plain success. It leads on through its answer, never with `redirect()`. */
type Handled = Promise<Answer | undefined> | Promise<void>;

type Definition<S extends z.ZodType> = {
  /** Unique and lasting: it is part of the record of a form that ran. */
  readonly name: string;
  readonly input: S;
};

type VerifiedInBrowser = SignedInActor & VerifiedActor;

type FormDefinition<S extends z.ZodType, Prepared, A> = Definition<S> & {
  readonly as?: Audience;
  readonly prepare?: (input: z.output<S>, actor: A) => Promise<Prepared>;
  readonly afterwards?: () => Promise<void>;
};

type Handler<S extends z.ZodType, Prepared, A> = (
  input: z.output<S>,
  carrying: Carrying<Prepared | undefined, A>,
) => Handled;

/** What a handler works with. Its changes belong in `tx`: only then does a form that is sent twice do its work once. */
export type Carrying<Prepared = undefined, A = VerifiedInBrowser> = {
  readonly actor: A;
  readonly session: LiveSession;
  readonly tx: Tx;
  readonly prepared: Prepared;
};

/**
 * Makes a server action of a form for a signed-in person. Checks for whom the form was made and its fields, and runs
 * `handler` once per key, in one transaction with its answer. A form sent again gets the first answer. Whoever
 * is not among `as` is told that nothing is here, and somebody who has not confirmed their e-mail address is asked to. A
 * `DomainError` undoes everything and, with a detail `field`, shows at that field. Unknown errors are logged; the
 * person gets the request id.
 *
 * `prepare` does what takes long or must last whatever happens: it runs before the transaction, and not for a repeat.
 * `afterwards` runs once it is committed, before the page is made that answers.
 */
export function formAction<S extends z.ZodType, Prepared = undefined>(
  definition: FormDefinition<S, Prepared, VerifiedInBrowser> & { readonly evenUnverified?: never },
  handler: Handler<S, Prepared, VerifiedInBrowser>,
): FormAction;
/** Also for people who have not confirmed their address: its use case asks for no `VerifiedActor`, and gets none. */
export function formAction<S extends z.ZodType, Prepared = undefined>(
  definition: FormDefinition<S, Prepared, SignedInActor> & { readonly evenUnverified: true },
  handler: Handler<S, Prepared, SignedInActor>,
): FormAction;
export function formAction<S extends z.ZodType, Prepared = undefined>(
  definition: FormDefinition<S, Prepared, VerifiedInBrowser> & { readonly evenUnverified?: true },
  handler: Handler<S, Prepared, VerifiedInBrowser>,
): FormAction {
  return answering(definition.name, async (formData, sent, head) => {
    const session = await findSession();
    const stranger = otherPerson(formData, session && { ...session.actor, name: session.name });
    if (stranger) return stranger;
    if (!session) throw new DomainError("not_signed_in");
    if (definition.as && !isAmong(session.actor.role, definition.as)) {
      throw new DomainError("not_found");
    }
    const actor = definition.evenUnverified
      ? asTrusted(session.actor)
      : asVerified(session.actor, session);
    const intent = intentOf(definition.name, actor, formData, sent);
    const parsed = parse(definition, sent, intent.key);
    if ("refused" in parsed) return parsed.refused;
    const { data } = parsed;

    const proof = readProof(formData);
    const earlier = definition.prepare || proof ? await findOutcome(intent) : null;
    // Before the transaction: it lasts, whatever becomes of the form.
    if (proof && !earlier) await prove(actor, proof);
    const prepared = earlier ? undefined : await definition.prepare?.(data, actor);
    const outcome =
      earlier ??
      (await runOnce(intent, async (tx) => {
        const answer = await staying(handler(data, { actor, session, tx, prepared }));
        return answer ?? {};
      }));
    await definition.afterwards?.();
    return conclude(outcome, sent, head);
  });
}

/**
 * The same for people who need not be signed in. No answer is kept, so the handler must be harmless when it runs again;
 * it gets the form's key for that. With `ofPerson` it is refused when another person is signed in by now.
 */
export function guestAction<S extends z.ZodType>(
  definition: Definition<S> & { readonly ofPerson?: true },
  handler: (input: z.output<S>, key: string | null) => Handled,
): FormAction {
  return answering(definition.name, async (formData, sent, head) => {
    const session = definition.ofPerson ? await findSession() : null;
    const stranger = otherPerson(formData, session && { ...session.actor, name: session.name });
    if (stranger) return stranger;
    const key = readOwnField(formData, KEY_FIELD);
    const parsed = parse(definition, sent, key);
    if ("refused" in parsed) return parsed.refused;
    const answer = (await staying(handler(parsed.data, isRequestKey(key) ? key : null))) ?? {};
    return conclude({ kind: "done", answer }, sent, head);
  });
}

type Head = Awaited<ReturnType<typeof headers>>;

/** Turns whatever happens into what the form shows; a redirect passes through. */
function answering(
  form: string,
  work: (formData: FormData, sent: FormInput, head: Head) => Promise<FormState>,
): FormAction {
  return async (_state, formData) => {
    // Anything that calls it differently from a form is not one of our pages.
    if (!(formData instanceof FormData)) return unreadable();
    const head = await headers();
    const requestId = requestIdFrom(head);
    const sent = readForm(formData);
    const state = await withRequestId<FormState>(
      requestId,
      async () => {
        try {
          return await work(formData, sent, head);
        } catch (thrown) {
          unstable_rethrow(thrown);
          const error = asBusy(thrown);
          if (error instanceof DomainError) {
            log.info({ code: error.code, form }, "A form was refused");
            // The answer refreshes the page, so that the next try carries what is then on the screen.
            if (error.changes.length > 0) refresh();
            return refusal(error, sent, head.get(PATH_HEADER));
          }
          log.error({ err: error }, "A form could not be carried out");
          return unexpected(sent, requestId);
        }
      },
      originOf(head),
    );
    keepAnswer(head, formData, state);
    return state;
  };
}

/** What a form carries when it was refused before until the person shows that it is them. */
function readProof(formData: FormData): ProveInput | null {
  const password = readOwnField(formData, PROOF_FIELDS.password);
  if (password) return { password };
  const code = readOwnField(formData, PROOF_FIELDS.code);
  if (code) return { code };
  const passkey = readOwnField(formData, PROOF_FIELDS.passkey);
  return passkey ? { passkey } : null;
}

/** A form from a page without keys is an intent of its own. */
function intentOf(action: string, actor: Actor, formData: FormData, sent: FormInput): Intent {
  const key = readOwnField(formData, KEY_FIELD);
  return {
    userId: actor.userId,
    key: isRequestKey(key) ? key : crypto.randomUUID(),
    action,
    contents: hashContents(action, sent),
  };
}

/** A use case's `requestKey` is the form's key, unless the form says otherwise. */
function parse<S extends z.ZodType>(
  { name, input }: Definition<S>,
  sent: FormInput,
  key: string | null,
): { data: z.output<S> } | { refused: FormState } {
  const fields = isRequestKey(key) ? { requestKey: key, ...sent } : sent;
  const parsed = input.safeParse(fields, { error: plainSentence });
  if (parsed.success) return { data: parsed.data };
  log.info({ code: "invalid_input", form: name }, "A form was refused");
  return { refused: invalidInput(parsed.error, sent) };
}

/** A thrown redirect would undo the work: that is our mistake and no refusal. */
async function staying(handled: Handled): Promise<Answer | undefined> {
  try {
    return (await handled) ?? undefined;
  } catch (error) {
    if (isRedirect(error)) throw new Error("A form's handler answers with goTo, not redirect()");
    throw error;
  }
}

function isRedirect(error: unknown): boolean {
  return (
    error instanceof Error &&
    "digest" in error &&
    typeof error.digest === "string" &&
    error.digest.startsWith("NEXT_REDIRECT")
  );
}

/**
 * Refreshes the pages that show what was committed, including those the browser keeps. For a repeat, scripts are told
 * where to go, so that they can say that it is one.
 */
function conclude(outcome: Outcome, sent: FormInput, head: Head): FormState {
  if (outcome.kind === "givenUp") return givenUp(sent);
  const { answer } = outcome;
  if (answer.outdated) revalidatePath(answer.outdated);
  if (answer.showsAnew) refresh();
  if (outcome.kind === "repeat" && isPostedByBrowser(head)) {
    return repeated(answer, outcome.isSame, sent);
  }
  if (outcome.kind === "repeat" && !outcome.isSame) return repeated(answer, false, sent);
  if (outcome.kind === "done" && answer.goTo) redirect(toRoute(answer.goTo));
  return {
    status: "success",
    ...toDone(answer),
    ...(outcome.kind === "repeat" && { isRepeat: true }),
  };
}

/** Guarantee: the handlers of forms name existing pages. */
function toRoute(path: string): Route {
  return path as Route;
}
