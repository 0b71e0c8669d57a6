"use client";

import { type RefObject, useState } from "react";
import { Button } from "#components/ui/button";
import { DialogClose, OpenedDialog } from "#components/ui/dialog-parts";
import { showToast } from "#components/ui/toast";
import { conversationActions } from "#lib/conversations/client/actions";
import type { OtherView } from "#lib/conversations/schema";
import { isolate } from "#lib/text";
import { failureText } from "../filing.tsx";

/** Says what blocking does and does not do, before it is done. */
export default function BlockDialog({
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
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const block = async () => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      await conversationActions.setBlocked(other.userId, true);
      showToast(`${isolate(other.name)} is blocked`);
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
      title={`Block ${isolate(other.name)}?`}
    >
      <ul className="measure list-disc space-y-1.5 pl-5 text-ink-2">
        <li>Neither of you can write to the other any more, in any conversation.</li>
        <li>You can both still read what was written.</li>
        <li>Contracts between you go on: work, files and payments are not affected.</li>
        <li>You can unblock at any time.</li>
      </ul>
      {problem && (
        <p role="alert" className="mt-3 text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      <div className="mt-5 flex flex-wrap gap-3">
        <Button variant="danger" wide="phone" aria-disabled={isBusy} onClick={block}>
          {isBusy ? "Blocking…" : `Block ${isolate(other.name)}`}
        </Button>
        <DialogClose render={<Button variant="quiet" wide="phone" />}>Not now</DialogClose>
      </div>
    </OpenedDialog>
  );
}
