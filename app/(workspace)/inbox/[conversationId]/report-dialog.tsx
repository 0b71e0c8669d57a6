"use client";

import { type RefObject, useId, useRef, useState } from "react";
import { useReportDraft } from "#components/conversations/use-draft";
import { Button } from "#components/ui/button";
import { countTyped } from "#components/ui/character-count";
import { controlClass } from "#components/ui/control";
import { DialogClose, OpenedDialog } from "#components/ui/dialog-parts";
import { showToast } from "#components/ui/toast";
import { conversationActions } from "#lib/conversations/client/actions";
import { REASON_MAX } from "#lib/conversations/policy";
import { houseName } from "#lib/house";
import type { Id } from "#lib/ids";
import { isolate, isVisible } from "#lib/text";
import { failureText } from "../filing.tsx";

type ReportDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** The element that gets the focus back. */
  returnFocusTo: RefObject<HTMLElement | null>;
  conversationId: Id<"cnv">;
  /** The message; without it, the conversation as a whole. */
  seq?: number;
  name: string;
};

/** Tells the operator that something is wrong. */
export default function ReportDialog(props: ReportDialogProps) {
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
          ? `The people who run ${houseName()} see your reason and which conversation it is about. ${isolate(name)} is not told.`
          : `The people who run ${houseName()} see your reason and this message. ${isolate(name)} is not told.`
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
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { draft, setDraft } = useReportDraft(conversationId, seq);
  const id = useId();
  const submit = async (reason: string) => {
    if (isBusy) return;
    if (!isVisible(reason)) return setProblem("Say what is wrong.");
    if (countTyped(reason) > REASON_MAX) {
      return setProblem(`Use at most ${REASON_MAX} characters.`);
    }
    setBusy(true);
    try {
      await conversationActions.report({
        conversationId,
        reason,
        ...(seq !== undefined && { seq }),
      });
      setDraft("");
      showToast("Reported", "A person will read it. You can also block this person.");
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
        void submit(draft);
      }}
    >
      <label htmlFor={id} className="mb-1.5 block text-sm font-semibold">
        What is wrong?
      </label>
      <textarea
        dir="auto"
        ref={area}
        id={id}
        name="reason"
        value={draft}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setProblem(null);
        }}
        rows={4}
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
