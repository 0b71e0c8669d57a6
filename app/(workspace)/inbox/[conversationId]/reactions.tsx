"use client";
"use no memo";

import type { ConversationState } from "#components/conversations/use-conversation";
import { cn } from "#components/ui/cn";
import { showToast } from "#components/ui/toast";
import type { Reaction } from "#lib/conversations/policy";
import type { ConversationView, MessageView, ReactionView } from "#lib/conversations/schema";
import { isolate } from "#lib/text";
import { failureText } from "../filing.tsx";

export const SIGNS: Record<Reaction, { readonly sign: string; readonly label: string }> = {
  agree: { sign: "👍", label: "Thumbs up" },
  love: { sign: "❤️", label: "Heart" },
  smile: { sign: "😄", label: "Smile" },
  celebrate: { sign: "🎉", label: "Party" },
  look: { sign: "👀", label: "Eyes" },
  thank: { sign: "🙏", label: "Thank you" },
};

export function hasReacted(
  { reactions }: MessageView,
  view: ConversationView,
  reaction: Reaction,
): boolean {
  const found = reactions.find((each) => each.reaction === reaction);
  return found?.userIds.includes(view.viewerId) ?? false;
}

/** Reacts, or takes it back; a refusal appears as a toast. */
export async function toggle(
  room: ConversationState,
  view: ConversationView,
  message: MessageView,
  reaction: Reaction,
): Promise<void> {
  try {
    await room.react(message.seq, reaction, !hasReacted(message, view, reaction));
  } catch (error) {
    showToast("That could not be done.", failureText(error));
  }
}

/** Below a message: who has reacted to it and how. Pressing one adds the viewer's own, or takes it back. */
export function Reactions({
  message,
  view,
  room,
}: {
  message: MessageView;
  view: ConversationView;
  room: ConversationState;
}) {
  if (message.reactions.length === 0) return null;
  return (
    <ul aria-label="Reactions" className="mt-1.5 flex flex-wrap gap-1.5">
      {message.reactions.map((each) => (
        <li key={each.reaction}>
          <ReactionButton
            reaction={each}
            view={view}
            onPress={() => toggle(room, view, message, each.reaction)}
          />
        </li>
      ))}
    </ul>
  );
}

function ReactionButton({
  reaction: { reaction, userIds },
  view,
  onPress,
}: {
  reaction: ReactionView;
  view: ConversationView;
  onPress: () => void;
}) {
  const { sign, label } = SIGNS[reaction];
  const isMine = userIds.includes(view.viewerId);
  const names = userIds
    .toSorted((a) => (a === view.viewerId ? -1 : 1))
    .map((id) => (id === view.viewerId ? "You" : isolate(view.other.name)))
    .join(" and ");
  return (
    <button
      type="button"
      aria-pressed={isMine}
      aria-label={`${label}: ${names}`}
      // Where nobody can write, nobody can react.
      aria-disabled={view.writingRefusal !== null || undefined}
      onClick={view.writingRefusal === null ? onPress : undefined}
      className={cn(
        "tap group/reaction relative flex min-h-7 items-center gap-1 rounded-full border px-2 text-sm",
        isMine ? "border-accent bg-accent-wash text-ink" : "border-line bg-paper text-ink-2",
      )}
    >
      <span aria-hidden="true">{sign}</span>
      <span aria-hidden="true" className="num">
        {userIds.length}
      </span>
      <span
        aria-hidden="true"
        className="pointer-events-none absolute bottom-full left-0 z-10 mb-1 hidden max-w-48 truncate rounded bg-ink px-2 py-1 text-xs font-medium text-paper group-hover/reaction:block group-focus-visible/reaction:block"
      >
        {names}
      </span>
    </button>
  );
}
