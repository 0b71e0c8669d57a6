import { stat } from "node:fs/promises";
import { makeZip, predictLength } from "client-zip";
import { create as contentDisposition } from "content-disposition";
import parseRange from "range-parser";
import { DomainError } from "#lib/errors";
import { distinctNames } from "./internal/file-name.ts";
import { isShownInline } from "./policy.ts";
import { type ByteRange, findStore } from "./provider.ts";
import { locateFile, openLocal } from "./providers/disk.ts";
import type { ReadableFile, ReadableSubmission } from "./queries/readable.ts";

const PUBLIC_SECONDS = 3600;

/**
 * The answer with a file's bytes, or a part of them (RFC 9110, one range). Nothing in it can run: it is sandboxed
 * without any right, browsers must not guess its type, and only pictures and PDFs open in the browser at all.
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

/**
 * The answer with a file's small picture; empty (204) while it is being made, so a waiting page gets no error.
 *
 * @throws DomainError not_found when it has none
 */
export async function servePreview(request: Request, file: ReadableFile): Promise<Response> {
  if (file.preview === "pending") {
    return new Response(null, { status: 204, headers: { "cache-control": "private, no-store" } });
  }
  if (file.preview !== "ready") throw new DomainError("not_found");
  const path = locateFile("previews", file.fileId);
  const { size } = await stat(path);
  const headers = headersOf({ ...file, type: "image/webp", name: "preview.webp" }, "inline");
  headers.set("content-length", String(size));
  headers.delete("accept-ranges");
  headers.delete("etag");
  const body = request.method === "HEAD" ? null : await openLocal(path, null);
  return new Response(body, { headers });
}

/**
 * The answer with all files of a submission in one ZIP archive. It is written as it is read, one file after another,
 * without compression, because most files are compressed already.
 */
export async function serveArchive(
  request: Request,
  { files, name, submittedAt }: ReadableSubmission,
): Promise<Response> {
  const names = distinctNames(files.map((file) => file.name));
  const entries = files.map((file, index) => ({
    file,
    meta: { name: names[index] ?? file.name, size: file.sizeBytes, lastModified: submittedAt },
  }));
  const headers = headersOf(
    { name: `${name}.zip`, type: "application/zip", sha256: new Uint8Array(), isPublic: false },
    "attachment",
  );
  headers.delete("etag");
  headers.delete("accept-ranges");
  headers.set("content-length", String(predictLength(entries.map(({ meta }) => meta))));
  const body = request.method === "HEAD" ? null : makeZip(openInTurn(entries));
  return new Response(body, { headers });
}

type Entry = {
  readonly file: ReadableSubmission["files"][number];
  readonly meta: { readonly name: string; readonly size: number; readonly lastModified: Date };
};

/** Opens each file when its turn comes. */
async function* openInTurn(entries: readonly Entry[]) {
  for (const { file, meta } of entries) {
    yield { ...meta, input: await findStore(file.store).open(file, null) };
  }
}

/** Headers of every answer with a person's file, so that no browser treats it as more than a file. */
function headersOf(
  file: Pick<ReadableFile, "name" | "type" | "sha256" | "isPublic">,
  disposition: "inline" | "attachment",
): Headers {
  return new Headers({
    "content-type": /^(?:text\/|application\/json)/.test(file.type)
      ? `${file.type}; charset=utf-8`
      : file.type,
    "content-disposition": contentDisposition(file.name, { type: disposition }),
    "content-security-policy":
      "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    // Compression would remove lengths and ranges.
    "cache-control": `${file.isPublic ? `public, max-age=${PUBLIC_SECONDS}` : "private, no-store"}, no-transform`,
    "accept-ranges": "bytes",
    etag: `"${Buffer.from(file.sha256).toString("base64url")}"`,
  });
}

/**
 * Null means the whole file, also for requests that we need not understand (several ranges, other units, an old
 * If-Range).
 */
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
