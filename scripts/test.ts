import { checkStyle, checkTypes, runChecks, runPlaywright, runVitest } from "./checks.ts";
import { run } from "./run.ts";

/* `npm test`: everything. The browser tests build the app and start it as `npm start` does. */
await run(() => runChecks([checkStyle, checkTypes, () => runVitest(), () => runPlaywright()]));
