"use client";
"use no memo";

import { useLayoutEffect } from "react";

/**
 * Calls `onPress` for a single key, unless the person is typing or has switched such keys off (`data-shortcuts="off"`
 * on the document). Hidden pages have no listeners. A shown page listens from the moment it is shown; an effect after
 * painting would be late.
 */
export function useShortcut(key: string, onPress: (event: KeyboardEvent) => void): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== key || event.defaultPrevented) return;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.documentElement.dataset.shortcuts === "off") return;
      onPress(event);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [key, onPress]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("input:not([type=radio], [type=checkbox]), textarea, select"))
  );
}
