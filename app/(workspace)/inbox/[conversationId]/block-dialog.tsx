"use client";

import { type RefObject, useState } from "react";
import { useConversationActions } from "#components/conversations/use-conversation-actions";
import { Button } from "#components/ui/button";
import { DialogClose, OpenedDialog } from "#components/ui/dialog";
import { showToast } from "#components/ui/toast";
import type { OtherView } from "#lib/conversations/schema";
import { failureText } from "./failure-text.tsx";

/** Says what blocking does and what it leaves alone, before it is done. */
export function BlockDialog({
  other,
  isOpen,
  onOpenChange,
  returnFocusTo,
}: {
  other: OtherView;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  returnFocusTo: RefObject<HTMLElement | null>;
}) {
  const { setBlocked } = useConversationActions();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const block = async () => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      await setBlocked(other.userId, true);
      showToast(`${other.name} is blocked`);
      onOpenChange(false);
    } catch (error) {
      setProblem(failureText(error));
    }
    setBusy(false);
  };
  return (
    <OpenedDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      returnFocusTo={returnFocusTo}
      title={`Block ${other.name}?`}
    >
      <ul className="measure list-disc space-y-1.5 pl-5 text-ink-2">
        <li>Neither of you can write to the other any more, in any conversation.</li>
        <li>What was written stays readable for both.</li>
        <li>Contracts between you go on: work, files and payments are not affected.</li>
        <li>You can take it back at any time.</li>
      </ul>
      {problem && (
        <p role="alert" className="mt-3 text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      <div className="mt-5 flex flex-wrap gap-3">
        <Button variant="danger" wide="phone" aria-disabled={isBusy} onClick={block}>
          {isBusy ? "Blocking…" : `Block ${other.name}`}
        </Button>
        <DialogClose render={<Button variant="quiet" wide="phone" />}>Not now</DialogClose>
      </div>
    </OpenedDialog>
  );
}
