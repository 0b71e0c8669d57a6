import { log } from "#lib/log";
import { StartError } from "#lib/start-error";

/**
 * Runs a command's main function. What the person can solve is shown as its sentence alone, anything
 * else with where it happened; both end with exit code 1.
 */
export async function run(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    report(error);
    process.exitCode = 1;
  }
}

export function report(error: unknown): void {
  if (error instanceof StartError) console.error(`\n${error.message}\n`);
  else log.fatal({ err: error }, "WorkHub has to stop");
}

/** Resolves with the first Ctrl-C or SIGTERM. A second one, later than a shaky finger, ends at once. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first = 0;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        // npm and the terminal may both pass on the same key press.
        if (first !== 0 && Date.now() - first > 1_000) process.exit(130);
        first ||= Date.now();
        resolve(signal);
      });
    }
  });
}
