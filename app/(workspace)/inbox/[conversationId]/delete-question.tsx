"use client";
"use no memo";

import { useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { useOncePer } from "#components/ui/focus-move";
import { failureText } from "../filing.tsx";

/** Asks once more, in the message itself. */
export function DeleteQuestion({
  hasFiles,
  remove,
  close,
}: {
  hasFiles: boolean;
  remove: () => Promise<void>;
  close: () => void;
}) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const keep = useRef<HTMLButtonElement>(null);
  useOncePer("opened", () => keep.current?.focus());
  const confirm = async () => {
    if (isBusy) return;
    setBusy(true);
    try {
      await remove();
      close();
    } catch (error) {
      setProblem(failureText(error));
      setBusy(false);
    }
  };
  return (
    <fieldset
      className="mt-2.5 border-t border-line pt-2.5"
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <legend className="sr-only">Delete this message?</legend>
      <p className="text-sm">
        Delete this message{hasFiles && " and its files"} for both of you? Both of you still see
        that a message was deleted.
      </p>
      {problem && (
        <p role="alert" className="mt-1.5 text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button size="sm" variant="danger" aria-disabled={isBusy} onClick={confirm}>
          {isBusy ? "Deleting…" : "Delete"}
        </Button>
        <Button ref={keep} size="sm" variant="quiet" onClick={close}>
          Keep it
        </Button>
      </div>
    </fieldset>
  );
}
