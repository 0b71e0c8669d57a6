import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { freelancerProfiles } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { cents } from "#lib/money";
import { addDays, now } from "#lib/time";
import { type JobFilters, NO_FILTERS, parseJobFilters } from "./filters.ts";
import { countJobs, listJobs } from "./queries/board.ts";
import {
  getJob,
  listClosedJobs,
  listCommonSkills,
  listMatchingJobs,
  listOpenJobs,
} from "./queries/jobs.ts";
import { saveJob } from "./save-job.ts";

useTestDatabase();

let client: Actor;
let ana: Actor;
let checkout: Id<"job">;
let rails: Id<"job">;
let poster: Id<"job">;
let closed: Id<"job">;

beforeAll(async () => {
  client = await makeClient({ name: "Northwind Trade" });
  ana = await makeFreelancer();
  const daysAgo = (days: number) => addDays(now(), -days);
  checkout = await makeJob(client, {
    title: "Make our checkout usable with a screen reader",
    skills: ["React", "Accessibility"],
    budgetCents: cents(124_000),
    createdAt: daysAgo(0),
  });
  rails = await makeJob(client, {
    title: "Migrate a bookkeeping tool from Rails 5 to 8",
    description: "190 models, good tests, one person who knows the checkout and is happy to help.",
    skills: ["Ruby on Rails"],
    budgetCents: cents(680_000),
    releaseRule: "on_approval",
    createdAt: daysAgo(5),
  });
  poster = await makeJob(client, {
    title: "A poster for our café’s jubilee",
    description: "Printed in two colours, in Zürich, by hand.",
    category: "design",
    skills: ["Illustration"],
    budgetCents: cents(30_000),
    createdAt: daysAgo(20),
  });
  closed = await makeJob(client, { title: "A checkout that was closed", status: "closed" });
  await makeProposal(rails, ana, { priceCents: cents(650_000) });
  await makeProposal(rails, await makeFreelancer(), { priceCents: cents(700_000) });
  await makeProposal(poster, await makeFreelancer());
  await makeProposal(poster, await makeFreelancer(), { status: "withdrawn" });
});

function filters(params: Record<string, string | string[]>): JobFilters {
  return parseJobFilters(params);
}

async function find(params: Record<string, string | string[]>) {
  const page = await listJobs(null, filters(params));
  return page.jobs.map((job) => job.jobId);
}

describe("the board", () => {
  test("shows only open jobs, newest first, to everyone", async () => {
    const page = await listJobs(null, NO_FILTERS);
    expect(page.total).toBe(3);
    expect(page.jobs.map((job) => job.jobId)).toEqual([checkout, rails, poster]);
    expect(page.jobs[1]).toMatchObject({
      clientName: "Northwind Trade",
      proposalCount: 2,
      isSaved: false,
      hasApplied: false,
      isOwn: false,
    });
  });

  test("marks the jobs that the viewer saved, applied to and posted", async () => {
    await saveJob(ana, { jobId: checkout });
    const seen = await listJobs(ana, NO_FILTERS);
    expect(seen.jobs.map((job) => job.isSaved)).toEqual([true, false, false]);
    expect(seen.jobs.map((job) => job.hasApplied)).toEqual([false, true, false]);
    const own = await listJobs(client, NO_FILTERS);
    expect(own.jobs.every((job) => job.isOwn)).toBe(true);
  });

  test("shows only what the viewer saved, when asked to", async () => {
    const saved = await listJobs(ana, filters({ saved: "1" }));
    expect(saved.jobs.map((job) => job.jobId)).toEqual([checkout]);
    expect((await listJobs(client, filters({ saved: "1" }))).total).toBe(0);
    expect((await listJobs(null, filters({ saved: "1" }))).emptyBecause?.label).toBe("Saved");
  });

  test("says which of its skills a freelancer has, whatever their case, and shows only such jobs when asked to", async () => {
    const mia = await makeFreelancer();
    const ofMia = eq(freelancerProfiles.userId, mia.userId);
    const skills = ["accessibility", "REACT", "Go"];
    await getDb().update(freelancerProfiles).set({ skills }).where(ofMia);
    const all = await listJobs(mia, NO_FILTERS);
    expect(all.jobs.map((job) => job.matchingSkills)).toEqual([["React", "Accessibility"], [], []]);
    const matching = await listJobs(mia, filters({ match: "1" }));
    expect(matching).toMatchObject({ total: 1, lacksSkills: false });
    expect(matching.jobs.map((job) => job.jobId)).toEqual([checkout]);
    expect((await listJobs(mia, filters({ match: "1", category: "design" }))).emptyBecause).toEqual(
      expect.objectContaining({ label: "Matches your skills", wouldFind: 1 }),
    );
    expect((await countJobs(mia, filters({ match: "1" }))).categories).toEqual({
      "web-development": 1,
    });

    await getDb().update(freelancerProfiles).set({ skills: [] }).where(ofMia);
    expect(await listJobs(mia, filters({ match: "1" }))).toMatchObject({
      total: 0,
      lacksSkills: true,
    });
    const seenByStranger = await listJobs(null, NO_FILTERS);
    expect(seenByStranger.jobs.flatMap((job) => job.matchingSkills)).toEqual([]);
    expect((await listJobs(client, filters({ match: "1" }))).total).toBe(0);
  });

  test("sorts by budget and by fewest proposals, without withdrawn ones", async () => {
    expect(await find({ sort: "budget" })).toEqual([rails, checkout, poster]);
    expect(await find({ sort: "fewest" })).toEqual([checkout, poster, rails]);
  });

  test.each(["newest", "budget", "fewest"])(
    "by %s, pages one by one make the whole",
    async (sort) => {
      const whole = await find({ sort });
      const pieces: string[] = [];
      let after: string | null = null;
      do {
        const page = await listJobs(null, filters({ sort }), {
          limit: 1,
          ...(after ? { after } : {}),
        });
        expect(page.total).toBe(3);
        pieces.push(...page.jobs.map((job) => job.jobId));
        after = page.next;
      } while (after);
      expect(pieces).toEqual(whole);
    },
  );

  test("starts from the beginning with a made-up cursor", async () => {
    const page = await listJobs(null, NO_FILTERS, { after: "x'; drop table jobs" });
    expect(page.jobs).toHaveLength(3);
  });
});

describe("searching the board", () => {
  test("finds words in title, skills and description, the title first", async () => {
    expect(await find({ q: "checkout" })).toEqual([checkout, rails]);
    expect(await find({ q: "ruby" })).toEqual([rails]);
    expect(await find({ q: "accessibility" })).toEqual([checkout]);
  });

  test("finds other forms, other accents, and the beginning of the last word", async () => {
    expect(await find({ q: "migrating tools" })).toEqual([rails]);
    expect(await find({ q: "cafe zurich" })).toEqual([poster]);
    expect(await find({ q: "screen rea" })).toEqual([checkout]);
  });

  test("understands quotes and a minus", async () => {
    expect(await find({ q: '"screen reader"' })).toEqual([checkout]);
    expect(await find({ q: '"reader screen"' })).toEqual([]);
    expect(await find({ q: "checkout -rails" })).toEqual([checkout]);
  });

  test("shows similar spellings when nothing has exactly these words, and says so", async () => {
    const page = await listJobs(null, filters({ q: "chekout acessibility" }));
    expect(page.jobs.map((job) => job.jobId)).toEqual([checkout]);
    expect(page.correctedTo).toBe("checkout accessibility");
    expect((await listJobs(null, filters({ q: "checkout" }))).correctedTo).toBeNull();
  });

  test.each(["'", "&|!", "a & | b", "((", "%", "\\", ":*", "日本語", "the"])(
    "survives %s",
    async (q) => {
      await expect(listJobs(null, filters({ q }))).resolves.toHaveProperty("total");
    },
  );
});

describe("filtering the board", () => {
  test("by category, skill, budget, age and release rule", async () => {
    expect(await find({ category: "design" })).toEqual([poster]);
    expect(await find({ category: ["design", "web-development"] })).toHaveLength(3);
    expect(await find({ skill: "react" })).toEqual([checkout]);
    expect(await find({ skill: ["react", "ACCESSIBILITY"] })).toEqual([checkout]);
    expect(await find({ skill: ["react", "Illustration"] })).toEqual([]);
    expect(await find({ min: "1240" })).toEqual([checkout, rails]);
    expect(await find({ max: "1240" })).toEqual([checkout, poster]);
    expect(await find({ posted: "1" })).toEqual([checkout]);
    expect(await find({ posted: "7" })).toEqual([checkout, rails]);
    expect(await find({ release: "on_approval" })).toEqual([rails]);
  });

  test("names the one filter that emptied the result", async () => {
    const page = await listJobs(null, filters({ q: "checkout", category: "design", max: "2000" }));
    expect(page).toMatchObject({ total: 0, jobs: [] });
    expect(page.emptyBecause).toMatchObject({ label: "Design", wouldFind: 1 });
    expect(page.emptyBecause?.without.categories).toEqual([]);
  });

  test("names none when no single one is to blame", async () => {
    const page = await listJobs(null, filters({ q: "gardening", category: "writing" }));
    expect(page.emptyBecause).toBeNull();
  });
});

describe("a job's page", () => {
  test("shows everyone the job, and how they stand to it", async () => {
    expect((await getJob(null, rails)).viewer).toEqual({
      role: null,
      isOwner: false,
      proposalsSeen: 0,
      isSaved: false,
      mayRenew: false,
      proposal: null,
      contractId: null,
    });
    const seen = await getJob(ana, rails);
    expect(seen).toMatchObject({ proposalCount: 2, shortlistedCount: 0, editedAt: null });
    expect(seen.viewer).toMatchObject({
      role: "freelancer",
      isOwner: false,
      proposalsSeen: 0,
      proposal: { status: "submitted", priceCents: 650_000 },
    });
    expect((await getJob(client, rails)).viewer.isOwner).toBe(true);
  });

  test("shows the range of offers to the client, and to others only from five offers on", async () => {
    const range = { lowestCents: 650_000, highestCents: 700_000 };
    expect((await getJob(client, rails)).offers).toEqual(range);
    expect((await getJob(ana, rails)).offers).toBeNull();
    for (const price of [660_000, 655_000]) {
      await makeProposal(rails, await makeFreelancer(), { priceCents: cents(price) });
      expect((await getJob(null, rails)).offers).toBeNull();
    }
    await makeProposal(rails, await makeFreelancer(), { priceCents: cents(670_000) });
    const steps = { lowestCents: 600_000, highestCents: 700_000 };
    expect((await getJob(null, rails)).offers).toEqual(steps);
    await makeProposal(rails, await makeFreelancer(), { priceCents: cents(641_312) });
    expect((await getJob(null, rails)).offers).toEqual(steps);
  });

  test("still exists when the job is not open, and says its status", async () => {
    expect(await getJob(null, closed)).toMatchObject({ status: "closed" });
    await expect(getJob(null, "job_nope")).rejects.toMatchObject({ code: "not_found" });
    await expect(getJob(null, `job_${"0".repeat(26)}`)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("suggested skills", () => {
  test("are those that the newest open jobs ask for, whatever their case, the commonest first", async () => {
    await makeJob(await makeClient(), { title: "Another shop", skills: ["accessibility"] });
    expect((await listCommonSkills()).slice(0, 2)).toEqual(["Accessibility", "Illustration"]);
  });
});

describe("a person's own lists", () => {
  test("match open jobs to the freelancer's skills, without those they applied to", async () => {
    const cleo = await makeFreelancer();
    expect((await listMatchingJobs(cleo)).map((job) => job.jobId)).toEqual([checkout]);
    await makeProposal(checkout, cleo);
    expect(await listMatchingJobs(cleo)).toEqual([]);
  });

  test("show a client only their own jobs, with the number of undecided proposals", async () => {
    const other = await makeClient();
    expect(await listOpenJobs(other)).toEqual([]);
    const rows = await listOpenJobs(client);
    expect(rows.map((job) => job.jobId)).toEqual([checkout, rails, poster]);
    expect(rows[2]).toMatchObject({ proposalCount: 1, undecidedCount: 1, shortlistedCount: 0 });
    expect((await listClosedJobs(client)).rows.map((job) => job.jobId)).toEqual([closed]);
  });
});
