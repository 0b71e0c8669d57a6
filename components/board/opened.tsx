"use client";
"use no memo";

import { useSearchParams } from "next/navigation";
import {
  startTransition,
  type TransitionStartFunction,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import { type ListPart, partOf, withQuery } from "./board-address.tsx";
import { type BoardPlace, rowId } from "./board-kind.tsx";
import { WIDE } from "./board-layout.tsx";

/** Marks a step of the browser's history that opened something beside the list, so that closing it can be a step back. */
const OPENED = "workhubOpened";

/**
 * What is open beside the list. The address says so (`?job=`), and changes without loading the list again; without it, a
 * wide screen shows the first entry until it is closed. What is opened while another list is loading is shown at once,
 * and gets its address when that list arrives: changing the address earlier would cancel the list.
 */
export function useOpened(
  place: BoardPlace,
  query: string,
  firstId: string | null,
  isListPending: boolean,
) {
  const addressId = useSearchParams().get(place.param);
  const [waitingId, setWaitingId] = useState<string | null>(null);
  const chosenId = waitingId ?? addressId;
  const [closedIn, setClosedIn] = useState<string | null>(null);
  /** The row that gets the focus back. */
  const returnTo = useRef<string | null>(null);
  const shownId = chosenId ?? (closedIn === query ? null : firstId);

  const open = useCallback(
    (id: string, start: TransitionStartFunction) => {
      returnTo.current = id;
      if (isListPending) {
        setClosedIn(null);
        setWaitingId(id);
        return;
      }
      // Together, so that the first entry is never shown in between.
      start(() => {
        setClosedIn(null);
        pushOpened(place, query, id);
      });
    },
    [place, query, isListPending],
  );

  useEffect(() => {
    if (isListPending || waitingId === null) return;
    // Together, so that it is never closed in between.
    startTransition(() => {
      pushOpened(place, query, waitingId);
      setWaitingId(null);
    });
  }, [place, query, isListPending, waitingId]);

  const close = useCallback(() => {
    if (waitingId) {
      setWaitingId(null);
      return;
    }
    if (!matchMedia(WIDE).matches && isOpenedStep(history.state)) {
      history.back();
      return;
    }
    setClosedIn(query);
    history.replaceState(null, "", withQuery(place, query, partHere()));
    // The focus moves here, so the effect below must not move it again when the address has changed.
    returnTo.current = null;
    if (shownId) focusRow(shownId);
  }, [place, query, shownId, waitingId]);

  // After a step back in the browser's history, and only once the list is visible: hidden elements take no focus.
  useEffect(() => {
    // The page says late that something was closed: the next may be open by then, and keeps its way back.
    const isClosed = chosenId === null && !new URLSearchParams(location.search).has(place.param);
    if (!isClosed || returnTo.current === null) return;
    const id = returnTo.current;
    returnTo.current = null;
    if (!isInList()) focusRow(id);
  }, [place, chosenId]);

  useEffect(() => {
    if (!chosenId) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isBusy(event.target)) return;
      close();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [chosenId, close]);

  return { chosenId, shownId, open, close };
}

function pushOpened(place: BoardPlace, query: string, id: string): void {
  history.pushState({ [OPENED]: true }, "", withQuery(place, query, { ...partHere(), opened: id }));
}

/** The address now says that so many rows are loaded, so that they are there again after a refresh. */
export function keepShown(place: BoardPlace, query: string, shown: number): void {
  const params = new URLSearchParams(location.search);
  const opened = params.get(place.param);
  const address = withQuery(place, query, { ...partOf(params), shown, ...(opened && { opened }) });
  const isOpened = isOpenedStep(history.state);
  history.replaceState(isOpened ? { [OPENED]: true } : null, "", address);
}

/** The part of the list that is on the screen. */
function partHere(): ListPart {
  return partOf(new URLSearchParams(location.search));
}

function focusRow(id: string): void {
  document.getElementById(rowId(id))?.focus({ preventScroll: true });
}

/** The person is already moving through the list: their own last move counts. */
function isInList(): boolean {
  return document.activeElement?.hasAttribute("data-entry") ?? false;
}

function isOpenedStep(state: unknown): boolean {
  return typeof state === "object" && state !== null && OPENED in state;
}

/** Escape belongs to a field or to what is open on top. */
function isBusy(target: EventTarget | null): boolean {
  return (
    document.querySelector(":popover-open, details[name=board-menu][open]") !== null ||
    (target instanceof HTMLElement && target.matches("input, textarea, select"))
  );
}
