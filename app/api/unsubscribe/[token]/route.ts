import { readPath, route } from "#lib/edge/route";
import { unsubscribeInput } from "#lib/mail/schema";
import { unsubscribe } from "#lib/mail/unsubscribe";

type Context = RouteContext<"/api/unsubscribe/[token]">;

/** One click in a mail program (RFC 8058): no cookie, no session, the link alone. */
export const POST = route(async (_request, context: Context) => {
  await unsubscribe(await readPath(context, unsubscribeInput));
  return new Response(null, { status: 204 });
});

/** Somebody, or a program that follows links, has opened that link: the page asks first. */
export const GET = route(async (_request, context: Context) => {
  const { token } = await readPath(context, unsubscribeInput);
  return new Response(null, {
    status: 303,
    headers: { location: `/unsubscribe/${encodeURIComponent(token)}` },
  });
});
