import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { jobEvents, jobs, proposals, savedJobs } from "#db/schema";
import {
  makeAdmin,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
} from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { closeJob } from "./close-job.ts";
import { saveJob, unsaveJob } from "./save-job.ts";

useTestDatabase();

async function jobOf(jobId: Id<"job">) {
  const [job] = await getDb().select().from(jobs).where(eq(jobs.id, jobId));
  return job;
}

async function eventsOf(jobId: Id<"job">) {
  const rows = await getDb().select().from(jobEvents).where(eq(jobEvents.jobId, jobId));
  return rows.map((row) => row.kind);
}

async function proposalStatus(proposalId: Id<"prp">) {
  const [row] = await getDb().select().from(proposals).where(eq(proposals.id, proposalId));
  return row?.status;
}

describe("closing a job", () => {
  test("takes it off the board, and every live proposal becomes not selected", async () => {
    const client = await makeClient();
    const jobId = await makeJob(client);
    const live = await makeProposal(jobId, await makeFreelancer());
    const declined = await makeProposal(jobId, await makeFreelancer(), { status: "declined" });
    await closeJob(client, { jobId, proposalsSeen: 9 });
    expect(await jobOf(jobId)).toMatchObject({ status: "closed" });
    expect(await proposalStatus(live)).toBe("not_selected");
    expect(await proposalStatus(declined)).toBe("declined");
    expect(await eventsOf(jobId)).toEqual(["closed"]);
  });

  test("is only for its client: for others it does not exist", async () => {
    const jobId = await makeJob(await makeClient());
    for (const actor of [await makeClient(), await makeFreelancer(), await makeAdmin()]) {
      await expect(closeJob(actor, { jobId, proposalsSeen: 9 })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await expect(
      closeJob(await makeClient(), { jobId: newId("job"), proposalsSeen: 9 }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await jobOf(jobId)).toMatchObject({ status: "open" });
  });

  test.each(["in_progress", "under_review", "completed", "cancelled"] as const)(
    "is refused while it is %s",
    async (status) => {
      const client = await makeClient();
      const jobId = await makeJob(client, { status });
      await expect(closeJob(client, { jobId, proposalsSeen: 9 })).rejects.toMatchObject({
        code: "job_not_open",
      });
    },
  );

  test("twice, also at once, closes once", async () => {
    const client = await makeClient();
    const jobId = await makeJob(client);
    const answers = await Promise.all([
      closeJob(client, { jobId, proposalsSeen: 9 }),
      closeJob(client, { jobId, proposalsSeen: 9 }),
    ]);
    expect(answers.map((answer) => answer.isReplay).sort()).toEqual([false, true]);
    expect(await closeJob(client, { jobId, proposalsSeen: 9 })).toEqual({ jobId, isReplay: true });
    expect(await eventsOf(jobId)).toEqual(["closed"]);
  });
});

describe("saving a job", () => {
  async function savedBy(actor: Actor) {
    const rows = await getDb().select().from(savedJobs).where(eq(savedJobs.userId, actor.userId));
    return rows.map((row) => row.jobId);
  }

  test("keeps it until it is removed; doing either twice changes nothing", async () => {
    const freelancer = await makeFreelancer();
    const jobId = await makeJob(await makeClient());
    await saveJob(freelancer, { jobId });
    await saveJob(freelancer, { jobId });
    expect(await savedBy(freelancer)).toEqual([jobId]);
    await unsaveJob(freelancer, { jobId });
    await unsaveJob(freelancer, { jobId });
    expect(await savedBy(freelancer)).toEqual([]);
  });

  test("is for freelancers", async () => {
    const client = await makeClient();
    const jobId = await makeJob(client);
    await expect(saveJob(client, { jobId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(unsaveJob(client, { jobId })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("is for open jobs; removing works whatever became of the job", async () => {
    const client = await makeClient();
    const freelancer = await makeFreelancer();
    const jobId = await makeJob(client);
    await saveJob(freelancer, { jobId });
    await closeJob(client, { jobId, proposalsSeen: 9 });
    await expect(saveJob(freelancer, { jobId })).rejects.toMatchObject({ code: "job_not_open" });
    await unsaveJob(freelancer, { jobId });
    expect(await savedBy(freelancer)).toEqual([]);
    await expect(saveJob(freelancer, { jobId: newId("job") })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
