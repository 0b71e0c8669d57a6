import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { DomainError, ERRORS, type ErrorCode } from "./errors.ts";
import { log, requestIdFrom, withRequestId } from "./log.ts";

/**
 * Makes a route handler: what the handler throws becomes a problem document (RFC 9457), and every
 * answer carries the request id. A `ZodError` is invalid input; unknown errors are logged.
 */
export function route<Context = unknown>(
  handler: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const requestId = requestIdFrom(request.headers);
    return withRequestId(requestId, async () => {
      const response = await answer(() => handler(request, context), requestId);
      if (response.headers.has("x-request-id")) return response;
      const marked = new Response(response.body, response);
      marked.headers.set("x-request-id", requestId);
      return marked;
    });
  };
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
    log.error({ err: error }, "A request could not be answered");
    return problem("unexpected", ERRORS.unexpected[1], requestId);
  }
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
