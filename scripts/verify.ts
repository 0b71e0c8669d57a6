import { checkStyle, checkTypes, runChecks, runVitest } from "./checks.ts";
import { run } from "./run.ts";

/* `npm run verify`: the checks worth running every few minutes. Browsers and the long tests are left to `npm test`. */
await run(() =>
  runChecks([checkStyle, checkTypes, () => runVitest(["unit", "database", "mocking"])]),
);
