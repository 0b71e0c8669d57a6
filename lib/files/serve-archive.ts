import { makeZip, predictLength } from "client-zip";
import { distinctNames } from "./file-name.ts";
import { findStore } from "./find-store.ts";
import type { ReadableSubmission } from "./queries.ts";
import { headersOf } from "./serve-file.ts";

/**
 * The answer with all files of a submission in one ZIP archive. It is written as it is read, one file after the other,
 * without compressing what mostly is compressed already.
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

/** Opens each file when its turn has come. */
async function* openInTurn(entries: readonly Entry[]) {
  for (const { file, meta } of entries) {
    yield { ...meta, input: await findStore(file.store).open(file, null) };
  }
}
