"use client";

import { Bookmark } from "lucide-react";
import { startTransition, useActionState, useEffect, useOptimistic } from "react";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { showToast } from "#components/ui/toast";
import { type FormAction, idleForm } from "#lib/form-state";

/** Keeps a job for later, or not any more. Shows the answer at once, and takes it back when it was refused. */
export function SaveButton({
  jobId,
  isSaved,
  action,
  onChange,
}: {
  jobId: string;
  isSaved: boolean;
  action: FormAction;
  /** What the server has made of it. */
  onChange?: (isSaved: boolean) => void;
}) {
  const [state, dispatch] = useActionState(action, idleForm);
  const answered = state.status === "success" ? state.data?.isSaved === "true" : isSaved;
  const [isMarked, setMarked] = useOptimistic(answered);
  // What the browser posts without scripts, as in ActionForm; the page then comes with the new mark.
  const postItself: (data: FormData) => void = action.bind(null, idleForm);

  useEffect(() => {
    if (state.status === "success") onChange?.(state.data?.isSaved === "true");
    if (state.status === "error") showToast(state.message);
  }, [state, onChange]);

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
      <input type="hidden" name="jobId" value={jobId} />
      <input type="hidden" name="isSaved" value={String(!isMarked)} />
      <Button type="submit" variant="quiet" size="sm" aria-pressed={isMarked}>
        <Bookmark aria-hidden="true" className={cn("size-4", isMarked && "fill-current")} />
        {isMarked ? "Saved" : "Save"}
      </Button>
    </form>
  );
}
