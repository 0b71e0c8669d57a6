import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { asBusy } from "#lib/busy";
import { type AnswerCode, DomainError, ERRORS } from "#lib/errors";
import { log, requestIdFrom, withRequestId } from "#lib/log";
import { describeProblem, PROBLEM_TYPE } from "./problem.ts";
import { originOf } from "./request-headers.ts";

/** How long to wait when a refusal does not say. */
const WAIT_SECONDS = 60;
/** More than any of our inputs takes as JSON. */
const JSON_MAX_BYTES = 256 * 1024;

/**
 * Makes a route handler. What the handler throws becomes a problem document (RFC 9457), and every answer carries the
 * request id. A `ZodError` is invalid input; unknown errors are logged.
 */
export function route<Context = unknown>(
  handler: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const requestId = requestIdFrom(request.headers);
    return withRequestId(
      requestId,
      async () => {
        const response = await answer(() => handler(request, context), request, requestId);
        return response.headers.has("x-request-id") ? response : marked(response, requestId);
      },
      originOf(request.headers),
    );
  };
}

/** The same answer with the request's id. Only one whose headers are fixed, like a redirect's, has to be copied. */
function marked(response: Response, requestId: string): Response {
  try {
    response.headers.set("x-request-id", requestId);
    return response;
  } catch {
    const copy = new Response(response.body, response);
    copy.headers.set("x-request-id", requestId);
    return copy;
  }
}

/** The ids in a request's path. A malformed id names nothing: throws `not_found`. */
export async function readPath<S extends z.ZodType>(
  { params }: { params: Promise<unknown> },
  schema: S,
): Promise<z.output<S>> {
  const parsed = schema.safeParse(await params);
  if (!parsed.success) throw new DomainError("not_found");
  return parsed.data;
}

/**
 * The body of a request, checked against `schema`. It must be declared as JSON, which another site's form cannot do.
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

/** The body of a request as it came, for a signature over it. Throws `body_too_large`. */
export function readRaw(request: Request): Promise<string> {
  return readText(request, JSON_MAX_BYTES);
}

/** Stops reading when the body is too long, whatever the request says about its length. */
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

async function answer(
  work: () => Promise<Response>,
  { method, url }: Request,
  requestId: string,
): Promise<Response> {
  const noteRefusal = (code: AnswerCode) =>
    log.info({ code, method, path: new URL(url).pathname }, "A request was refused");
  try {
    return await work();
  } catch (thrown) {
    unstable_rethrow(thrown);
    const error = asBusy(thrown);
    if (error instanceof DomainError) {
      noteRefusal(error.code);
      return refusal(error, requestId);
    }
    if (error instanceof z.ZodError) {
      noteRefusal("invalid_input");
      const errors = error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
      return problem("invalid_input", ERRORS.invalid_input[1], requestId, { errors });
    }
    if (isSenderGone(error)) log.info("A request broke off before it was whole");
    else log.error({ err: error }, "A request could not be answered");
    return problem("unexpected", ERRORS.unexpected[1], requestId);
  }
}

/** Node's error for a body whose connection ended: nobody is left to answer, and nothing is wrong here. */
function isSenderGone(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.message === "aborted" &&
    "code" in error &&
    error.code === "ECONNRESET"
  );
}

/** The wait is in a header too: programs, and our own queues in the browser, use it. */
function refusal({ code, status, message, details }: DomainError, requestId: string): Response {
  const response = problem(code, message, requestId);
  if (status === 429 || status === 503) {
    response.headers.set("retry-after", String(details.retryAfterSeconds ?? WAIT_SECONDS));
  }
  return response;
}

function problem(
  code: AnswerCode,
  detail: string,
  requestId: string,
  extra: object = {},
): Response {
  const document = describeProblem(code, requestId, detail);
  return Response.json(
    { ...document, ...extra },
    {
      status: document.status,
      headers: { "content-type": PROBLEM_TYPE, "cache-control": "no-store" },
    },
  );
}
