import { fileTypeFromFile } from "file-type";
import { log } from "#lib/log";
import { MB } from "../policy.ts";
import { readChunks } from "../providers/disk.ts";
import { extensionOf } from "./file-name.ts";

/** Types that are served as themselves. Everything else is bytes to be downloaded. */
const KNOWN: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/webp",
  "image/gif",
  "image/avif",
  "image/heic",
  "image/tiff",
  "image/vnd.adobe.photoshop",
  "application/pdf",
  "application/zip",
  "application/gzip",
  "application/x-7z-compressed",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.oasis.opendocument.text",
  "application/vnd.oasis.opendocument.spreadsheet",
  "application/vnd.oasis.opendocument.presentation",
  "application/epub+zip",
  "video/mp4",
  "video/webm",
  "video/quicktime",
  "audio/mpeg",
  "audio/mp4",
  "audio/x-m4a",
  "audio/wav",
  "audio/ogg",
  "audio/flac",
  "font/ttf",
  "font/otf",
  "font/woff",
  "font/woff2",
]);

/** How much of a file is held at once during the search for its format, and how long the search may take. */
const LOOK_BYTES = 16 * MB;
const LOOK_MS = 5_000;

export const BYTES_TYPE = "application/octet-stream";

const TEXT_BY_EXTENSION: Readonly<Record<string, string>> = {
  ".csv": "text/csv",
  ".md": "text/markdown",
  ".json": "application/json",
};
/** What a browser calls text, or leaves open. A picture that turns out to be text is not shown as text. */
const MAY_BE_TEXT = /^(?:text\/|application\/(?:json|javascript|xml|yaml|sql|octet-stream)|$)/;
/** No text contains these: all controls except tab, line feed, form feed and carriage return. */
const BINARY_CONTROL = /[^\P{Cc}\t\n\f\r]/u;

/**
 * The type of a file from all of its bytes: an index at the end can turn what begins like an archive into a document.
 * Text must be valid UTF-8 and declared as text. Everything else is `application/octet-stream`.
 */
export async function detectType(
  path: string,
  declared: { readonly name: string; readonly type: string },
): Promise<string> {
  const format = await findFormat(path);
  if (format !== null && format !== "application/xml") {
    return KNOWN.has(format) ? format : BYTES_TYPE;
  }
  if (!MAY_BE_TEXT.test(declared.type) || !(await isText(path))) return BYTES_TYPE;
  return TEXT_BY_EXTENSION[extensionOf(declared.name)] ?? "text/plain";
}

/**
 * Null for bytes of no known format, which may be text. A file that keeps its reader busy for too long counts as bytes.
 */
export async function findFormat(path: string): Promise<string | null> {
  try {
    const found = await fileTypeFromFile(path, {
      maxBufferSize: LOOK_BYTES,
      signal: AbortSignal.timeout(LOOK_MS),
    });
    return found?.mime ?? null;
  } catch (error) {
    log.info({ err: error }, "The format of a file could not be found");
    return BYTES_TYPE;
  }
}

async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let isText = true;
  try {
    await readChunks(path, (chunk) => {
      isText = !BINARY_CONTROL.test(decoder.decode(chunk, { stream: true }));
      return isText;
    });
    if (isText) decoder.decode();
    return isText;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
