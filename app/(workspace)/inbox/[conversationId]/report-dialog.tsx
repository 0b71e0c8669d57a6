"use client";

import { type RefObject, useId, useRef, useState } from "react";
import { useConversationActions } from "#components/conversations/use-conversation-actions";
import { Button } from "#components/ui/button";
import { controlClass } from "#components/ui/control";
import { DialogClose, OpenedDialog } from "#components/ui/dialog";
import { showToast } from "#components/ui/toast";
import { REASON_MAX } from "#lib/conversations/schema";
import type { Id } from "#lib/ids";
import { failureText } from "./failure-text.tsx";

type ReportDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** What gets the focus back. */
  returnFocusTo: RefObject<HTMLElement | null>;
  conversationId: Id<"cnv">;
  /** The message; left out, the conversation as a whole. */
  seq?: number;
  name: string;
};

/** Tells the people who run WorkHub that something is wrong. */
export function ReportDialog(props: ReportDialogProps) {
  const { isOpen, onOpenChange, returnFocusTo, seq, name } = props;
  const reason = useRef<HTMLTextAreaElement>(null);
  return (
    <OpenedDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      firstFocus={reason}
      returnFocusTo={returnFocusTo}
      title={seq === undefined ? "Report this conversation" : "Report this message"}
      description={
        seq === undefined
          ? `The people who run WorkHub read your reason and see which conversation it is about. ${name} is not told.`
          : `The people who run WorkHub read your reason together with this message. ${name} is not told.`
      }
    >
      <ReportForm {...props} reason={reason} />
    </OpenedDialog>
  );
}

function ReportForm({
  conversationId,
  seq,
  onOpenChange,
  reason: area,
}: ReportDialogProps & { reason: RefObject<HTMLTextAreaElement | null> }) {
  const { report } = useConversationActions();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const id = useId();
  const submit = async (reason: string) => {
    if (isBusy) return;
    if (reason.trim() === "") return setProblem("Say what is wrong.");
    setBusy(true);
    try {
      await report({ conversationId, reason, ...(seq !== undefined && { seq }) });
      showToast("Reported", "Somebody will read it. You can also block this person.");
      onOpenChange(false);
    } catch (error) {
      setProblem(failureText(error));
      setBusy(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(String(new FormData(event.currentTarget).get("reason") ?? ""));
      }}
    >
      <label htmlFor={id} className="mb-1.5 block text-sm font-semibold">
        What is wrong?
      </label>
      <textarea
        ref={area}
        id={id}
        name="reason"
        rows={4}
        maxLength={REASON_MAX}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        className={controlClass("resize-y")}
      />
      {problem && (
        <p id={`${id}-problem`} role="alert" className="mt-1.5 text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button type="submit" variant="primary" wide="phone" aria-disabled={isBusy}>
          {isBusy ? "Reporting…" : "Send the report"}
        </Button>
        <DialogClose render={<Button variant="quiet" wide="phone" />}>Not now</DialogClose>
      </div>
    </form>
  );
}
