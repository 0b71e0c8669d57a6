/*
 * The rules for every text that a person writes: the form in which it is kept, whether it is visible, and how long it
 * is. Runs anywhere, so a counter in the browser and the check on the server use the same function.
 */

/** Line ends of every system, of old typewriter controls, and Unicode's own two. */
const LINE_END = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;

/**
 * What no text needs: controls except tab and line feed, and language tags. Regional flags are made of tags and stay.
 */
const REFUSE = /(\u{1F3F4}[\u{E0020}-\u{E007E}]+\u{E007F})|[^\P{Cc}\t\n]|[\u{E0000}-\u{E007F}]/gu;

/** Embeddings, overrides and isolates: within a line they change the direction of their neighbours. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Blank, though Unicode calls them letters or symbols: Braille without dots, the null notehead, the Khitan filler. */
const BLANK = "\\u2800\\u{1D159}\\u{16FE4}";

const INVISIBLE = `\\s${BLANK}\\p{Default_Ignorable_Code_Point}\\p{Cc}\\p{Cf}\\p{Cs}`;
const UNSEEN = new RegExp(`[${INVISIBLE}]`, "gu");
const SEEN = new RegExp(`[^${INVISIBLE}\\p{M}]`, "u");

/**
 * At the edges of a text these are dropped. A variation selector or joiner at the end belongs to the character before
 * it.
 */
const EDGE = `(?:[\\s${BLANK}\\u00ad\\u115f\\u1160\\u200b\\u2060\\u3164\\ufeff\\uffa0])`;
const EDGES = new RegExp(`^${EDGE}+|${EDGE}+$`, "gu");

/**
 * A text of several lines, as it is stored: composed (NFC), "\n" between lines, nothing invisible around it, without
 * controls and lone surrogates. Joiners stay where Persian, Indian scripts and emoji need them.
 */
export function cleanText(text: string): string {
  return withoutHalves(text)
    .replace(LINE_END, "\n")
    .replace(REFUSE, "$1")
    .normalize("NFC")
    .replace(EDGES, "");
}

/**
 * The same for a text of one line, in which nothing may change the direction of its neighbours. What does goes first,
 * because a letter and an accent that it kept apart are then composed.
 */
export function cleanLine(text: string): string {
  return cleanText(text.replace(TURNS, ""))
    .replace(/[\n\t]+/g, " ")
    .replace(EDGES, "");
}

/** A lone surrogate is half a character, which no encoding can store. */
function withoutHalves(text: string): string {
  return text.isWellFormed() ? text : text.replace(/\p{Cs}/gu, "");
}

/** True when a reader sees something in it. */
export function isVisible(text: string): boolean {
  return SEEN.test(text);
}

/** Characters as PostgreSQL counts them: code points of the composed text. Not UTF-16 units, of which "👍" has two. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text.normalize("NFC")) count += 1;
  return count;
}

/** Counts visible characters and the spaces between them: padding with others does not reach a minimum length. */
export function countVisible(text: string): number {
  return countCharacters(text.replace(UNSEEN, (character) => (/\s/.test(character) ? " " : "")));
}

/** The first `max` characters. */
export function firstCharacters(text: string, max: number): string {
  return [...text].slice(0, max).join("");
}

/** East Asian wide letters, digits and signs become plain ones: "１２" → "12". */
export function narrow(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ")
    .replaceAll("\uffe5", "¥")
    .replaceAll("\uffe1", "£");
}

/** Letters of scripts that are written from right to left, and marks with that direction. */
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200F\u202B\u202E\u2067]/u;

/** True for a text whose lines begin at the right: its first letter says so. */
export function isRightToLeft(text: string): boolean {
  const [first] = /\p{Letter}/u.exec(text) ?? [];
  return first !== undefined && RIGHT_TO_LEFT.test(first);
}

/**
 * A person's text for the middle of one of our sentences, as plain text. First strong isolate and its end (U+2068,
 * U+2069) keep the brackets and signs around it in place. On a page, <bdi> does the same.
 */
export function isolate(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Plain text as it stands in HTML, also between quotes of an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
