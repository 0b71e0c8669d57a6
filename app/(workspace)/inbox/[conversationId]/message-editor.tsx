"use client";
"use no memo";

import { useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { countTyped } from "#components/ui/character-count";
import { isComposing } from "#components/ui/composition";
import { useOncePer } from "#components/ui/focus-move";
import { BODY_MAX } from "#lib/conversations/policy";
import type { MessageView } from "#lib/conversations/schema";
import { isVisible } from "#lib/text";
import { failureText } from "../filing.tsx";
import { GrowingTextarea, isSendingEnter } from "./writing-field.tsx";

/** Edits a message in place. Escape leaves it as it was. */
export function MessageEditor({
  message,
  save,
  close,
}: {
  message: MessageView;
  save: (text: string) => Promise<void>;
  close: () => void;
}) {
  const [text, setText] = useState(message.body);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const problemId = useId();
  useOncePer("opened", () => {
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  });
  const submit = async () => {
    if (isBusy) return;
    const trimmed = text.trim();
    if (trimmed === message.body) return close();
    if (!isVisible(trimmed)) return setProblem("Write something, or delete the message.");
    if (countTyped(trimmed) > BODY_MAX) return setProblem(`Use at most ${BODY_MAX} characters.`);
    setBusy(true);
    try {
      await save(trimmed);
      close();
    } catch (error) {
      setProblem(failureText(error));
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <GrowingTextarea
        ref={area}
        aria-label="Edit your message"
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem ? problemId : undefined}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === "Escape") {
            event.preventDefault();
            close();
          } else if (isSendingEnter(event)) {
            event.preventDefault();
            void submit();
          }
        }}
      />
      {problem && (
        <p id={problemId} role="alert" className="mt-1.5 text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button type="submit" size="sm" aria-disabled={isBusy}>
          {isBusy ? "Saving…" : "Save"}
        </Button>
        <Button size="sm" variant="quiet" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
