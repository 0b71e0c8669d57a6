import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { z } from "zod";
import { DomainError } from "#lib/errors";
import { authOptions } from "./next-auth.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** What any of its forms sends: a few short texts, each once. */
const fields = z.record(z.string().max(100), z.string().max(2000));

/**
 * next-auth's endpoints below /api/auth. next-auth answers a request that it cannot read with a 500, and a limit like a
 * wrong password, so both are checked here. Throws `malformed`, and what a sign-in throws except wrong credentials.
 */
export async function handleAuth(request: Request, context: Context): Promise<Response> {
  const { url, method, headers } = request;
  const { searchParams } = new URL(url);
  const [action] = (await context.params).nextauth;
  // Only a form calls our one provider; next-auth would treat a GET as a mistake of ours.
  if (action === "callback" && method !== "POST") throw new DomainError("method_not_allowed");
  // It goes into an address, which takes only ASCII.
  if (!/^[ -~]*$/.test(searchParams.get("error") ?? "")) throw new DomainError("malformed");
  const body = method === "POST" ? await request.text() : null;
  requireAddress(searchParams.getAll("callbackUrl"));
  const given = body === null ? {} : readFields(body, headers.get("content-type") ?? "");
  requireAddress("callbackUrl" in given ? [given.callbackUrl ?? ""] : []);
  const refusals: DomainError[] = [];
  const options = authOptions((refusal) => refusals.push(refusal));
  const response = await NextAuth(
    new NextRequest(url, { method, headers, body }),
    context,
    options,
  );
  for (const refusal of refusals) throw refusal;
  return response;
}

/** The fields of a body as next-auth will read them. */
function readFields(body: string, contentType: string): Record<string, string> {
  const isJson = contentType.includes("application/json");
  const given = isJson ? parseJson(body) : Object.fromEntries(new URLSearchParams(body));
  const parsed = fields.safeParse(given);
  if (!parsed.success) throw new DomainError("malformed");
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("malformed");
  }
}

/** Where to go afterwards: a path of this site or a whole address. next-auth decides which sites are allowed. */
function requireAddress(addresses: readonly string[]): void {
  for (const address of addresses) {
    const isPath = /^\/(?![/\\])/.test(address);
    const isWhole = /^https?:/.test(URL.parse(address)?.protocol ?? "");
    if (!/^[!-~]+$/.test(address) || !(isPath || isWhole)) throw new DomainError("malformed");
  }
}
