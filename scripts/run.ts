import { StartError } from "#lib/errors";
import { log } from "#lib/log";

const PARENT_CHECK_MS = 1_000;

/**
 * Runs a command's main function. For an error that the person can solve, only its sentence is shown; for any other,
 * also where it happened. Both end with exit code 1.
 */
export async function run(main: () => Promise<void>): Promise<void> {
  // A closed terminal takes no more lines; that must not interrupt an orderly stop.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
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

/**
 * Resolves with the first Ctrl-C or SIGTERM, and when npm, which started us, is gone without passing anything on. A
 * second signal ends at once, unless it follows within a second.
 */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first = 0;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        // npm and the terminal may both pass on the same key press.
        if (first !== 0 && Date.now() - first > 1_000) process.exit(130);
        first ||= Date.now();
        resolve();
      });
    }
    if (process.env.npm_lifecycle_event === undefined) return;
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      resolve();
    }, PARENT_CHECK_MS).unref();
  });
}
