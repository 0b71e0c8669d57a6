import { checkStyle, checkTypes, runChecks, runVitest } from "./checks.ts";
import { run } from "./run.ts";

/* `npm run verify`: what is worth knowing every few minutes. Browsers and the long tests are left to `npm test`. */
await run(() =>
  runChecks([checkStyle, checkTypes, () => runVitest(["unit", "database", "mocking"])]),
);
