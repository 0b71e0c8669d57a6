import { requireReader } from "#lib/auth/session";
import { openPersonStatement } from "#lib/books/queries/person-statement";
import { readBookDays, readBookRange } from "#lib/books/range";
import { serveBooks, servePdf } from "#lib/books/serve-books";
import { pageTimeZone } from "#lib/edge/page";
import { route } from "#lib/edge/route";
import { streamText } from "#lib/edge/stream-text";
import { DomainError } from "#lib/errors";

/** The statement of these days as a PDF, or a ZIP file with several of them, in the viewer's time zone. */
export const GET = route(async (request) => {
  const actor = await requireReader();
  const timeZone = await pageTimeZone();
  const days = readBookDays(Object.fromEntries(new URL(request.url).searchParams));
  const range = readBookRange(days, timeZone);
  if (!range) throw new DomainError("invalid_input");
  const { count, files } = await openPersonStatement(actor, { days, range, timeZone });
  if (count > 1) return serveBooks(files, days, "statement");
  const { value: only } = await files.next();
  if (!only) throw new Error("A statement has a part");
  return servePdf(streamText(only.input), days, "statement");
});
