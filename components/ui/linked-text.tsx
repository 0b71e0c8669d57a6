"use no memo";

import { find } from "linkifyjs";
import { PlainText } from "./plain-text.tsx";

/** A person's text with its line breaks, in which web and e-mail addresses are links. */
export function LinkedText({ text, className }: { text: string; className?: string }) {
  return (
    <PlainText className={className}>
      {partsOf(text).map(({ part, at, href }) =>
        href === null ? (
          part
        ) : (
          <a
            key={at}
            href={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="link"
          >
            {part}
          </a>
        ),
      )}
    </PlainText>
  );
}

/** "notes.md" and "paint.net" are names too, so an address must be spelled out as one. */
const SPELLED_OUT = /^(?:https?:\/\/|www\.)/i;

/** Comes before something that is only part of a longer text: "javascript://www.example.com". */
const INSIDE = /[\w/:@.-]/;

type Part = { part: string; at: number; href: string | null };

/** The text split at its addresses, each piece with its position. */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end, href, value, type } of find(text, { defaultProtocol: "https" })) {
    if (type !== "email" && !SPELLED_OUT.test(value)) continue;
    if (!isSafe(href) || INSIDE.test(text.charAt(start - 1))) continue;
    if (start > at) parts.push({ part: text.slice(at, start), at, href: null });
    parts.push({ part: text.slice(start, end), at: start, href });
    at = end;
  }
  if (at < text.length) parts.push({ part: text.slice(at), at, href: null });
  return parts;
}

/** Only web and e-mail, whatever else the library may learn to find. */
function isSafe(href: string): boolean {
  return URL.canParse(href) && ["http:", "https:", "mailto:"].includes(new URL(href).protocol);
}
