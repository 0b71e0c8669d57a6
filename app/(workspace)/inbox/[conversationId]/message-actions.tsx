"use client";
"use no memo";

import { Copy, Ellipsis, Flag, Pencil, Reply, Trash2 } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button, IconButton } from "#components/ui/button";
import { countTyped } from "#components/ui/character-count";
import { useClock } from "#components/ui/clock";
import { isComposing } from "#components/ui/composition";
import { useOncePer } from "#components/ui/focus-move";
import { Menu } from "#components/ui/menu";
import { showToast } from "#components/ui/toast";
import { BODY_MAX, isChangeable, REACTIONS, type Reaction } from "#lib/conversations/policy";
import type { MessageView } from "#lib/conversations/schema";
import { isVisible } from "#lib/text";
import { failureText } from "../filing.tsx";
import { SIGNS } from "./reactions.tsx";
import { GrowingTextarea, isSendingEnter } from "./writing-field.tsx";

/** What can be done with one message. */
export function MessageMenu({
  message,
  isMine,
  author,
  react,
  onReply,
  onEdit,
  onDelete,
}: {
  message: MessageView;
  isMine: boolean;
  author: string;
  /** Null when nobody can write here. */
  react: {
    isOn: (reaction: Reaction) => boolean;
    toggle: (reaction: Reaction) => void;
  } | null;
  /** Begins an answer, and returns the field for it. */
  onReply: (() => HTMLElement | null) | null;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { now } = useClock();
  const trigger = useRef<HTMLButtonElement>(null);
  const goesOnIn = useRef<HTMLElement | null>(null);
  const { conversationId, seq, body, createdAt } = message;
  const canChange = isMine && isChangeable(new Date(createdAt), now);
  const copy = async () => {
    await navigator.clipboard.writeText(body);
    showToast("Copied");
  };
  if (!onReply && !body && isMine && !canChange) return null;
  return (
    <Menu
      align={isMine ? "end" : "start"}
      focusAfter={() => {
        const field = goesOnIn.current;
        goesOnIn.current = null;
        return field;
      }}
      trigger={
        <IconButton
          ref={trigger}
          label={`Actions for ${isMine ? "your message" : `this message of ${author}`}`}
          className="size-7! text-ink-3 opacity-0 group-focus-within/message:opacity-100 group-hover/message:opacity-100 data-popup-open:opacity-100"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </IconButton>
      }
    >
      {({ MenuItem, MenuLine, MenuLink, MenuSign, MenuSigns }) => (
        <>
          {react && (
            <>
              <MenuSigns label="React">
                {REACTIONS.map((reaction) => (
                  <MenuSign
                    key={reaction}
                    label={SIGNS[reaction].label}
                    isOn={react.isOn(reaction)}
                    onSelect={() => react.toggle(reaction)}
                  >
                    {SIGNS[reaction].sign}
                  </MenuSign>
                ))}
              </MenuSigns>
              <MenuLine />
            </>
          )}
          {onReply && (
            <MenuItem
              onSelect={() => {
                goesOnIn.current = onReply();
              }}
            >
              <Reply aria-hidden="true" className="size-4" />
              Answer
            </MenuItem>
          )}
          {canChange && (
            <>
              <MenuItem onSelect={onEdit}>
                <Pencil aria-hidden="true" className="size-4" />
                Edit
              </MenuItem>
              <MenuItem onSelect={onDelete}>
                <Trash2 aria-hidden="true" className="size-4" />
                Delete…
              </MenuItem>
            </>
          )}
          {body && (
            <MenuItem onSelect={copy}>
              <Copy aria-hidden="true" className="size-4" />
              Copy the text
            </MenuItem>
          )}
          {!isMine && (
            <MenuLink href={`/report/${conversationId}.${seq}`}>
              <Flag aria-hidden="true" className="size-4" />
              Report this message…
            </MenuLink>
          )}
        </>
      )}
    </Menu>
  );
}

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
