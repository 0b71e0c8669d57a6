"use client";

import { Bookmark } from "lucide-react";
import {
  startTransition,
  useActionState,
  useEffect,
  useEffectEvent,
  useId,
  useOptimistic,
} from "react";
import { type FormAction, type FormState, idleForm } from "#lib/forms/state";
import { Button } from "./button.tsx";
import { cn } from "./cn.tsx";
import { FormMarks } from "./form-marks.tsx";
import { sendPatiently } from "./patient-action.tsx";
import { showToast } from "./toast.tsx";

/** Saves something for later, or removes it. Shows the answer at once, and reverts it when it is refused. */
export function SaveButton({
  name,
  value,
  isSaved,
  action,
  onChange,
}: {
  /** The field that says what is saved: "jobId". */
  name: string;
  value: string;
  isSaved: boolean;
  action: FormAction;
  /** Called with the server's answer. */
  onChange?: (isSaved: boolean) => void;
}) {
  const formId = useId();
  const [state, dispatch] = useActionState<FormState, FormData>(
    (before, data) => sendPatiently(action, before, data),
    idleForm,
  );
  const answered = state.status === "success" ? state.data?.isSaved === "true" : isSaved;
  const [isMarked, setMarked] = useOptimistic(answered);
  // What the browser posts without scripts, as in ActionForm; the page then comes with the new mark.
  const postItself: (data: FormData) => void = action.bind(null, idleForm);

  const tell = useEffectEvent((saved: boolean) => onChange?.(saved));
  useEffect(() => {
    if (state.status === "success") tell(state.data?.isSaved === "true");
    if (state.status === "error") showToast(state.message);
  }, [state]);

  return (
    <form
      action={postItself}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        startTransition(() => {
          setMarked(!isMarked);
          dispatch(data);
        });
      }}
    >
      <FormMarks formId={formId} />
      <input type="hidden" name={name} value={value} />
      <input type="hidden" name="isSaved" value={String(!isMarked)} />
      <Button type="submit" variant="quiet" size="sm" aria-pressed={isMarked}>
        <Bookmark aria-hidden="true" className={cn("size-4", isMarked && "fill-current")} />
        {isMarked ? "Saved" : "Save"}
      </Button>
    </form>
  );
}
