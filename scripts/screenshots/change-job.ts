import { and, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { jobs, users } from "#db/schema";
import { asTrusted } from "#lib/auth/verified";
import { editJob } from "#lib/jobs/edit-job";
import { editJobInput } from "#lib/jobs/schema";

/** A client of the demo words a job of theirs more clearly, so that there is a change to look at. Returns the job. */
export async function changeJob(email: string): Promise<string> {
  const [found] = await getDb()
    .select({ job: jobs, client: users })
    .from(jobs)
    .innerJoin(users, eq(users.id, jobs.clientId))
    .where(and(eq(users.email, email), eq(jobs.status, "open")));
  if (!found) throw new Error(`${email} has no open job`);
  const { job, client } = found;
  await editJob(
    asTrusted({ userId: client.id, role: "client" }),
    editJobInput.parse({
      jobId: job.id,
      jobRevision: job.revision,
      title: job.title,
      category: job.category,
      skills: job.skills,
      description: `${job.description}\n\nQuestions are answered within a day.`,
      budgetCents: job.budgetCents,
      timelineDays: job.timelineDays,
      releaseRule: job.releaseRule,
      reviewWindowDays: job.reviewWindowDays,
    }),
  );
  return job.id;
}
