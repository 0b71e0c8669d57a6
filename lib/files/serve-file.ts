import { create as contentDisposition } from "content-disposition";
import parseRange from "range-parser";
import { findStore } from "./find-store.ts";
import { isShownInline } from "./policy.ts";
import type { ByteRange } from "./provider.ts";
import type { ReadableFile } from "./queries.ts";

const PUBLIC_SECONDS = 3600;

/**
 * The answer with a file's bytes, or a part of them (RFC 9110, one range). Nothing in it can run: it is sandboxed
 * without any right, its type is taken as said, and only pictures and PDFs open in the browser at all.
 */
export async function serveFile(request: Request, file: ReadableFile): Promise<Response> {
  const headers = headersOf(file, isShownInline(file.type) ? "inline" : "attachment");
  const etag = headers.get("etag");
  if (request.headers.get("if-none-match") === etag) {
    return new Response(null, { status: 304, headers });
  }
  const range = rangeOf(request, file.sizeBytes, etag);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${file.sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  const length = range ? range.end - range.start + 1 : file.sizeBytes;
  headers.set("content-length", String(length));
  if (range) headers.set("content-range", `bytes ${range.start}-${range.end}/${file.sizeBytes}`);
  const body = request.method === "HEAD" ? null : await findStore(file.store).open(file, range);
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** What every answer with somebody's file says, so that no browser takes it for more than a file. */
export function headersOf(
  file: Pick<ReadableFile, "name" | "type" | "sha256" | "isPublic">,
  disposition: "inline" | "attachment",
): Headers {
  return new Headers({
    "content-type": /^(?:text\/|application\/json)/.test(file.type)
      ? `${file.type}; charset=utf-8`
      : file.type,
    "content-disposition": contentDisposition(file.name, { type: disposition }),
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    // Compressing would take lengths and parts away.
    "cache-control": `${file.isPublic ? `public, max-age=${PUBLIC_SECONDS}` : "private, no-store"}, no-transform`,
    "accept-ranges": "bytes",
    etag: `"${Buffer.from(file.sha256).toString("base64url")}"`,
  });
}

/** Null: the whole file, also for what we need not understand (several ranges, other units, an old If-Range). */
function rangeOf(
  request: Request,
  sizeBytes: number,
  etag: string | null,
): ByteRange | "unsatisfiable" | null {
  const wanted = request.headers.get("range");
  const condition = request.headers.get("if-range");
  if (wanted === null || (condition !== null && condition !== etag)) return null;
  const ranges = parseRange(sizeBytes, wanted, { combine: true });
  if (ranges === -1) return "unsatisfiable";
  if (ranges === -2 || ranges.type !== "bytes" || ranges.length !== 1) return null;
  return ranges[0] ?? null;
}
