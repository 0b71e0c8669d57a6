/** A problem that the person who starts WorkHub can solve. Its message is one sentence that says how. */
export class StartError extends Error {
  override readonly name = "StartError";
}
