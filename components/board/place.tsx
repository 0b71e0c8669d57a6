"use client";
"use no memo";

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { readQueryText } from "#lib/search-params";
import { type BoardPlace, rowId } from "./board-kind.tsx";
import { WIDE } from "./board-layout.tsx";

/** In a step of the browser's history: where its list was left. */
const PLACE = "workhubPlace";
const STILL_MS = 150;

/** The first row that is on the screen, and how far its top is from the top of what scrolls. */
type Seen = { readonly row: string; readonly top: number };

/**
 * Keeps the place in a board's list in the browser's history, and goes there after a refresh or a step back: to the same
 * row, whatever has come above it since. Another result begins at its top. `count` is how many rows are there.
 */
export function usePlace(
  place: BoardPlace,
  query: string,
  box: RefObject<HTMLElement | null>,
  count: number,
): void {
  const wanted = useRef<Seen | null>(null);
  /** The result whose place has been looked up. */
  const known = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (known.current !== query) {
      known.current = query;
      wanted.current = readPlace(history.state);
      if (wanted.current === null) box.current?.scrollTo({ top: 0 });
    }
    if (count > 0 && wanted.current && goTo(wanted.current)) wanted.current = null;
  }, [box, query, count]);
  // The router hides pages and keeps their state: whoever comes back is where they were.
  useLayoutEffect(
    () => () => {
      known.current = null;
    },
    [],
  );

  const keep = useEffectEvent(() => {
    // After a step in the history, until its own list is here, this list says nothing about it.
    const isHere = place.queryOf(readQueryText(location.search)) === query;
    if (!isHere || wanted.current !== null || !box.current) return;
    history.replaceState({ ...history.state, [PLACE]: findPlace(box.current) }, "");
  });
  const giveUp = useEffectEvent(() => {
    wanted.current = null;
  });
  useEffect(() => {
    const scrolling = box.current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keepNow = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      keep();
    };
    const keepSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(keepNow, STILL_MS);
    };
    const stop = new AbortController();
    const passively = { passive: true, capture: true, signal: stop.signal };
    scrolling?.addEventListener("scroll", keepSoon, passively);
    for (const event of ["scroll", "pagehide"] as const) {
      addEventListener(event, event === "scroll" ? keepSoon : keepNow, passively);
    }
    // Whoever moves on by themselves is not taken back.
    for (const event of ["wheel", "touchmove"]) addEventListener(event, giveUp, passively);
    for (const event of ["pointerdown", "keydown"]) {
      addEventListener(event, giveUp, passively);
      addEventListener(event, keepNow, passively);
    }
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [box]);
}

/** What scrolls the list: its box on a wide screen, the page on a small one. */
function scrollerOf(box: HTMLElement): {
  element: Element | Window;
  top: number;
  isAtTop: boolean;
} {
  if (!matchMedia(WIDE).matches) return { element: window, top: 0, isAtTop: scrollY <= 0 };
  return { element: box, top: box.getBoundingClientRect().top, isAtTop: box.scrollTop <= 0 };
}

/** Null at the top: whoever is there wants to see what is new. */
function findPlace(box: HTMLElement): Seen | null {
  const { top, isAtTop } = scrollerOf(box);
  if (isAtTop) return null;
  for (const link of box.querySelectorAll("[data-entry]")) {
    const row = (link.closest("li") ?? link).getBoundingClientRect();
    if (row.bottom > top) return { row: link.id, top: row.top - top };
  }
  return null;
}

/** False while that row is not there. Finds the box by itself: when the list appears, its box is not known yet. */
function goTo({ row, top }: Seen): boolean {
  const link = document.getElementById(row);
  const box = link?.closest<HTMLElement>("[data-list-box]");
  if (!link || !box) return false;
  const scroller = scrollerOf(box);
  const now = (link.closest("li") ?? link).getBoundingClientRect().top - scroller.top;
  scroller.element.scrollBy({ top: now - top, behavior: "instant" });
  return true;
}

function readPlace(state: unknown): Seen | null {
  if (typeof state !== "object" || state === null || !(PLACE in state)) return null;
  const seen = state[PLACE];
  return isSeen(seen) ? seen : null;
}

function isSeen(value: unknown): value is Seen {
  return (
    typeof value === "object" &&
    value !== null &&
    "row" in value &&
    typeof value.row === "string" &&
    value.row.startsWith(rowId("")) &&
    "top" in value &&
    typeof value.top === "number"
  );
}
