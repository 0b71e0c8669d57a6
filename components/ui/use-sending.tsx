"use client";

import type { Route } from "next";
import {
  unstable_isUnrecognizedActionError as isOfOtherBuild,
  unstable_rethrow,
  useRouter,
} from "next/navigation";
import {
  startTransition,
  use,
  useActionState,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { ulid } from "ulid";
import {
  findOut,
  hearOutcomes,
  holdForm,
  hurry,
  isBeingAsked,
  isFormHeld,
  NOT_DONE,
  type Settled,
} from "#lib/forms/asking";
import { forgetSent, listUnanswered, rememberSent, type Unanswered } from "#lib/forms/drafts";
import { readForm, typedValues } from "#lib/forms/input";
import { type FormAction, type FormState, idleForm, KEY_FIELD } from "#lib/forms/state";
import { FormOriginContext } from "./form-origin.tsx";
import { isPlaceHere } from "./forms-here.tsx";
import { showToast } from "./toast.tsx";
import type { KeptDraft } from "./use-kept-draft.tsx";
import { useRefresh } from "./use-refresh.tsx";

/** No form takes this long: the connection has died silently. */
const PATIENCE_MS = 45_000;

const GUEST_LOST =
  "The answer did not arrive, so it is not known whether this went through. Send it again: if it went through, it is not done a second time.";

/** No answer came. `isStuck`: this document's connection is of no more use, and only a new document can ask. */
type Lost = { status: "lost"; isStuck: boolean };

export type Doubt = "asking" | "signedOut";

export type Sending = {
  state: FormState;
  pending: boolean;
  /** Set while it is not known what became of the form: until then nothing in it may be changed. */
  doubt: Doubt | null;
  send: (data: FormData) => void;
  askNow: () => void;
};

/**
 * Sends a form under a key that lives as long as its intent: made when the contents are first sent, kept until there is
 * an answer. If none arrives, it asks for it, even in a later document, and says what had happened. If the form is gone
 * by then, `LeftoverSent` says it.
 */
export function useSending(action: FormAction, first: FormState, kept: KeptDraft): Sending {
  const { viewer } = use(FormOriginContext);
  const router = useRouter();
  const { refresh } = useRefresh();
  const key = useRef<string | null>(null);
  const contents = useRef<Record<string, string>>({});
  /** What is remembered of what was sent. Nothing is remembered of forms sent while signed out. */
  const sent = useRef<Unanswered | null>(null);
  const [settled, setSettled] = useState<FormState | null>(null);
  const [doubt, setDoubt] = useState<Doubt | null>(null);

  const conclude = () => {
    if (viewer && sent.current) forgetSent(viewer, sent.current);
    key.current = null;
    sent.current = null;
  };
  const ask = (unanswered: Unanswered) => {
    if (!viewer) return;
    sent.current = unanswered;
    setDoubt("asking");
    findOut(viewer.userId, unanswered);
  };

  const [answer, dispatch, pending] = useActionState<FormState, FormData>(async (before, data) => {
    const outcome = await carry(action, before, data, () => {
      conclude();
      kept.finish();
    });
    const isLost = outcome.status === "lost";
    const isUnknown = isLost || (outcome.status === "error" && outcome.requestId !== undefined);
    if (isUnknown && sent.current) {
      const isInTheWay = isLost && outcome.isStuck && isPlaceHere(sent.current.place);
      if (isInTheWay) window.location.reload();
      else ask(sent.current);
      return isLost ? idleForm : outcome;
    }
    if (isLost) return failure(GUEST_LOST, contents.current);
    if (!isUnknown) conclude();
    if (outcome.status === "success") {
      kept.finish();
      if (outcome.message) tell(outcome.message);
    }
    return outcome;
  }, first);
  const tell = useLastWord(answer);

  const settle = useEffectEvent((outcome: Settled) => {
    if (outcome.kind === "signedOut") return setDoubt("signedOut");
    conclude();
    setDoubt(null);
    if (outcome.kind === "notDone") return setSettled(failure(NOT_DONE, contents.current));
    const { message, data, goTo } = outcome.answer;
    kept.finish();
    showToast("It went through.", message ?? "Only the answer was lost.");
    const said = ["It went through.", message].filter(Boolean).join(" ");
    setSettled({ status: "success", isRepeat: true, message: said, ...(data && { data }) });
    if (goTo) router.push(toRoute(goTo));
    else void refresh();
  });
  useEffect(() => {
    const stop = hearOutcomes(({ key }, outcome) => {
      const isMeant = sent.current?.key === key;
      if (isMeant) settle(outcome);
      return isMeant;
    });
    return () => {
      stop();
      if (sent.current) hurry(sent.current.key);
    };
  }, []);

  // What an earlier document sent from here without hearing an answer.
  const resume = useEffectEvent(async () => {
    const place = kept.findPlace();
    if (!viewer || !place) return;
    // While the router had hidden this page, the answer was shown elsewhere.
    if (doubt && sent.current && !isBeingAsked(sent.current.key)) setDoubt(null);
    for (const unanswered of listUnanswered(viewer, place)) {
      if (await isFormHeld(unanswered.key)) continue;
      contents.current = { ...unanswered.contents };
      kept.restore(unanswered.contents);
      return ask(unanswered);
    }
  });
  useEffect(() => {
    void resume();
  }, []);

  return {
    state: doubt ? idleForm : (settled ?? answer),
    pending,
    doubt,
    askNow: () => sent.current && ask(sent.current),
    send(data) {
      key.current ??= ulid();
      data.set(KEY_FIELD, key.current);
      contents.current = typedValues(readForm(data));
      setSettled(null);
      const place = kept.findPlace();
      if (viewer && place) {
        const typed = kept.readNow();
        sent.current = { key: key.current, sentAtMs: Date.now(), place, contents: typed };
        rememberSent(viewer, sent.current);
      }
      startTransition(() => dispatch(data));
    },
  };
}

/**
 * A form may go away with its answer: the page that the answer brings along shows something else in its place, or makes
 * the form anew. Then nothing of it is there to say what the answer says, and a toast does. Returns what takes that.
 */
function useLastWord(answer: FormState): (message: string) => void {
  const isHere = useRef(false);
  const unsaid = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (answer.status === "success") unsaid.current = null;
  }, [answer]);
  useLayoutEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      if (unsaid.current !== null) showToast(unsaid.current);
      unsaid.current = null;
    };
  }, []);
  return (message) => {
    if (isHere.current) unsaid.current = message;
    else showToast(message);
  };
}

/** The action's answer, or that there was none. `onRedirect` is called when it leads somewhere else. */
async function carry(
  action: FormAction,
  before: FormState,
  data: FormData,
  onRedirect: () => void,
): Promise<FormState | Lost> {
  const answered = action(before, data);
  holdForm(
    String(data.get(KEY_FIELD)),
    answered.catch(() => {}),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<Lost>((resolve) => {
    timer = setTimeout(() => resolve({ status: "lost", isStuck: true }), PATIENCE_MS);
  });
  try {
    return await Promise.race([answered, patience]);
  } catch (error) {
    if (isOfOtherBuild(error)) return { status: "lost", isStuck: true };
    if (isRedirect(error)) onRedirect();
    unstable_rethrow(error);
    return { status: "lost", isStuck: false };
  } finally {
    clearTimeout(timer);
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

function failure(message: string, values: Record<string, string>): FormState {
  return { status: "error", message, fieldErrors: {}, values };
}

/** Guarantee: the server has answered with a page of this site. */
function toRoute(path: string): Route {
  return path as Route;
}
