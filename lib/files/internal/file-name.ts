import { isVisible } from "#lib/text";

const NAME_MAX = 200;
const EXTENSION_MAX = 20;

/** Controls, line separators, and characters that reverse the writing direction, so that "exe.txt" reads "txt.exe". */
const INVISIBLE = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

/**
 * A file's name as it is kept, shown and offered for downloading: the last part of a path, without control characters,
 * at most 200 characters, with its extension.
 */
export function cleanFileName(given: string): string {
  const last = given.toWellFormed().normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const name = last
    .replace(INVISIBLE, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+$/, "")
    .trim();
  return isVisible(name) ? shorten(name) : "file";
}

/** `name` with another extension. */
export function withExtension(name: string, extension: string): string {
  return shorten(splitName(name).stem + extension);
}

/** The same names, with the second "plan.pdf" as "plan (2).pdf": distinct even if case is ignored. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const { stem, extension } = splitName(name);
    let distinct = name;
    for (let number = 2; taken.has(distinct.toLowerCase()); number += 1) {
      distinct = `${stem} (${number})${extension}`;
    }
    taken.add(distinct.toLowerCase());
    return distinct;
  });
}

/** The extension of a name, in lower case and with its dot: ".pdf", or "" when it has none. */
export function extensionOf(name: string): string {
  return splitName(name).extension.toLowerCase();
}

function shorten(name: string): string {
  if ([...name].length <= NAME_MAX) return name;
  const { stem, extension } = splitName(name);
  return [...stem].slice(0, NAME_MAX - [...extension].length).join("") + extension;
}

function splitName(name: string): { stem: string; extension: string } {
  const at = name.lastIndexOf(".");
  const isExtension = at > 0 && name.length - at <= EXTENSION_MAX;
  return isExtension
    ? { stem: name.slice(0, at), extension: name.slice(at) }
    : { stem: name, extension: "" };
}
