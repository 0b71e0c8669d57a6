"use client";

import { useState } from "react";
import { useConversationActions } from "#components/conversations/use-conversation-actions";
import { Button } from "#components/ui/button";
import type { ConversationView } from "#lib/conversations/schema";
import { failureText } from "./failure-text.tsx";

/** Where the place to write would be, while nobody can write here. */
export function Blocked({ view }: { view: ConversationView }) {
  const { other, writingRefusal } = view;
  const { setBlocked } = useConversationActions();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (writingRefusal === "blocked_by_other") {
    return (
      <p className="measure text-sm text-ink-2">
        You cannot write to {other.name} any more. What was written stays here, and contracts
        between you go on.
      </p>
    );
  }
  const unblock = async () => {
    if (isBusy) return;
    setBusy(true);
    try {
      await setBlocked(other.userId, false);
    } catch (error) {
      setProblem(failureText(error));
    }
    setBusy(false);
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <p className="text-sm text-ink-2">
        You blocked {other.name}. Neither of you can write here.
        {problem && (
          <span role="alert" className="mt-1 block font-medium text-danger">
            {problem}
          </span>
        )}
      </p>
      <Button size="sm" aria-disabled={isBusy} onClick={unblock}>
        {isBusy ? "Unblocking…" : `Unblock ${other.name}`}
      </Button>
    </div>
  );
}
