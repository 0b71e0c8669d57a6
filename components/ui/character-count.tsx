"use no memo";

import { cleanText, countCharacters } from "#lib/text";
import { cn } from "./cn.tsx";

/** As many characters as the server will count. */
export function countTyped(text: string): number {
  return countCharacters(cleanText(text));
}

/** How much of a text's limit is used; what is missing; how much is left when that is little; how much is too much. */
export function CharacterCount({
  id,
  length,
  min = 0,
  max,
}: {
  id: string;
  length: number;
  min?: number;
  max: number;
}) {
  return (
    <p
      id={id}
      className={cn(
        "num self-end text-xs",
        length > max ? "font-semibold text-danger" : "text-ink-3",
      )}
    >
      {countText(length, min, max)}
    </p>
  );
}

function countText(length: number, min: number, max: number): string {
  const left = max - length;
  const characters = Math.abs(left) === 1 ? "character" : "characters";
  if (left < 0) return `${-left} ${characters} too many`;
  if (length < min) return `${length} of at least ${min}`;
  return left <= Math.max(20, max / 10) ? `${left} ${characters} left` : `${length} of ${max}`;
}
