/** True when a unique index refused a statement of Drizzle's (SQLSTATE 23505, which it hands on as the cause). */
export function isUniqueViolation(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && "code" in cause && cause.code === "23505";
}
