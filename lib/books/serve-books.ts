import { makeZip } from "client-zip";
import type { BookFile } from "./files.ts";
import type { BookDays } from "./range.ts";

/** The answer with all files in one ZIP file, written as they are read, one after the other. */
export function serveBooks(files: AsyncIterable<BookFile>, { from, until }: BookDays): Response {
  const name = ["workhub-books", from, until].filter((part) => part !== "").join("-");
  return new Response(makeZip(files), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${name}.zip"`,
      "cache-control": "no-store, no-transform",
    },
  });
}
