import { checkStyle, checkTypes, runChecks, runVitest } from "./checks.ts";
import { run } from "./run.ts";

/* `npm run verify`: what is worth knowing every few minutes. The browser is left to `npm test`. */
await run(() => runChecks([checkStyle, checkTypes, runVitest]));
