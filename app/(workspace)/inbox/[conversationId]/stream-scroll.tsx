"use client";
"use no memo";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Within this many pixels of its end, the stream counts as being at its end, and stays there. */
const END_PX = 48;
/** Older messages are loaded this many pixels before they come into view. */
const AHEAD_PX = 700;

/** A line, where it was within the box, and how far the box was scrolled then. */
type Anchor = { readonly line: Element; readonly top: number; readonly scrollTop: number };

/**
 * The scroll position of a stream of messages. The box is laid out from its end (`flex-col-reverse`), so it opens at
 * the newest message even without scripts, and stays there whatever grows. Anywhere else, what is being read keeps its
 * place while messages arrive before or after it: the topmost visible line is put back where it was.
 */
export function useStreamScroll({
  isOpen,
  startKey,
  startAt,
  isPast,
  onNearStart,
  onNearEnd,
  onSeen,
}: {
  /** From then on, the place to open at is known. */
  isOpen: boolean;
  /** Another one starts again: at the line that it stands for, or with null at the end. */
  startKey: number | null;
  /** The line to open at; null for the end. */
  startAt: () => Element | null;
  /** Messages will be added at the end that come before what is new: what is being read keeps its place even there. */
  isPast: boolean;
  onNearStart: () => void;
  onNearEnd: () => void;
  /** How far the stream has been seen, as the last visible line's `data-seq`. */
  onSeen: (seq: number) => void;
}): {
  box: RefObject<HTMLDivElement | null>;
  list: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  goToEnd: () => void;
  onScroll: () => void;
} {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const anchor = useRef<Anchor | null>(null);
  const started = useRef<{ readonly key: number | null } | null>(null);
  const [isAtEnd, setAtEnd] = useState(true);

  const look = useCallback(() => {
    if (!box.current || !list.current) return;
    const atEnd = box.current.scrollTop > -END_PX;
    setAtEnd(atEnd);
    anchor.current = atEnd && !isPast ? null : topLine(box.current, list.current);
    const { scrollHeight, clientHeight, scrollTop } = box.current;
    if (scrollHeight - clientHeight + scrollTop < AHEAD_PX) onNearStart();
    if (-scrollTop < AHEAD_PX) onNearEnd();
    const seq = lastVisibleSeq(box.current, list.current);
    if (seq > 0 && document.visibilityState === "visible") onSeen(seq);
  }, [isPast, onNearStart, onNearEnd, onSeen]);

  const settle = useCallback(() => {
    if (box.current && anchor.current?.line.isConnected) {
      const { line, top, scrollTop } = anchor.current;
      const moved = topIn(box.current, line) - top + (box.current.scrollTop - scrollTop);
      if (Math.abs(moved) >= 1) box.current.scrollTop += moved;
    }
    look();
  }, [look]);

  // After every render, before it is painted.
  useLayoutEffect(() => {
    const { current: before } = started;
    const isNew = before?.key !== startKey;
    // The line of a message waits for its message; going on from there leads to the end.
    const line = isNew && (startKey !== null || !before) ? startAt() : null;
    if (isNew && box.current && (line || isOpen)) {
      started.current = { key: startKey };
      anchor.current = null;
      box.current.scrollTop = 0;
      if (line) box.current.scrollTop = topIn(box.current, line) - box.current.clientHeight / 4;
      if (line instanceof HTMLElement && startKey !== null) line.focus({ preventScroll: true });
    }
    settle();
  });

  // The router hides pages and keeps them: a person who comes back starts again.
  useLayoutEffect(
    () => () => {
      started.current = null;
      anchor.current = null;
    },
    [],
  );

  // Pictures that load and boxes that open change heights between renders.
  useEffect(() => {
    if (!list.current || !box.current) return;
    const observer = new ResizeObserver(settle);
    observer.observe(list.current);
    observer.observe(box.current);
    document.addEventListener("visibilitychange", look);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", look);
    };
  }, [settle, look]);

  const goToEnd = useCallback(() => {
    anchor.current = null;
    box.current?.scrollTo({ top: 0 });
  }, []);
  return { box, list, isAtEnd, goToEnd, onScroll: look };
}

function topIn(box: Element, line: Element): number {
  return line.getBoundingClientRect().top - box.getBoundingClientRect().top;
}

/** The first line that is at least partly visible. Lines are in order, so a binary search finds it. */
function topLine(box: Element, list: Element): Anchor | null {
  const edge = box.getBoundingClientRect().top;
  const at = firstIndex(list, (line) => line.getBoundingClientRect().bottom > edge);
  const line = list.children[at];
  return line ? { line, top: topIn(box, line), scrollTop: box.scrollTop } : null;
}

/** The number of the last message that is fully visible, or as much of it as fits; 0 for none. */
function lastVisibleSeq(box: Element, list: Element): number {
  const edge = box.getBoundingClientRect().bottom + 1;
  const below = firstIndex(list, (line) => line.getBoundingClientRect().bottom > edge);
  for (let at = Math.min(below, list.childElementCount) - 1; at >= 0; at--) {
    const line = list.children[at];
    if (line instanceof HTMLElement && line.dataset.seq) return Number(line.dataset.seq);
  }
  return 0;
}

/** The index of the first child for which `isPast` holds, provided that it then holds for all later ones. */
function firstIndex({ children }: Element, isPast: (line: Element) => boolean): number {
  let from = 0;
  let to = children.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const line = children[middle];
    if (line && isPast(line)) to = middle;
    else from = middle + 1;
  }
  return from;
}
