import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { getEnv } from "./env.ts";
import { DomainError, ERRORS, type ErrorCode } from "./errors.ts";
import { log, requestIdFrom, withRequestId } from "./log.ts";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
/** More than any of our inputs takes as JSON. */
const JSON_MAX_BYTES = 256 * 1024;

/**
 * Makes a route handler: what the handler throws becomes a problem document (RFC 9457), and every
 * answer carries the request id. A `ZodError` is invalid input; unknown errors are logged. What
 * another site's page sends is refused before the handler sees it, unless it only reads.
 */
export function route<Context = unknown>(
  handler: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const requestId = requestIdFrom(request.headers);
    return withRequestId(requestId, async () => {
      const response = await answer(async () => {
        if (isCrossSite(request)) throw new DomainError("cross_site");
        return handler(request, context);
      }, requestId);
      if (response.headers.has("x-request-id")) return response;
      const marked = new Response(response.body, response);
      marked.headers.set("x-request-id", requestId);
      return marked;
    });
  };
}

/** The ids in a request's path. One that cannot be any is one that does not exist: throws `not_found`. */
export async function readPath<S extends z.ZodType>(
  { params }: { params: Promise<unknown> },
  schema: S,
): Promise<z.output<S>> {
  const parsed = schema.safeParse(await params);
  if (!parsed.success) throw new DomainError("not_found");
  return parsed.data;
}

/**
 * The body of a request, checked against `schema`. It has to say that it is JSON, which a form of another site cannot.
 * Throws `unsupported_media_type`, `body_too_large`, `invalid_input`, and a `ZodError`.
 */
export async function readJson<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<z.output<S>> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new DomainError("unsupported_media_type");
  const text = await readText(request, JSON_MAX_BYTES);
  return schema.parse(parseJson(text));
}

/** Stops reading where it becomes too much, whatever the request says about its length. */
async function readText(request: Request, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new DomainError("body_too_large");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid_input");
  }
}

/**
 * True for a change that a browser sends from a page of another site. Browsers say so in `Sec-Fetch-Site`; those
 * from before 2023 at least name the page's `Origin`. Programs send neither and carry nobody's cookies by accident.
 * As Go's CrossOriginProtection (pkg.go.dev/net/http).
 */
function isCrossSite({ method, headers }: Request): boolean {
  if (SAFE_METHODS.includes(method)) return false;
  const site = headers.get("sec-fetch-site");
  if (site) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  if (!origin) return false;
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  return host === null || !ownHosts(headers).includes(host);
}

/** By which names this instance is reached: what was asked for, and where the operator says that it is. */
function ownHosts(headers: Headers): string[] {
  const { NEXTAUTH_URL } = getEnv();
  const host = headers.get("host");
  return [...(host ? [host] : []), ...(NEXTAUTH_URL ? [new URL(NEXTAUTH_URL).host] : [])];
}

async function answer(work: () => Promise<Response>, requestId: string): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof DomainError) return problem(error.code, error.message, requestId);
    if (error instanceof z.ZodError) {
      const errors = error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
      return problem("invalid_input", ERRORS.invalid_input[1], requestId, { errors });
    }
    if (isSenderGone(error)) log.info("A request broke off before it was whole");
    else log.error({ err: error }, "A request could not be answered");
    return problem("unexpected", ERRORS.unexpected[1], requestId);
  }
}

/** Node's error for a body that ended with its connection: nobody is left to be answered, and nothing is wrong here. */
function isSenderGone(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.message === "aborted" &&
    "code" in error &&
    error.code === "ECONNRESET"
  );
}

function problem(code: ErrorCode, detail: string, requestId: string, extra: object = {}): Response {
  const [status] = ERRORS[code];
  return Response.json(
    {
      type: `urn:workhub:error:${code}`,
      title: titleOf(code),
      status,
      detail,
      requestId,
      ...extra,
    },
    {
      status,
      headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
    },
  );
}

/** "not_found" reads "Not found": the same for every occurrence, as RFC 9457 wants a title. */
function titleOf(code: ErrorCode): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
