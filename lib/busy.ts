import { DomainError } from "./errors.ts";

/** PostgreSQL's codes for "not now": the transaction is undone, and the same work may succeed in a moment. */
const PASSING = {
  deadlock: "40P01",
  serialization: "40001",
  lockTimeout: "55P03",
  statementTimeout: "57014",
  tooManyConnections: "53300",
} as const;

/** True when two transactions collided and PostgreSQL undid this one, which may begin again. */
export function isCollision(error: unknown): boolean {
  const code = codeOf(error);
  return code === PASSING.deadlock || code === PASSING.serialization;
}

/**
 * Turns a passing database error into `busy` and returns anything else unchanged. A lost connection stays an error,
 * because whether it had committed is unknown.
 */
export function asBusy(error: unknown): unknown {
  const code = codeOf(error);
  return Object.values<unknown>(PASSING).includes(code) ? new DomainError("busy") : error;
}

/** Looks at the error's shape, not its class, and below what the query builder wraps around it. */
function codeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  if ("severity" in error && "code" in error) return error.code;
  return codeOf(error.cause);
}
