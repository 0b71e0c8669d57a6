import { messageAnchor } from "./inbox-address.tsx";

/** Goes to a message of the conversation that is open; false when it is not loaded. */
export function goToMessage(seq: number): boolean {
  // Conversations that were left are kept, hidden, with the same numbers.
  const lines = document.querySelectorAll<HTMLElement>(`[id="${messageAnchor(seq)}"]`);
  const line = [...lines].find((each) => each.checkVisibility());
  line?.scrollIntoView({ block: "center" });
  line?.focus({ preventScroll: true });
  return line !== undefined;
}
