import { requireReader } from "#lib/auth/session";
import { openPersonBooks } from "#lib/books/queries/person-books";
import { readBookDays, readBookRange } from "#lib/books/range";
import { serveBooks } from "#lib/books/serve-books";
import { pageTimeZone } from "#lib/edge/page";
import { route } from "#lib/edge/route";
import { DomainError } from "#lib/errors";

/** The books of these days as one ZIP file, written as they are read, in the viewer's time zone. */
export const GET = route(async (request) => {
  const actor = await requireReader();
  const timeZone = await pageTimeZone();
  const days = readBookDays(Object.fromEntries(new URL(request.url).searchParams));
  const range = readBookRange(days, timeZone);
  if (!range) throw new DomainError("invalid_input");
  return serveBooks(await openPersonBooks(actor, { range, timeZone }), days);
});
