"use client";
"use no memo";

import { Paperclip } from "lucide-react";
import { type RefObject, Suspense, use, useEffect, useId, useRef, useState } from "react";
import type { ConversationState } from "#components/conversations/use-conversation";
import { useDraft } from "#components/conversations/use-draft";
import { UploadList } from "#components/files/upload-list";
import { type Uploads, useFilePaste } from "#components/files/use-uploads";
import { PushOffer } from "#components/layout/push-offer";
import { Button, IconButton } from "#components/ui/button";
import { countTyped } from "#components/ui/character-count";
import { cn } from "#components/ui/cn";
import { isComposing } from "#components/ui/composition";
import { FormMarks } from "#components/ui/form-marks";
import { FormOriginContext } from "#components/ui/form-origin";
import { lazyPart } from "#components/ui/on-demand";
import type { FirstRoom } from "#lib/conversations/client/room";
import { expectWriting } from "#lib/conversations/client/session";
import { BODY_MAX, FIRST_MESSAGES } from "#lib/conversations/policy";
import type { ConversationView, QuoteView } from "#lib/conversations/schema";
import { type FormAction, idleForm } from "#lib/forms/state";
import type { Id } from "#lib/ids";
import { isolate, isVisible } from "#lib/text";
import { wasOpenedByItself } from "../open-newest.tsx";
import { Answering } from "./quote.tsx";
import { GrowingTextarea, isSendingEnter } from "./writing-field.tsx";

type ComposerProps = {
  view: ConversationView;
  room: ConversationState;
  uploads: Uploads;
  /** What the next message answers. */
  answered: QuoteView | null;
  setAnswered: (quote: QuoteView | null) => void;
  /** Null once the browser has its own copy of the conversation. */
  start: FirstRoom | null;
  /** What the browser posts to when there are no scripts. */
  sendAction: FormAction;
  writing: RefObject<HTMLTextAreaElement | null>;
  /** Returns whether there was a message to change. */
  onEditLast: () => boolean;
};

// Most people write freely, and know each other.
const Blocked = lazyPart(() => import("./blocked.tsx"));
const ContactHints = lazyPart(async () => {
  const part = await import("#components/layout/contact-hints");
  return { default: part.ContactHints };
});

/** From this many characters left, the limit is shown. */
const CLOSE_TO_LIMIT = 500;

/** The place to write. The text stays on this device until it is sent. */
export function Composer(props: ComposerProps) {
  const { view, room } = props;
  const isBlocked = view.writingRefusal !== null;
  const [hasSent, setSent] = useState(false);
  return (
    <div className="relative flex-none border-t border-line px-[18px] pt-3.5 pb-[max(14px,env(safe-area-inset-bottom))] lg:px-9 lg:pb-5">
      <p
        role="status"
        className="pointer-events-none absolute bottom-full left-[18px] pb-1 text-xs text-ink-3 lg:left-9"
      >
        {room.isOtherTyping && !isBlocked && `${isolate(view.other.name)} is typing…`}
      </p>
      <Connection room={room} />
      {hasSent && <PushOffer />}
      {isBlocked ? (
        <Suspense fallback={null}>
          <Blocked view={view} />
        </Suspense>
      ) : (
        <WritingForm {...props} onSent={() => setSent(true)} />
      )}
    </div>
  );
}

function WritingForm({
  view,
  room,
  uploads,
  answered,
  setAnswered,
  start,
  sendAction,
  writing,
  onEditLast,
  onSent,
}: ComposerProps & { onSent: () => void }) {
  const { draft, setDraft } = useDraft(view.conversationId);
  const [form, setForm] = useState<HTMLFormElement | null>(null);
  const formId = useId();
  const { answer } = use(FormOriginContext);
  const refusal = answer?.formId === formId ? answer.state : idleForm;
  const post: (data: FormData) => void = sendAction.bind(null, idleForm);
  useFilePaste(form, uploads.add);
  useOpening(view.conversationId, writing, setDraft);

  const left = BODY_MAX - countTyped(draft);
  const obstacle = obstacleOf(left, uploads);
  const hasContent = isVisible(draft) || uploads.done.length > 0;
  const send = () => {
    if (obstacle || !hasContent) return writing.current?.focus();
    room.send({ body: draft.trim(), files: uploads.done, replyTo: answered });
    setDraft("");
    setAnswered(null);
    uploads.clear();
    onSent();
    writing.current?.focus();
  };
  return (
    <form
      ref={setForm}
      action={post}
      data-keeps-text=""
      aria-label={`Write to ${isolate(view.other.name)}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <FormMarks formId={formId} />
      <input type="hidden" name="conversationId" value={view.conversationId} />
      {start && <input type="hidden" name="clientId" value={start.requestKey} />}
      {answered && (
        <Answering
          quote={answered}
          view={view}
          cancel={() => {
            setAnswered(null);
            writing.current?.focus();
          }}
        />
      )}
      <UploadList uploads={uploads} compact className="mb-3" />
      <div className="flex items-end gap-2.5 lg:gap-3">
        <Attach uploads={uploads} />
        <GrowingTextarea
          ref={writing}
          name="body"
          aria-label={`Write to ${isolate(view.other.name)}`}
          aria-describedby={`${formId}-hint`}
          placeholder={`Write to ${isolate(view.other.name)}`}
          autoComplete="off"
          enterKeyHint="enter"
          value={draft}
          onFocus={expectWriting}
          onChange={(event) => {
            setDraft(event.currentTarget.value);
            if (event.currentTarget.value) room.setTyping();
          }}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent)) return;
            if (isSendingEnter(event)) {
              event.preventDefault();
              send();
            } else if (event.key === "ArrowUp" && draft === "" && onEditLast()) {
              event.preventDefault();
            } else if (event.key === "Escape" && answered) {
              setAnswered(null);
            } else if (event.key === "Escape" && draft === "") {
              document.querySelector<HTMLElement>("[data-entry][aria-current]")?.focus();
            }
          }}
        />
        <Button
          type="submit"
          variant="primary"
          aria-disabled={obstacle !== null || undefined}
          className="min-h-11 flex-none"
        >
          Send
        </Button>
      </div>
      <div id={`${formId}-hint`} role="status" className="text-xs text-ink-2 *:mt-1.5">
        {obstacle ? (
          <p className={cn(left < 0 && "font-semibold text-danger")}>{obstacle}</p>
        ) : (
          left < CLOSE_TO_LIMIT && <p className="num">{left} characters left</p>
        )}
        {view.lastSeq < FIRST_MESSAGES && (
          <Suspense fallback={null}>
            <ContactHints text={draft} to="writer" />
          </Suspense>
        )}
        {refusal.status === "error" && (
          <p role="alert" className="font-medium text-danger">
            {refusal.message} {Object.values(refusal.fieldErrors).flat().join(" ")}
          </p>
        )}
      </div>
    </form>
  );
}

/** Why it cannot be sent as it is; null when it can. */
function obstacleOf(left: number, { isBusy, hasFailed }: Uploads): string | null {
  if (left < 0) return `${-left} characters too many. Shorten it, or send it in two messages.`;
  if (isBusy) return "You can send once the files are uploaded.";
  return hasFailed ? "A file could not be attached. Try again, or remove it." : null;
}

/** Takes over what was typed before the scripts came. When the person has opened it and has a keyboard, focuses the field. */
function useOpening(
  conversationId: Id<"cnv">,
  writing: RefObject<HTMLTextAreaElement | null>,
  setDraft: (text: string) => void,
): void {
  const take = useRef(setDraft);
  useEffect(() => {
    const early = writing.current?.value;
    if (early) take.current(early);
    if (wasOpenedByItself(conversationId)) return;
    if (!matchMedia("(pointer: fine) and (width >= 48rem)").matches) return;
    if (!hasGoneOn(conversationId)) writing.current?.focus({ preventScroll: true });
  }, [conversationId, writing]);
}

/** The person moved to another row or into a field while this was loading: their own last move counts. */
function hasGoneOn(conversationId: string): boolean {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at === document.body || !at.checkVisibility()) return false;
  if (at.dataset.seq !== undefined) return true;
  const { entry } = at.dataset;
  return entry === undefined ? at.matches("input, textarea, select") : entry !== conversationId;
}

function Attach({ uploads }: { uploads: Uploads }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton
        label="Attach files"
        className="size-11! border border-line bg-sheet noscript:hidden"
        onClick={() => input.current?.click()}
      >
        <Paperclip aria-hidden="true" className="size-4.5" />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          uploads.add([...(currentTarget.files ?? [])]);
          // Lets the same file be chosen again after it was removed.
          currentTarget.value = "";
        }}
      />
    </>
  );
}

/** Shown only when something is wrong. */
function Connection({ room }: { room: ConversationState }) {
  if (room.status === "error" && room.connection !== "offline") {
    return (
      <p role="alert" className="mb-3 flex flex-wrap items-center gap-x-3 text-sm text-ink-2">
        New messages could not be loaded.
        <button type="button" className="link" onClick={room.reload}>
          Try again
        </button>
      </p>
    );
  }
  return (
    <p role="status" className="text-sm text-ink-2 not-empty:mb-3">
      {room.connection === "offline" &&
        "No connection. Your messages wait on this device and are sent when the connection is back."}
    </p>
  );
}
