import { handle, type TaskHandler } from "#lib/edge/task";
import { pruneNotifications } from "#lib/notifications/prune-notifications";
import { makeMails } from "./make-mails.ts";
import { pruneMails } from "./prune-mails.ts";
import { postTask, pruneTask } from "./schema.ts";
import { sendMails } from "./send-mails.ts";

/** The worker's tasks for mail: what is due, every minute, and what is old, every night. */
export const mailTasks: readonly TaskHandler[] = [
  handle(
    postTask,
    async () => {
      await makeMails();
      await sendMails();
    },
    { cron: "* * * * *" },
  ),
  handle(
    pruneTask,
    async () => {
      await pruneMails();
      await pruneNotifications();
    },
    { cron: "11 3 * * *" },
  ),
];
