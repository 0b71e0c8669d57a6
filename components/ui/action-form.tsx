"use client";

import {
  type ReactNode,
  type RefObject,
  type SubmitEvent,
  use,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { type FormAction, type FormState, idleForm } from "#lib/forms/state";
import { cn } from "./cn.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { FormContext, plainName } from "./form-context.tsx";
import { FormMarks } from "./form-marks.tsx";
import { AnswerNotice, DoubtNotice, RestoredNote } from "./form-notice.tsx";
import { FormOriginContext } from "./form-origin.tsx";
import { ProofQuestion } from "./proof-question.tsx";
import { showToast } from "./toast.tsx";
import { useKeptDraft } from "./use-kept-draft.tsx";
import { useSending } from "./use-sending.tsx";

type ActionFormProps = {
  action: FormAction;
  children: ReactNode;
  className?: string;
  /**
   * The form's name for screen readers, which makes it a landmark of the page: unique, and only for a form of fields
   * whose heading does not name it. A form that is a single button is named by the button.
   */
  label?: string;
  /** Replaces the form after it succeeded, e.g. a receipt. */
  done?: ReactNode;
  /** Where the success message goes: above the fields (default), or as a toast. */
  announce?: "inline" | "toast";
  /** Empties the fields after success. */
  resetOnSuccess?: boolean;
};

/**
 * A form around a server action. Works before JavaScript arrives (the browser posts it, and the answer comes with the
 * page), keeps what was typed until it is sent, runs once however often it is sent, and starts afresh when the person
 * comes back to its page. If no answer arrives, it asks for it and says what had happened.
 */
export function ActionForm(props: ActionFormProps) {
  const [round, setRound] = useState(0);
  return <FormRound key={round} {...props} onLeaveSent={() => setRound((n) => n + 1)} />;
}

function FormRound({
  action,
  children,
  className,
  label,
  done,
  announce = "inline",
  resetOnSuccess = false,
  onLeaveSent,
}: ActionFormProps & { onLeaveSent: () => void }) {
  const formId = useId();
  const { answer } = use(FormOriginContext);
  const isAnswered = answer?.formId === formId;
  const form = useRef<HTMLFormElement>(null);
  const doneBox = useRef<HTMLDivElement>(null);
  const wasSent = useRef(false);
  const kept = useKeptDraft(form);
  const sending = useSending(action, isAnswered ? answer.state : idleForm, kept);
  const { state, pending, doubt } = sending;
  const corrected = useCorrections(form, state);
  // What the browser posts without scripts: the action itself, not React's form state, which Next loses (#97784).
  const postItself: (data: FormData) => void = action.bind(null, idleForm);

  useLayoutEffect(() => {
    if (state.status === "error") wasSent.current = false;
    if (state.status !== "success") return;
    doneBox.current?.focus();
    if (resetOnSuccess) form.current?.reset();
    if (announce === "toast" && state.message && !state.isRepeat) showToast(state.message);
  }, [state, resetOnSuccess, announce]);

  // The router hides pages and keeps their state: what has been sent must not be there on return.
  useLayoutEffect(() => {
    return () => {
      if (wasSent.current) onLeaveSent();
    };
  }, [onLeaveSent]);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    // Calling the action here instead of through `action` keeps React from resetting the fields afterwards.
    event.preventDefault();
    if (pending || doubt) return;
    wasSent.current = true;
    sending.send(new FormData(event.currentTarget, event.nativeEvent.submitter));
  }

  if (done && state.status === "success") {
    return (
      <div ref={doneBox} tabIndex={-1} className="outline-none">
        {done}
      </div>
    );
  }
  return (
    <FormContext value={{ formId, state, pending, restored: kept.restored, corrected }}>
      <form
        ref={form}
        action={postItself}
        onSubmit={submit}
        noValidate
        aria-label={label}
        aria-busy={pending || undefined}
        data-answered={isAnswered || undefined}
        className={cn("flex flex-col gap-5", className)}
      >
        <FormMarks formId={formId} />
        <ErrorSummary />
        <ProofQuestion />
        {doubt && <DoubtNotice doubt={doubt} onAsk={sending.askNow} />}
        <div role="status" className="empty:hidden">
          <AnswerNotice announce={announce} />
          {kept.restored && !doubt && state.status === "idle" && (
            <RestoredNote
              hasFiles={form.current?.querySelector("input[type=file]") != null}
              onStartAfresh={kept.startAfresh}
            />
          )}
        </div>
        <div key={kept.round} inert={doubt !== null} className="contents">
          {children}
        </div>
      </form>
    </FormContext>
  );
}

const NONE: ReadonlySet<string> = new Set();

/** The fields that were changed since this answer came: their errors are out of date. */
function useCorrections(form: RefObject<HTMLFormElement | null>, state: FormState) {
  const [corrections, setCorrections] = useState({ of: state, names: NONE });
  const corrected = corrections.of === state ? corrections.names : NONE;
  const correct = useEffectEvent((name: string) => {
    if (corrected.has(name)) return;
    setCorrections({ of: state, names: new Set([...corrected, name]) });
  });
  useEffect(() => {
    const element = form.current;
    if (!element || state.status !== "error") return;
    const notice = ({ type, target }: Event) => {
      if (!(target instanceof Element)) return;
      // Only clicks on buttons change something: they remove a word or a file.
      if (type === "click" && !target.closest("button")) return;
      const name = target.closest<HTMLElement>("[data-field]")?.dataset.field;
      if (name) correct(plainName(name));
    };
    for (const event of ["input", "change", "click"]) element.addEventListener(event, notice);
    return () => {
      for (const event of ["input", "change", "click"]) element.removeEventListener(event, notice);
    };
  }, [form, state]);
  return corrected;
}
