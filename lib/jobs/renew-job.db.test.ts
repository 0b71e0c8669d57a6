import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { freelancerProfiles, jobEvents, jobProposalCounts, jobSearch, jobs } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { addDays, now } from "#lib/time";
import { closeJob } from "./close-job.ts";
import { editJob } from "./edit-job.ts";
import { JOB_SORTS, parseJobFilters } from "./filters.ts";
import { JOB_DAYS } from "./policy.ts";
import { countJobs, listJobs } from "./queries/board.ts";
import {
  getJob,
  listCommonSkills,
  listInvitableJobs,
  listMatchingJobs,
  listOpenJobs,
} from "./queries/jobs.ts";
import { listPostedJobs } from "./queries/posted-jobs.ts";
import { listSearchSuggestions } from "./queries/suggestions.ts";
import { renewJob } from "./renew-job.ts";
import { saveJob } from "./save-job.ts";
import type { EditJobInput } from "./schema.ts";
import { unlistExpired } from "./unlist-expired.ts";

useTestDatabase();

const inDays = (days: number) => addDays(now(), days);

async function expiryOf(jobId: Id<"job">): Promise<number> {
  const [job] = await getDb().select().from(jobs).where(eq(jobs.id, jobId));
  return job?.expiresAt.getTime() ?? 0;
}

async function renewals(jobId: Id<"job">): Promise<number> {
  const events = await getDb().select().from(jobEvents).where(eq(jobEvents.jobId, jobId));
  return events.filter(({ kind }) => kind === "renewed").length;
}

describe("renewing a job", () => {
  test.each([-400, -1, 4])("that expires in %i days gives it 30 days from now", async (days) => {
    const client = await makeClient();
    const jobId = await makeJob(client, { expiresAt: inDays(days) });
    const before = now().getTime();
    expect(await renewJob(client, { jobId })).toEqual({ jobId, isReplay: false });
    expect(await expiryOf(jobId)).toBeGreaterThanOrEqual(addDays(new Date(before), 30).getTime());
    expect((await getJob(null, jobId)).status).toBe("open");
    expect(await renewals(jobId)).toBe(1);
  });

  test("twice, also at once, renews once; before it is asked for, it changes nothing", async () => {
    const client = await makeClient();
    const jobId = await makeJob(client, { expiresAt: inDays(-1) });
    await Promise.all([renewJob(client, { jobId }), renewJob(client, { jobId })]);
    const expiresAt = await expiryOf(jobId);
    expect(await renewJob(client, { jobId })).toEqual({ jobId, isReplay: true });
    expect([await renewals(jobId), await expiryOf(jobId)]).toEqual([1, expiresAt]);
    const fresh = await makeJob(client, { expiresAt: inDays(6) });
    await renewJob(client, { jobId: fresh });
    expect(await renewals(fresh)).toBe(0);
  });

  test("is only for its client: for others it does not exist", async () => {
    const jobId = await makeJob(await makeClient(), { expiresAt: inDays(-1) });
    for (const actor of [await makeClient(), await makeFreelancer(), await makeAdmin()]) {
      await expect(renewJob(actor, { jobId })).rejects.toMatchObject({ code: "not_found" });
    }
    const nobodys = { jobId: newId("job") };
    await expect(renewJob(await makeClient(), nobodys)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await renewals(jobId)).toBe(0);
  });

  test.each(["in_progress", "under_review", "completed", "closed", "cancelled"] as const)(
    "is refused while it is %s",
    async (status) => {
      const client = await makeClient();
      const jobId = await makeJob(client, { status, expiresAt: inDays(-1) });
      await expect(renewJob(client, { jobId })).rejects.toMatchObject({ code: "job_not_open" });
    },
  );
});

describe("an expired job", () => {
  /** One that has expired and is still in the search tables, and one that has not. */
  async function makeTwo(client: Actor) {
    const word = `lighthouse${newId("job").slice(-12)}`;
    const fields = { title: `Paint the ${word} white`, skills: [word] };
    const gone = await makeJob(client, fields);
    const here = await makeJob(client, fields);
    await getDb()
      .update(jobs)
      .set({ expiresAt: inDays(-1) })
      .where(eq(jobs.id, gone));
    // As it is when it expires by itself: nothing has run.
    await getDb().update(jobSearch).set({ isOpen: true }).where(eq(jobSearch.jobId, gone));
    await getDb()
      .update(jobProposalCounts)
      .set({ isOpen: true })
      .where(eq(jobProposalCounts.jobId, gone));
    return { word, gone, here };
  }

  test("is on no list of jobs, and counts for none", async () => {
    const client = await makeClient();
    const { word, gone, here } = await makeTwo(client);
    const freelancer = await makeFreelancer();
    await getDb()
      .update(freelancerProfiles)
      .set({ skills: [word] })
      .where(eq(freelancerProfiles.userId, freelancer.userId));
    for (const sort of JOB_SORTS) {
      const found = await listJobs(null, parseJobFilters({ q: word, sort }));
      expect([found.jobs.map(({ jobId }) => jobId), found.total]).toEqual([[here], 1]);
      const all = await listJobs(null, parseJobFilters({ sort }), { limit: 100 });
      expect(all.jobs.map(({ jobId }) => jobId)).not.toContain(gone);
    }
    const counts = await countJobs(null, parseJobFilters({ q: word }));
    expect(counts.categories).toEqual({ "web-development": 1 });
    const { jobs: suggested } = await listSearchSuggestions(word);
    expect(suggested.map(({ jobId }) => jobId)).toEqual([here]);
    expect((await listMatchingJobs(freelancer)).map(({ jobId }) => jobId)).toEqual([here]);
    expect((await listInvitableJobs(client)).map(({ value }) => value)).toEqual([here]);
    const posted = await listPostedJobs(null, client.userId);
    expect(posted).toMatchObject({ openCount: 1, postedCount: 2, open: [{ jobId: here }] });
    await renewJob(client, { jobId: here });
    await getDb()
      .update(jobs)
      .set({ expiresAt: inDays(-1) })
      .where(eq(jobs.id, here));
    expect(await listCommonSkills()).not.toContain(word);
  });

  test("can be saved by nobody, and changed only after it is renewed", async () => {
    const client = await makeClient();
    const jobId = await makeJob(client, { expiresAt: inDays(-1) });
    const refused = { code: "job_expired" };
    await expect(saveJob(await makeFreelancer(), { jobId })).rejects.toMatchObject(refused);
    const edit = {
      jobId,
      jobRevision: 1,
      title: "Make our checkout usable",
      category: "web-development",
      skills: "React",
      description: "Our checkout has four pages now. An audit found 30 problems.",
      budgetCents: "400",
      timelineDays: "14",
      deadlineAt: null,
      releaseRule: "on_submission",
      reviewWindowDays: "7",
      fileIds: [],
    } satisfies EditJobInput;
    await expect(editJob(client, edit)).rejects.toMatchObject(refused);
    await renewJob(client, { jobId });
    expect(await editJob(client, edit)).toEqual({ jobId, isReplay: false });
  });

  test("is seen as expired, and its client may close it", async () => {
    const client = await makeClient();
    const jobId = await makeJob(client, { expiresAt: inDays(-1) });
    expect(await getJob(null, jobId)).toMatchObject({
      status: "expired",
      viewer: { mayRenew: false },
    });
    expect(await getJob(client, jobId)).toMatchObject({
      status: "expired",
      viewer: { mayRenew: true },
    });
    const rows = await listOpenJobs(client);
    expect(rows).toMatchObject([{ jobId, status: "expired", mayRenew: true }]);
    await closeJob(client, { jobId, proposalsSeen: 0 });
    expect((await getJob(null, jobId)).status).toBe("closed");
  });

  test("leaves the search tables soon, and comes back when it is renewed", async () => {
    const client = await makeClient();
    const { word, gone, here } = await makeTwo(client);
    expect(await unlistExpired()).toBeGreaterThanOrEqual(1);
    const isOpen = async (jobId: Id<"job">) => {
      const [row] = await getDb().select().from(jobSearch).where(eq(jobSearch.jobId, jobId));
      const [count] = await getDb()
        .select()
        .from(jobProposalCounts)
        .where(eq(jobProposalCounts.jobId, jobId));
      return [row?.isOpen, count?.isOpen];
    };
    expect(await isOpen(gone)).toEqual([false, false]);
    expect(await isOpen(here)).toEqual([true, true]);
    await renewJob(client, { jobId: gone });
    expect(await isOpen(gone)).toEqual([true, true]);
    expect((await listJobs(null, parseJobFilters({ q: word }))).total).toBe(2);
  });
});

describe("the board by closing soon", () => {
  test("shows what expires first, and its pages make the whole, whatever narrows it", async () => {
    const client = await makeClient();
    const word = `harbour${newId("job").slice(-12)}`;
    const made: Id<"job">[] = [];
    // The last two expire at the same moment: the newest id is first.
    const ends = [inDays(2), inDays(1), inDays(9), inDays(4), inDays(4)];
    for (const expiresAt of ends) {
      made.push(await makeJob(client, { title: `Dredge the ${word} again`, expiresAt }));
    }
    const [two, one, nine, four, alsoFour] = made;
    const fours = [four, alsoFour].sort().reverse();
    for (const params of [{ q: word }, { q: `"the ${word}"`, min: "100", max: "1000" }]) {
      const filters = parseJobFilters({ ...params, sort: "closing" });
      const pieces: string[] = [];
      let after: string | null = null;
      do {
        const page = await listJobs(null, filters, { limit: 1, ...(after ? { after } : {}) });
        pieces.push(...page.jobs.map(({ jobId }) => jobId));
        after = page.next;
      } while (after !== null);
      expect(pieces).toEqual([one, two, ...fours, nine]);
    }
    const plain: string[] = [];
    let after: string | null = null;
    do {
      const page = await listJobs(null, parseJobFilters({ sort: "closing" }), {
        limit: 3,
        ...(after ? { after } : {}),
      });
      plain.push(...page.jobs.map(({ jobId }) => jobId));
      after = page.next;
    } while (after !== null);
    expect(plain.filter((jobId) => made.some((id) => id === jobId))).toEqual([
      one,
      two,
      ...fours,
      nine,
    ]);
    expect(new Set(plain).size).toBe(plain.length);
  });
});

test("a job that is posted has 30 days", () => {
  expect(JOB_DAYS).toBe(30);
});
