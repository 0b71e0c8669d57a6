import { runChecks, runPlaywright, runVitest } from "./checks.ts";
import { run } from "./run.ts";

/* `npm run test:long`: the tests that `npm test` cuts short or leaves out, each to its end. */
process.env.TEST_LONG = "1";
await run(() => runChecks([() => runVitest(["long"]), () => runPlaywright("--grep=@long")]));
