import { handle, type TaskHandler } from "#lib/edge/task";
import { makeMails } from "./make-mails.ts";
import { postTask } from "./schema.ts";
import { sendMails } from "./send-mails.ts";

/** The worker's task for mail: every minute. */
export const mailTasks: readonly TaskHandler[] = [
  handle(
    postTask,
    async () => {
      await makeMails();
      await sendMails();
    },
    { cron: "* * * * *" },
  ),
];
