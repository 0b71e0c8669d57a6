import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import pino, { type DestinationStream, type Logger } from "pino";

/** Names whose values never reach a log, at any depth. */
const SECRET_NAME = /password|passwd|secret|token|cookie|authorization|credential|api_?key/i;
const MAX_DEPTH = 6;
const HIDDEN = "[hidden]";

/** Whoever causes what is going on: a request, or a task of the worker. */
type Requester = {
  readonly requestId: string;
  readonly address?: string | null;
  readonly userAgent?: string | null;
  userId?: string;
};

const requests = new AsyncLocalStorage<Requester>();

/** Lines of JSON on standard output. Every line that a request causes carries its id. */
export const log: Logger = createLog();

/** A separate log that writes to `destination` (for tests). */
export function createLog(destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level: process.env.LOG_LEVEL || "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin() {
      const { requestId, userId } = requests.getStore() ?? {};
      return { ...(requestId && { requestId }), ...(userId && { userId }) };
    },
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => {
        const hidden = hide(fields, 0);
        return isRecord(hidden) ? hidden : {};
      },
    },
    // The formatter above has already described errors.
    serializers: { err: (described) => described },
    hooks: {
      logMethod(args, method) {
        const hidden = args.map((part) => (typeof part === "string" ? hideInText(part) : part));
        // Without a message, pino would take the error's own, parameters and all.
        if (args.length === 1 && typeof args[0] !== "string") hidden.push(errorMessage(args[0]));
        method.apply(this, withArguments(hidden));
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A request id: the one from the proxy or the caller when its form is right, or a new one. */
export function requestIdFrom(headers: { get(name: string): string | null }): string {
  const given = headers.get("x-request-id");
  return given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/** Runs `work` so that everything it logs carries this request id, and the audit also says where it came from. */
export function withRequestId<T>(
  requestId: string,
  work: () => Promise<T>,
  from: Pick<Requester, "address" | "userAgent"> = {},
): Promise<T> {
  return requests.run({ requestId, ...from }, work);
}

/** For the transaction's own record of who changed what (db/client.ts); null where nobody asked. */
export function currentRequester(): Readonly<Requester> | null {
  return requests.getStore() ?? null;
}

/** From here on this request's lines also say who is signed in. */
export function nameRequester(userId: string): void {
  const request = requests.getStore();
  if (request) request.userId = userId;
}

/** A copy without secrets: neither values with secret names nor passwords inside addresses. */
function hide(value: unknown, depth: number): unknown {
  if (typeof value === "string") return hideInText(value);
  if (value instanceof Error) return describeError(value, depth);
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Date) return value.toISOString();
  if (depth >= MAX_DEPTH) return "[deeper]";
  if (Array.isArray(value)) return value.map((item) => hide(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_NAME.test(name) ? HIDDEN : hide(item, depth + 1),
    ]),
  );
}

/**
 * Database errors contain the statement's parameters and the row's contents, so only the parts that identify the error
 * are kept.
 */
function describeError(error: Error, depth: number): Record<string, unknown> {
  const message = messageOf(error);
  const code = "code" in error ? { code: String(error.code) } : {};
  const constraint =
    "constraint_name" in error ? { constraint: String(error.constraint_name) } : {};
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message,
    ...code,
    ...constraint,
    at: frames.slice(0, 12).map((line) => line.trim()),
    ...(error.cause && depth < MAX_DEPTH ? { cause: hide(error.cause, depth + 1) } : {}),
  };
}

function messageOf(error: Error): string {
  return hideInText(error.message.replace(/\nparams: [\s\S]*$/, ""));
}

/** What went wrong in one line, without secrets or anything that people typed. */
export function plainMessage(error: unknown): string {
  if (!(error instanceof Error)) return "Something that is no error was thrown";
  const [message = ""] = messageOf(error).split("\n");
  if (!(error.cause instanceof Error)) return message;
  const cause = plainMessage(error.cause);
  // The query builder's own message is the whole statement.
  return message.startsWith("Failed query:") ? cause : `${message}: ${cause}`;
}

/** The message for a line that has an error and no message of its own. */
function errorMessage(fields: unknown): string | undefined {
  const error = isRecord(fields) && !(fields instanceof Error) ? fields.err : fields;
  return error instanceof Error ? messageOf(error) : undefined;
}

function hideInText(text: string): string {
  return text
    .replace(/(\w+:\/\/[^\s:/@]*):[^\s@]+@/g, `$1:${HIDDEN}@`)
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${HIDDEN}`);
}

/** Guarantee: `values` are the arguments that the logger was called with, strings cleaned. */
function withArguments(values: unknown[]): Parameters<pino.LogFn> {
  return values as Parameters<pino.LogFn>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
