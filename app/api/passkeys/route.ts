import { askPasskey } from "#lib/auth/ask-passkey";
import { readVisitor } from "#lib/auth/browser";
import { askPasskeyInput } from "#lib/auth/schema";
import { findActor } from "#lib/auth/session";
import { readJson, route } from "#lib/edge/route";

/** A challenge for this browser's passkeys, for five minutes. */
export const POST = route(async (request) => {
  const input = await readJson(request, askPasskeyInput);
  const options = await askPasskey(await findActor(), input, await readVisitor());
  return Response.json(options, { headers: { "cache-control": "no-store" } });
});
