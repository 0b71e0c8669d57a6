/** What browsers report about a key press while, or right after, an input method composes a word. */
export type PressedKey = Pick<KeyboardEvent, "isComposing" | "keyCode" | "timeStamp">;

/** How browsers name a key that an input method has taken (w3.org/TR/uievents/#determine-keydown-keyup-keyCode). */
const TAKEN_KEY = 229;
/** Safari ends a composition before it reports the key that ended it: both within the same turn. */
const SAME_TURN_MS = 30;

let endedAt = Number.NEGATIVE_INFINITY;

/** Remembers when a composition ended, anywhere in the document. */
export function noteCompositionEnd({ timeStamp }: Pick<Event, "timeStamp">): void {
  endedAt = timeStamp;
}

if (typeof document !== "undefined") {
  document.addEventListener("compositionend", noteCompositionEnd, { capture: true });
}

/**
 * True for a key that belongs to the input method: it composes a word, or has just ended one. Such a key must do
 * nothing else in a field.
 */
export function isComposing(key: PressedKey): boolean {
  const isEnding = Math.abs(key.timeStamp - endedAt) < SAME_TURN_MS;
  return key.isComposing || key.keyCode === TAKEN_KEY || isEnding;
}
