import { getDb } from "#db/client";
import { pushSubscriptions } from "#db/schema";
import { handleUntilDone, type TaskHandler } from "#lib/edge/task";
import { now } from "#lib/time";
import { makePushes } from "./make-pushes.ts";
import { pushTask } from "./schema.ts";
import { sendPushes } from "./send-pushes.ts";

/** A message should not be a minute late. */
const EVERY_MS = 10_000;

/** The worker's task for devices: every minute, and every ten seconds while there are any. */
export const pushTasks: readonly TaskHandler[] = [
  handleUntilDone(
    pushTask,
    async () => {
      await makePushes();
      await sendPushes();
      const [device] = await getDb()
        .select({ id: pushSubscriptions.id })
        .from(pushSubscriptions)
        .limit(1);
      return device ? new Date(now().getTime() + EVERY_MS) : null;
    },
    { cron: "* * * * *" },
  ),
];
