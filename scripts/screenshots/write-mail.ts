import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { jobs, users } from "#db/schema";
import { makeMails } from "#lib/mail/make-mails";
import { signSubscription } from "#lib/mail/sign-subscription";
import { notify } from "#lib/notifications/notify";

/** Somebody of the demo is told of something by mail, so that there is one to look at. Returns the page that stops such mail. */
export async function writeMail(email: string): Promise<string> {
  const [found] = await getDb()
    .select({ userId: users.id, jobId: jobs.id })
    .from(users)
    .innerJoin(jobs, eq(jobs.clientId, users.id))
    .where(eq(users.email, email));
  if (!found) throw new Error(`${email} has no job`);
  const { userId, jobId } = found;
  await getDb().transaction((tx) =>
    notify(tx, {
      kind: "job_expiring",
      to: userId,
      about: jobId,
      by: null,
      jobId,
      facts: { days: 3 },
    }),
  );
  await makeMails();
  return `/unsubscribe/${signSubscription({ userId, group: "reminders" })}`;
}
