import type { Id } from "#lib/ids";
import { VIEWER_HEADER } from "#lib/viewer-header";

const TIMEOUT_MS = 20_000;

/** A request that was refused (a status of 400 or more) or that got no answer (status 0). */
export class RequestFailure extends Error {
  readonly status: number;
  /** How long the server asks to wait; null when it doesn't say. */
  readonly retryAfterMs: number | null;

  constructor(status: number, sentence: string, retryAfterMs: number | null = null) {
    super(sentence);
    this.name = "RequestFailure";
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer: the request may have been done all the same. Doing it again changes nothing more. */
export const UNREACHABLE =
  "No answer came from the server, so it is not known whether this was done. Try again in a moment: it is not done twice.";

/** True when the same request may succeed later: no answer, too many requests, a problem on the server's side. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof RequestFailure)) return false;
  return error.status === 0 || error.status >= 500 || [408, 425, 429].includes(error.status);
}

/** True when it is not known whether the server did what was asked. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof RequestFailure && (error.status === 0 || error.status >= 500);
}

export type Sending = {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** True for what has to arrive even if the page is gone by then. */
  readonly keepalive?: boolean;
};

/**
 * Asks the server as this person: it refuses when another person is signed in by now. Returns 304 too; every other
 * status from 400, and no answer within 20 s, throws a `RequestFailure`.
 */
export async function ask(viewerId: Id<"usr">, path: string, how: Sending = {}): Promise<Response> {
  const headers: Record<string, string> = { [VIEWER_HEADER]: viewerId, ...how.headers };
  if (how.body) headers["content-type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(path, {
      method: how.method ?? "GET",
      headers,
      body: how.body ? JSON.stringify(how.body) : null,
      keepalive: how.keepalive ?? false,
      cache: "no-store",
      credentials: "same-origin",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new RequestFailure(0, UNREACHABLE);
  }
  if (response.ok || response.status === 304) return response;
  throw new RequestFailure(
    response.status,
    await sentenceOf(response),
    retryAfterMs(response.headers.get("retry-after")),
  );
}

/** The same for an answer in JSON of this shape. */
export async function askJson<T>(viewerId: Id<"usr">, path: string, how?: Sending): Promise<T> {
  const response = await ask(viewerId, path, how);
  try {
    const answer: T = await response.json();
    return answer;
  } catch {
    throw new RequestFailure(0, UNREACHABLE);
  }
}

/** The sentence of a problem document (RFC 9457); for invalid input, the first field's own. */
async function sentenceOf(response: Response): Promise<string> {
  try {
    const problem: { detail?: unknown; errors?: readonly { message?: unknown }[] } =
      await response.json();
    const first = problem.errors?.[0]?.message;
    if (typeof first === "string") return first;
    if (typeof problem.detail === "string") return problem.detail;
  } catch {
    // Not one of our answers: a proxy's page, or cut off.
  }
  return response.status < 500
    ? `The server answered ${response.status}. Nothing was changed. Try again in a moment.`
    : UNREACHABLE;
}

/** Seconds, as we send them; a date, which the standard also allows, counts as not given. */
function retryAfterMs(header: string | null): number | null {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}
