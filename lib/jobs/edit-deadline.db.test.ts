import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { jobs } from "#db/schema";
import { makeClient, makeJob } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { endOfDay } from "#lib/day";
import { addDays, now } from "#lib/time";
import { editJob } from "./edit-job.ts";
import { getJob } from "./queries/jobs.ts";

useTestDatabase();

const PAST = endOfDay("2026-01-14");

async function lateJob() {
  const client = await makeClient();
  const jobId = await makeJob(client, { deadlineAt: PAST });
  const [row] = await getDb().select().from(jobs).where(eq(jobs.id, jobId));
  if (!row) throw new Error("The job was not made");
  const { title, description, skills, budgetCents, timelineDays } = row;
  const { releaseRule, reviewWindowDays } = row;
  const terms = { budgetCents, timelineDays, releaseRule, reviewWindowDays };
  const input = {
    jobId,
    jobRevision: row.revision,
    title,
    description,
    category: "design" as const,
    skills,
    ...terms,
  };
  return { client, input, jobId };
}

test("the title of a job whose day has passed can be corrected, and the job keeps its day", async () => {
  const { client, input, jobId } = await lateJob();
  await editJob(client, { ...input, title: "Make our checkout usable", deadlineAt: "2026-01-14" });
  expect(await getJob(client, jobId)).toMatchObject({
    title: "Make our checkout usable",
    deadlineAt: PAST,
  });
});

test("but a past day cannot be chosen, and then nothing is saved", async () => {
  const { client, input, jobId } = await lateJob();
  const edit = editJob(client, { ...input, title: "Something else", deadlineAt: "2026-01-15" });
  await expect(edit).rejects.toMatchObject({
    code: "deadline_over",
    details: { field: "deadlineAt" },
  });
  expect(await getJob(client, jobId)).toMatchObject({ title: expect.not.stringContaining("else") });
  const later = addDays(now(), 30).toISOString().slice(0, 10);
  await editJob(client, { ...input, deadlineAt: later });
  expect((await getJob(client, jobId)).deadlineAt).toEqual(endOfDay(later));
});
