"use client";

import { useSearchParams } from "next/navigation";
import { startTransition, useCallback, useEffect, useRef, useState } from "react";
import { rowId } from "#components/jobs/job-row";
import { withQuery } from "./board-address.tsx";
import { WIDE } from "./board-layout.tsx";

/** Marks a step of the browser's history that opened a job, so that closing it can be a step back. */
const OPENED = "workhubOpenedJob";

/**
 * Which job is open beside the list. The address says it (`?job=`), and changes without asking the server for the
 * list again; without it, a wide screen shows the first job until somebody closes that. A job that is opened while
 * another list is on its way is shown at once and gets its address when that list is there: an address of its own
 * would call the other list off.
 */
export function useOpenedJob(query: string, firstId: string | null, isListPending: boolean) {
  const addressId = useSearchParams().get("job");
  const [waitingId, setWaitingId] = useState<string | null>(null);
  const chosenId = waitingId ?? addressId;
  const [closedIn, setClosedIn] = useState<string | null>(null);
  /** The row that gets the focus back. */
  const returnTo = useRef<string | null>(null);
  const shownId = chosenId ?? (closedIn === query ? null : firstId);

  const open = useCallback(
    (jobId: string) => {
      returnTo.current = jobId;
      if (isListPending) {
        setClosedIn(null);
        setWaitingId(jobId);
        return;
      }
      // Together, so that the first job is never shown between the two.
      startTransition(() => {
        setClosedIn(null);
        pushOpened(query, jobId);
      });
    },
    [query, isListPending],
  );

  useEffect(() => {
    if (isListPending || waitingId === null) return;
    // Together, so that the job is never closed between the two.
    startTransition(() => {
      pushOpened(query, waitingId);
      setWaitingId(null);
    });
  }, [query, isListPending, waitingId]);

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
    history.replaceState(null, "", withQuery(query));
    if (shownId) focusRow(shownId);
  }, [query, shownId, waitingId]);

  // After a step back in the browser's history, and only now that the list can be seen: what is hidden takes no focus.
  useEffect(() => {
    if (chosenId !== null || returnTo.current === null) return;
    focusRow(returnTo.current);
    returnTo.current = null;
  }, [chosenId]);

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

function pushOpened(query: string, jobId: string): void {
  history.pushState({ [OPENED]: true }, "", withQuery(query, { job: jobId }));
}

function focusRow(jobId: string): void {
  document.getElementById(rowId(jobId))?.focus({ preventScroll: true });
}

function isOpenedStep(state: unknown): boolean {
  return typeof state === "object" && state !== null && OPENED in state;
}

/** Escape belongs to what is being filled in or is open on top. */
function isBusy(target: EventTarget | null): boolean {
  return (
    document.querySelector(":popover-open, details[name=board-menu][open]") !== null ||
    (target instanceof HTMLElement && target.matches("input, textarea, select"))
  );
}
