/** True when a unique index refused one of Drizzle's statements (SQLSTATE 23505, which it passes on as the cause). */
export function isUniqueViolation(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && "code" in cause && cause.code === "23505";
}
