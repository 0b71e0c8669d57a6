"use client";

import {
  type ReactNode,
  type SubmitEvent,
  startTransition,
  use,
  useActionState,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { FORM_FIELD, type FormAction, idleForm } from "#lib/form-state";
import { cn } from "./cn.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { FormAnswerContext, FormContext } from "./form-context.tsx";
import { FormMessage } from "./form-message.tsx";
import { showToast } from "./toast.tsx";

type ActionFormProps = {
  action: FormAction;
  children: ReactNode;
  className?: string;
  /** The form's name for screen readers, where no heading says it. */
  label?: string;
  /** Stands where the form was after it succeeded, e.g. a receipt. */
  done?: ReactNode;
  /** Where the success message goes: above the fields (default), or as a toast. */
  announce?: "inline" | "toast";
  /** Empties the fields after success. */
  resetOnSuccess?: boolean;
};

/**
 * A form around a server action. Works before JavaScript arrives (the browser posts it, and the answer comes with
 * the page), keeps what was typed, refuses a second submit while the first is under way, and starts afresh when
 * it was sent and the person comes back to its page.
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
  const answer = use(FormAnswerContext);
  const [state, dispatch, pending] = useActionState(
    action,
    answer?.formId === formId ? answer.state : idleForm,
  );
  // What the browser posts without scripts: the action itself, not React's form state, which Next loses (#97784).
  const postItself: (data: FormData) => void = action.bind(null, idleForm);
  const form = useRef<HTMLFormElement>(null);
  const doneBox = useRef<HTMLDivElement>(null);
  const wasSent = useRef(false);

  useLayoutEffect(() => {
    if (state.status === "error") wasSent.current = false;
    if (state.status !== "success") return;
    doneBox.current?.focus();
    if (resetOnSuccess) form.current?.reset();
    if (announce === "toast" && state.message) showToast(state.message);
  }, [state, resetOnSuccess, announce]);

  // The router hides pages and keeps their state: what has been sent must not be there on return.
  useLayoutEffect(() => {
    return () => {
      if (wasSent.current) onLeaveSent();
    };
  }, [onLeaveSent]);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    // Dispatching by hand instead of through `action` keeps React from resetting the fields afterwards.
    event.preventDefault();
    if (pending) return;
    wasSent.current = true;
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter);
    startTransition(() => dispatch(data));
  }

  if (done && state.status === "success") {
    return (
      <div ref={doneBox} tabIndex={-1} className="outline-none">
        {done}
      </div>
    );
  }
  const message = state.status === "success" && announce === "inline" ? state.message : undefined;
  return (
    <FormContext value={{ formId, state, pending }}>
      <form
        ref={form}
        action={postItself}
        onSubmit={submit}
        noValidate
        aria-label={label}
        aria-busy={pending || undefined}
        className={cn("flex flex-col gap-5", className)}
      >
        <input type="hidden" name={FORM_FIELD} value={formId} />
        <ErrorSummary />
        <div role="status" className="empty:hidden">
          {message && <FormMessage>{message}</FormMessage>}
        </div>
        {children}
      </form>
    </FormContext>
  );
}
