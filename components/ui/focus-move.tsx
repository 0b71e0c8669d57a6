"use client";
"use no memo";

import { useLayoutEffect, useRef, useState } from "react";

/**
 * A move of the focus that has to wait until its target exists. It happens once, and not at all when the person has
 * gone elsewhere in the meantime: their own last move counts.
 */
export type FocusMove = {
  readonly plan: (find: () => HTMLElement | null) => void;
  /** Makes the planned move, if there is one and its target exists. */
  readonly make: () => void;
  readonly drop: () => void;
};

type Planned = { readonly from: Element | null; readonly find: () => HTMLElement | null };

export function useFocusMove(): FocusMove {
  const [move] = useState(createFocusMove);
  return move;
}

function createFocusMove(): FocusMove {
  let planned: Planned | null = null;
  return {
    plan: (find) => {
      planned = { from: document.activeElement, find };
    },
    make: () => {
      const target = planned?.find();
      if (!planned || !target) return;
      if (isStillAt(planned.from)) target.focus();
      planned = null;
    },
    drop: () => {
      planned = null;
    },
  };
}

/** The focused element may have gone since; the browser then has the focus on the body. */
function isStillAt(from: Element | null): boolean {
  const { activeElement } = document;
  return activeElement === from || activeElement === null || activeElement === document.body;
}

/**
 * Runs `move` once per reason. Effects run again when the router shows a page that it had hidden, and must not move the
 * focus a second time.
 */
export function useOncePer(reason: unknown, move: () => void): void {
  const told = useRef<unknown>(undefined);
  useLayoutEffect(() => {
    if (told.current === reason) return;
    told.current = reason;
    move();
  });
}
