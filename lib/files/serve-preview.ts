import { stat } from "node:fs/promises";
import { DomainError } from "#lib/errors";
import { locateFile } from "./locate-file.ts";
import { openLocal } from "./open-local.ts";
import type { ReadableFile } from "./queries.ts";
import { headersOf } from "./serve-file.ts";

/**
 * The answer with a file's small picture: nothing yet (204) while it is being made, which a waiting page takes quietly.
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
