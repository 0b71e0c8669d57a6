"use client";
"use no memo";

import { Copy, Ellipsis, Flag, Pencil, Reply, Trash2 } from "lucide-react";
import { useRef } from "react";
import { IconButton } from "#components/ui/button";
import { useClock } from "#components/ui/clock";
import { Menu } from "#components/ui/menu";
import { showToast } from "#components/ui/toast";
import { isChangeable, REACTIONS, type Reaction } from "#lib/conversations/policy";
import type { MessageView } from "#lib/conversations/schema";
import { SIGNS } from "./reactions.tsx";

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
