import { createHash } from "node:crypto";
import { findStore } from "#lib/files/provider";
import { bundleBytes, zipBundle } from "./internal/zip.ts";
import type { Evidence } from "./queries/evidence.ts";
import type { EvidenceFile } from "./queries/files.ts";

/**
 * The answer with a bundle, written as it is read, one file after another. Its length is known, so a browser shows how
 * far it is.
 */
export function serveBundle({ contractId, manifest, texts, files }: Evidence): Response {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const body = zipBundle(manifest, (path) => {
    const file = byPath.get(path);
    return file ? openFile(file) : (texts.get(path) ?? "");
  });
  return new Response(body, {
    headers: {
      "content-type": "application/zip",
      "content-length": String(bundleBytes(manifest)),
      "content-disposition": `attachment; filename="workhub-evidence-${contractId}.zip"`,
      "cache-control": "private, no-store, no-transform",
    },
  });
}

/** Its bytes. What is not what was uploaded breaks the download off: a bundle never says what is not so. */
async function openFile(file: EvidenceFile): Promise<ReadableStream<Uint8Array>> {
  const hash = createHash("sha256");
  const checked = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, out) {
      hash.update(chunk);
      out.enqueue(chunk);
    },
    flush() {
      if (hash.digest("hex") === file.sha256) return;
      throw new Error(`The bytes of ${file.fileId} are not those that were uploaded`);
    },
  });
  const bytes = await findStore(file.store).open(file, null);
  return bytes.pipeThrough(checked);
}
