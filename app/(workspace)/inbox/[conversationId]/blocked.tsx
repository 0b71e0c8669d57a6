"use client";
"use no memo";

import { useState } from "react";
import { Button } from "#components/ui/button";
import { HouseName } from "#components/ui/house-name";
import { conversationActions } from "#lib/conversations/client/actions";
import type { ConversationView } from "#lib/conversations/schema";
import { isolate } from "#lib/text";
import { failureText } from "../filing.tsx";

/** Takes the place of the writing field while nobody can write here. */
export default function Blocked({ view }: { view: ConversationView }) {
  const { other, writingRefusal } = view;
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (writingRefusal === "left") {
    return (
      <p className="measure text-sm text-ink-2">
        The other person has left <HouseName />, so nobody can be written to here. What was written
        stays.
      </p>
    );
  }
  if (writingRefusal === "blocked_by_other") {
    return (
      <p className="measure text-sm text-ink-2">
        You cannot write to <bdi>{other.name}</bdi> any more. What was written stays here, and
        contracts between you go on.
      </p>
    );
  }
  const unblock = async () => {
    if (isBusy) return;
    setBusy(true);
    try {
      await conversationActions.setBlocked(other.userId, false);
    } catch (error) {
      setProblem(failureText(error));
    }
    setBusy(false);
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <p className="text-sm text-ink-2">
        You blocked <bdi>{other.name}</bdi>. Neither of you can write here.
        {problem && (
          <span role="alert" className="mt-1 block font-medium text-danger">
            {problem}
          </span>
        )}
      </p>
      <Button size="sm" aria-disabled={isBusy} onClick={unblock}>
        {isBusy ? "Unblocking…" : `Unblock ${isolate(other.name)}`}
      </Button>
    </div>
  );
}
