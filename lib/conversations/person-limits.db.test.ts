import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { blocks, jobEvents, jobs, proposals, savedJobs, sessions } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { makeTalk, say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { createSession, SESSIONS_MAX } from "#lib/auth/sessions";
import { closeJob } from "#lib/jobs/close-job";
import { editJob } from "#lib/jobs/edit-job";
import { postJob } from "#lib/jobs/post-job";
import { saveJob } from "#lib/jobs/save-job";
import { newId } from "#lib/new-id";
import { submitProposal } from "#lib/proposals/submit-proposal";
import { DAY_MS, now, setClock } from "#lib/time";
import { blockPerson } from "./block-person.ts";

/* Everything that one person can create again and again has a limit (lib/auth/limit-person.ts). */

useTestDatabase();
let restoreClock = () => {};
afterEach(() => restoreClock());

const some = (count: number) => Array.from({ length: count }, (_, index) => index);

const form = {
  title: "Offline maps for a hiking club",
  category: "web-development",
  skills: "React, Maps",
  description: "Vector tiles for one region, installable, readable on a sunny ridge.",
  budgetCents: "2100",
  timelineDays: "30",
  releaseRule: "on_approval",
  reviewWindowDays: "14",
} as const;

const offer = {
  coverLetter: "I have made four checkouts usable with a screen reader, and can show you two.",
  priceCents: "980",
  timelineDays: "14",
};

test("50 jobs a day, even when they are posted at one moment; a replay does not count", async () => {
  const client = await makeClient();
  for (const _ of some(45)) await makeJob(client);
  const post = () => postJob(client, { ...form, requestKey: newId("job") });
  const results = await Promise.allSettled(some(12).map(post));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  expect(await getDb().$count(jobs, eq(jobs.clientId, client.userId))).toBe(50);
  await expect(post()).rejects.toThrow(
    "The limit is 50 jobs a day, and you have reached it. Nothing was changed. Try again tomorrow.",
  );
  const tomorrow = new Date(now().getTime() + DAY_MS);
  restoreClock = setClock(() => tomorrow);
  const again = { ...form, requestKey: newId("job") };
  const { jobId } = await postJob(client, again);
  expect(await postJob(client, again)).toEqual({ jobId, isReplay: true });
});

test("200 open jobs at once; closing one makes room for one", async () => {
  const client = await makeClient();
  const longAgo = new Date(now().getTime() - 9 * DAY_MS);
  const [first] = await Promise.all(some(200).map(() => makeJob(client, { createdAt: longAgo })));
  const post = () => postJob(client, { ...form, requestKey: newId("job") });
  await expect(post()).rejects.toThrow(
    "You have 200 open jobs, which is the limit. Nothing was changed. Close one first.",
  );
  if (first) await closeJob(client, { jobId: first, proposalsSeen: 0 });
  await post();
});

test("100 proposals a day, withdrawn ones too, and 1,000 saved jobs", async () => {
  const client = await makeClient();
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client);
  for (const _ of some(100)) await makeProposal(jobId, freelancer, { status: "withdrawn" });
  const applied = submitProposal(freelancer, { ...offer, jobId, jobRevision: 1 });
  await expect(applied).rejects.toMatchObject({ code: "too_many_today" });
  expect(await getDb().$count(proposals, eq(proposals.freelancerId, freelancer.userId))).toBe(100);

  const ids = await Promise.all(some(1000).map(() => makeJob(client)));
  const { userId } = freelancer;
  await getDb()
    .insert(savedJobs)
    .values(ids.map((id) => ({ userId, jobId: id, createdAt: now() })));
  await expect(saveJob(freelancer, { jobId })).rejects.toMatchObject({ code: "too_many_at_once" });
  for (const id of ids.slice(0, 1)) await saveJob(freelancer, { jobId: id });
});

test("100 changes to one job a day, without affecting another job", async () => {
  const client = await makeClient();
  const [jobId, other] = [await makeJob(client), await makeJob(client)];
  await getDb()
    .insert(jobEvents)
    .values(
      some(100).map(() => ({
        id: newId("evt"),
        jobId,
        kind: "edited" as const,
        actorId: client.userId,
        at: now(),
      })),
    );
  const edit = (id: typeof jobId) =>
    editJob(client, { ...form, jobId: id, jobRevision: 1, title: "Other words" });
  await expect(edit(jobId)).rejects.toMatchObject({ code: "too_many_today" });
  await edit(other);
});

test("1,000 blocked people", async () => {
  const { client, freelancer } = await makeTalk();
  const people = await Promise.all(some(1000).map(() => makeFreelancer()));
  const blockerId = client.userId;
  await getDb()
    .insert(blocks)
    .values(people.map(({ userId }) => ({ blockerId, blockedId: userId, createdAt: now() })));
  const block = blockPerson(client, { userId: freelancer.userId });
  await expect(block).rejects.toMatchObject({ code: "too_many_at_once" });
});

test("beyond 50 sessions the longest unused one ends, and signing in is never refused", async () => {
  const { userId } = await makeClient();
  const open = () => getDb().transaction((tx) => createSession(tx, userId, null));
  const first = await open();
  for (const _ of some(SESSIONS_MAX)) await open();
  const kept = await getDb().select().from(sessions).where(eq(sessions.userId, userId));
  expect(kept).toHaveLength(SESSIONS_MAX);
  expect(kept.some(({ id }) => id === first)).toBe(false);
});

test("300 messages within ten minutes from one person in one conversation; the other may still answer", async () => {
  const talk = await makeTalk();
  const { client, freelancer } = talk;
  for (const index of some(300)) await say(client, talk, `Message ${index}`);
  const flood = say(client, talk, "One more");
  await expect(flood).rejects.toMatchObject({ code: "rate_limited" });
  await say(freelancer, talk, "Please wait");
  const later = new Date(now().getTime() + 11 * 60_000);
  restoreClock = setClock(() => later);
  expect((await say(client, talk, "One more")).seq).toBe(302);
});
