import { makeZip } from "client-zip";
import type { BookFile } from "./files.ts";
import type { BookDays } from "./range.ts";

/** The answer with all files in one ZIP file, written as they are read, one after the other. */
export function serveBooks(
  files: AsyncIterable<BookFile>,
  days: BookDays,
  what = "books",
): Response {
  return new Response(makeZip(files), {
    headers: headersOf("application/zip", `${nameOf(what, days)}.zip`),
  });
}

/** The answer with one file of them, while it is written. */
export function servePdf(body: ReadableStream<Uint8Array>, days: BookDays, what: string): Response {
  return new Response(body, { headers: headersOf("application/pdf", `${nameOf(what, days)}.pdf`) });
}

function nameOf(what: string, { from, until }: BookDays): string {
  return [`workhub-${what}`, from, until].filter((part) => part !== "").join("-");
}

function headersOf(type: string, name: string): Record<string, string> {
  return {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store, no-transform",
  };
}
