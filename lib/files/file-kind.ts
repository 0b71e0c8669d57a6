import type { FileView } from "./schema.ts";

export type FileKind =
  | "image"
  | "pdf"
  | "text"
  | "document"
  | "sheet"
  | "slides"
  | "archive"
  | "audio"
  | "video"
  | "other";

const WORDS: Readonly<Record<FileKind, string>> = {
  image: "Image",
  pdf: "PDF",
  text: "Text",
  document: "Document",
  sheet: "Spreadsheet",
  slides: "Slides",
  archive: "Archive",
  audio: "Audio",
  video: "Video",
  other: "File",
};

/** The first that fits. A type counts before the end of the name, which anyone can choose. */
const KINDS: readonly (readonly [FileKind, type: RegExp, name: RegExp])[] = [
  ["image", /^image\//, /$^/],
  ["pdf", /^application\/pdf$/, /$^/],
  ["sheet", /spreadsheet|ms-excel|text\/csv/, /\.(?:xlsx?|ods|csv|tsv)$/i],
  ["slides", /presentation|powerpoint/, /\.(?:pptx?|odp|key)$/i],
  ["document", /word|opendocument\.text|rtf|epub/, /\.(?:docx?|odt|rtf|pages|epub)$/i],
  ["archive", /zip|x-(?:tar|7z|rar|bzip|xz)|vnd\.rar|gzip/, /\.(?:zip|tar|t?gz|7z|rar|bz2|xz)$/i],
  ["audio", /^audio\//, /$^/],
  ["video", /^video\//, /$^/],
  ["text", /^text\/|json|xml|javascript|yaml/, /\.(?:txt|md|log|json|ya?ml|toml)$/i],
];

export function fileKind({ type, name }: Pick<FileView, "type" | "name">): FileKind {
  const byType = KINDS.find(([, types]) => types.test(type));
  const byName = KINDS.find(([, , names]) => names.test(name));
  return (byType ?? byName)?.[0] ?? "other";
}

/** "PDF", "Spreadsheet": for people. */
export function kindWord(file: Pick<FileView, "type" | "name">): string {
  return WORDS[fileKind(file)];
}

const UNITS = ["KB", "MB", "GB"] as const;

/** "312 bytes", "4.8 MB": in steps of 1,024, as most systems show it. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const text = value >= 10 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, "");
  return `${text} ${UNITS[unit]}`;
}

/** A name in two pieces, so that a long one can lose its middle and keep its ending. */
export function splitName(name: string): { stem: string; ending: string } {
  const at = name.lastIndexOf(".");
  const cut = at > 0 && name.length - at <= 8 ? at : name.length;
  return { stem: name.slice(0, cut), ending: name.slice(cut) };
}
