/** The sentence of a request that did not succeed; the engine gives its failures sentences for people. */
export function failureText(error: unknown): string {
  return error instanceof Error && error.message
    ? error.message
    : "That did not reach us. Nothing was changed. Try again.";
}
