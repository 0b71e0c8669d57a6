import type { KeyboardEvent } from "react";

/** True for an Enter that sends: with a keyboard, without Shift, and not while a word is being composed. */
export function isSendingEnter(event: KeyboardEvent): boolean {
  return (
    event.key === "Enter" &&
    !event.shiftKey &&
    !event.altKey &&
    !event.nativeEvent.isComposing &&
    (event.ctrlKey || event.metaKey || matchMedia("(pointer: fine)").matches)
  );
}
