import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { jobEvents, jobs, users } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer, makeProposal } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { noteChosen } from "#lib/chosen";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { changeSetting } from "#lib/settings/change-setting";
import { readSettings } from "#lib/settings/read-settings";
import { closeJob } from "./close-job.ts";
import { editJob } from "./edit-job.ts";
import { postJob } from "./post-job.ts";
import { listCommonSkills } from "./queries/jobs.ts";
import type { PostJobInput } from "./schema.ts";

useTestDatabase();

const fields = {
  title: "Offline maps for a hiking club",
  category: "web-development",
  skills: "React, Maps",
  description: "Vector tiles for one region, installable, readable on a sunny ridge.",
  budgetCents: "2100",
  timelineDays: "30",
  releaseRule: "on_approval",
  reviewWindowDays: "14",
} as const;

function form(change: Partial<PostJobInput> = {}): PostJobInput {
  return { requestKey: newId("job"), ...fields, ...change };
}

async function jobsOf(client: Actor) {
  return getDb().select().from(jobs).where(eq(jobs.clientId, client.userId));
}

async function jobOf(jobId: Id<"job">) {
  const [job] = await getDb().select().from(jobs).where(eq(jobs.id, jobId));
  return job;
}

async function eventsOf(jobId: Id<"job">) {
  const rows = await getDb().select().from(jobEvents).where(eq(jobEvents.jobId, jobId));
  return rows.map((row) => row.kind);
}

describe("posting a job", () => {
  test("puts an open job on the board and records it in its history", async () => {
    const client = await makeClient();
    const { jobId, isReplay } = await postJob(client, form());
    expect(isReplay).toBe(false);
    expect(await jobOf(jobId)).toMatchObject({
      status: "open",
      clientId: client.userId,
      skills: ["React", "Maps"],
      budgetCents: 210_000,
      timelineDays: 30,
      releaseRule: "on_approval",
      reviewWindowDays: 14,
      deadlineAt: null,
    });
    expect(await eventsOf(jobId)).toEqual(["posted"]);
  });

  test("is only for clients", async () => {
    for (const actor of [await makeFreelancer(), await makeAdmin()]) {
      await expect(postJob(actor, form())).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  test("needs a complete profile", async () => {
    const client = await makeClient();
    await getDb().update(users).set({ onboardedAt: null }).where(eq(users.id, client.userId));
    await expect(postJob(client, form())).rejects.toMatchObject({ code: "profile_incomplete" });
    expect(await jobsOf(client)).toEqual([]);
  });

  test("the same form sent twice posts once", async () => {
    const client = await makeClient();
    const sent = form();
    const first = await postJob(client, sent);
    const second = await postJob(client, { ...sent });
    expect(second).toEqual({ jobId: first.jobId, isReplay: true });
    expect(await eventsOf(first.jobId)).toEqual(["posted"]);
  });

  test("the same form sent by two connections at once posts once", async () => {
    const client = await makeClient();
    const sent = form();
    const answers = await Promise.all([1, 2, 3, 4].map(() => postJob(client, sent)));
    expect(new Set(answers.map((answer) => answer.jobId)).size).toBe(1);
    expect(answers.filter((answer) => !answer.isReplay)).toHaveLength(1);
    expect(await jobsOf(client)).toHaveLength(1);
  });

  test("a form changed after it was sent posts a second job, so nothing typed is lost", async () => {
    const client = await makeClient();
    const sent = form();
    const first = await postJob(client, sent);
    const second = await postJob(client, { ...sent, title: "Offline maps for another club" });
    expect(second.isReplay).toBe(false);
    expect(second.jobId).not.toBe(first.jobId);
  });

  test("another client's key is another key", async () => {
    const sent = form();
    const one = await postJob(await makeClient(), sent);
    const other = await postJob(await makeClient(), sent);
    expect(other.isReplay).toBe(false);
    expect(other.jobId).not.toBe(one.jobId);
  });
});

describe("editing a job", () => {
  async function posted() {
    const client = await makeClient();
    const { jobId } = await postJob(client, form());
    return { client, jobId };
  }

  test("changes an open job and records which fields", async () => {
    const { client, jobId } = await posted();
    const title = "Offline maps for the alpine club";
    await editJob(client, { jobId, ...fields, title, budgetCents: "2500", jobRevision: 1 });
    expect(await jobOf(jobId)).toMatchObject({ title, budgetCents: 250_000 });
    const [, edited] = await getDb().select().from(jobEvents).where(eq(jobEvents.jobId, jobId));
    expect(edited).toMatchObject({ kind: "edited", details: { fields: "title, budgetCents" } });
  });

  test("is only for its client: for others it does not exist", async () => {
    const { jobId } = await posted();
    for (const actor of [await makeClient(), await makeFreelancer(), await makeAdmin()]) {
      const edit = editJob(actor, {
        jobId,
        ...fields,
        title: "Something else entirely",
        jobRevision: 1,
      });
      await expect(edit).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await jobOf(jobId)).toMatchObject({ title: fields.title });
  });

  test("is refused once the job is not open", async () => {
    const { client, jobId } = await posted();
    await closeJob(client, { jobId, proposalsSeen: 9 });
    const edit = editJob(client, {
      jobId,
      ...fields,
      title: "Something else entirely",
      jobRevision: 1,
    });
    await expect(edit).rejects.toMatchObject({ code: "job_not_open" });
  });

  test.each([
    { budgetCents: "2000" },
    { releaseRule: "on_submission" as const },
    { reviewWindowDays: "3" },
  ])("leaves what people applied on as it is: %o", async (change) => {
    const { client, jobId } = await posted();
    await makeProposal(jobId, await makeFreelancer());
    const edit = editJob(client, {
      jobId,
      ...fields,
      title: "Clearer than before",
      ...change,
      jobRevision: 1,
    });
    await expect(edit).rejects.toMatchObject({ code: "terms_fixed" });
    expect(await jobOf(jobId)).toMatchObject({ title: fields.title, budgetCents: 210_000 });
    await editJob(client, { jobId, ...fields, title: "Clearer than before", jobRevision: 1 });
    expect(await jobOf(jobId)).toMatchObject({ title: "Clearer than before" });
  });

  test("is free again when every proposal is withdrawn", async () => {
    const { client, jobId } = await posted();
    await makeProposal(jobId, await makeFreelancer(), { status: "withdrawn" });
    await editJob(client, { jobId, ...fields, budgetCents: "2000", jobRevision: 1 });
    expect(await jobOf(jobId)).toMatchObject({ budgetCents: 200_000 });
  });

  test("the same edit sent twice is recorded once", async () => {
    const { client, jobId } = await posted();
    const edit = { jobId, jobRevision: 1, ...fields, title: "Offline maps for the alpine club" };
    expect(await editJob(client, edit)).toEqual({ jobId, isReplay: false });
    expect(await editJob(client, edit)).toEqual({ jobId, isReplay: true });
    expect(await eventsOf(jobId)).toEqual(["posted", "edited"]);
  });
});

test("skills that the operator offers take the operator's spelling, posted and edited, and are suggested first", async () => {
  const client = await makeClient();
  await changeSetting(await makeAdmin(), { section: "skills", seen: 0, skills: "React\nCSS" });
  await readSettings();
  try {
    const { jobId } = await postJob(client, form({ skills: "REACT, Maps" }));
    expect((await jobOf(jobId))?.skills).toEqual(["React", "Maps"]);
    const { requestKey: _, ...edited } = form({ skills: "css, react, Maps" });
    await editJob(client, { ...edited, jobId, jobRevision: 1 });
    expect((await jobOf(jobId))?.skills).toEqual(["CSS", "React", "Maps"]);
    expect(await listCommonSkills()).toEqual(["React", "CSS", "Maps"]);
  } finally {
    noteChosen(null);
  }
});
