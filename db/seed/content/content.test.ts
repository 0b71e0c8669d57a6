import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  client,
  type DemoFile,
  type DemoJob,
  type DemoProposal,
  type DemoSubmission,
  talk,
} from "./demo-content.ts";
import { readContent } from "./read-content.ts";

const { clients, freelancers, jobs, talks } = readContent();
const proposals = jobs.flatMap((job) => job.proposals.map((proposal) => ({ job, proposal })));
const NEEDS_A_HIRE = ["in_progress", "under_review", "changes_requested", "completed", "cancelled"];
const LIVE_OUTCOMES = ["submitted", "shortlisted"];

describe("the demo marketplace is large enough to look alive", () => {
  it("has 8 clients, 16 freelancers, 68 jobs and at least 110 proposals", () => {
    expect(clients).toHaveLength(8);
    expect(freelancers).toHaveLength(16);
    expect(jobs).toHaveLength(68);
    expect(proposals.length).toBeGreaterThanOrEqual(110);
  });

  it("tells every story as often as planned", () => {
    expect(countBy(jobs.map((job) => job.story))).toEqual({
      open: 29,
      in_progress: 8,
      under_review: 7,
      changes_requested: 3,
      completed: 16,
      closed: 3,
      cancelled: 2,
    });
  });

  it("has 6 to 10 jobs in each of 10 categories, open ones among them", () => {
    const counts = countBy(jobs.map((job) => job.category));
    expect(Object.keys(counts)).toHaveLength(10);
    for (const count of Object.values(counts)) expectBetween(count, 6, 10, "a category");
    const open = jobs.filter((job) => job.story === "open").map((job) => job.category);
    expect(new Set(open).size).toBe(10);
  });

  it("leaves three open jobs without a proposal, and no job with more than five", () => {
    const silent = jobs.filter((job) => job.proposals.length === 0);
    expect(silent.map((job) => job.story)).toEqual(["open", "open", "open"]);
    for (const job of jobs) expect(job.proposals.length, job.key).toBeLessThanOrEqual(5);
  });

  it("has both release rules under review", () => {
    const rules = jobs.filter((job) => job.story === "under_review").map((job) => job.releaseRule);
    expect(new Set(rules)).toEqual(new Set(["on_submission", "on_approval"]));
  });
});

describe("everything that is referred to exists once", () => {
  it("has no key or e-mail address twice", () => {
    for (const list of [clients, freelancers, jobs]) expectDistinct(list.map((item) => item.key));
    expectDistinct([...clients, ...freelancers].map((person) => person.email));
  });

  it("gives every job a client and every proposal a freelancer", () => {
    const clientKeys = new Set(clients.map((client) => client.key));
    const freelancerKeys = new Set(freelancers.map((freelancer) => freelancer.key));
    for (const job of jobs) expect(clientKeys, job.key).toContain(job.clientKey);
    for (const { proposal } of proposals) expect(freelancerKeys).toContain(proposal.freelancerKey);
    expect(new Set(jobs.map((job) => job.clientKey))).toEqual(clientKeys);
    expect(new Set(proposals.map(({ proposal }) => proposal.freelancerKey))).toEqual(
      freelancerKeys,
    );
  });

  it("attaches every text in attached/ once, and no two files under one name", () => {
    const files: readonly DemoFile[] = [
      ...freelancers.flatMap(({ portfolio }) => portfolio.flatMap(({ pictures }) => pictures)),
      ...jobs.flatMap((job) => [...job.files, ...submissionsOf(job).flatMap((item) => item.files)]),
      ...talks.flatMap(({ lines }) => lines.flatMap((line) => line.files)),
    ];
    expectDistinct(files.map(({ name }) => name));
    const texts = files.filter((file) => "text" in file).map(({ name }) => name);
    expect(texts.sort()).toEqual(readdirSync(new URL("attached", import.meta.url)).sort());
  });

  it("refuses an unknown field, an unknown person and a missing file", () => {
    const [someClient] = clients;
    expect(client.safeParse(someClient).success).toBe(true);
    expect(client.safeParse({ ...someClient, phone: "none" }).success).toBe(false);
    const line = { by: "client", daysAgo: 2, text: "Here it is." };
    const some = { jobKey: "x", freelancerKey: "ana", lines: [line], readAgo: null };
    expect(talk.safeParse(some).success).toBe(true);
    expect(talk.safeParse({ ...some, freelancerKey: "anna" }).success).toBe(false);
    const missing = { ...line, files: [{ name: "nowhere.md" }] };
    expect(() => talk.safeParse({ ...some, lines: [missing] })).toThrow("nowhere.md");
  });

  it("reaches no real person: every address ends in example.com or .example", () => {
    for (const person of [...clients, ...freelancers]) {
      expect(person.email).toMatch(/^[a-z]+\.[a-z]+@example\.com$/);
    }
    const urls = [
      ...clients.map((client) => client.website),
      ...freelancers.flatMap((freelancer) => freelancer.portfolio.map((item) => item.url)),
    ];
    for (const url of urls) expect(new URL(url).hostname).toMatch(/\.example$/);
    expectDistinct(urls);
  });
});

describe("proposals agree with the story of their job", () => {
  it("lets nobody propose twice on a job", () => {
    for (const job of jobs) expectDistinct(job.proposals.map((proposal) => proposal.freelancerKey));
  });

  it("hires exactly one freelancer where the story needs one, and nobody elsewhere", () => {
    for (const job of jobs) {
      const expected = NEEDS_A_HIRE.includes(job.story) ? 1 : 0;
      expect(hiredOf(job), job.key).toHaveLength(expected);
    }
  });

  it("keeps a proposal undecided only on an open job, and rejects nobody when nobody is hired", () => {
    for (const { job, proposal } of proposals) {
      const isLive = LIVE_OUTCOMES.includes(proposal.outcome);
      if (isLive) expect(job.story, job.key).toBe("open");
      if (proposal.outcome === "not_selected") expect(job.story, job.key).not.toBe("open");
    }
  });

  it("has proposals only from freelancers with a skill that the job asks for", () => {
    const skillsOf = new Map(freelancers.map((person) => [person.key, person.skills]));
    for (const { job, proposal } of proposals) {
      const shared = skillsOf
        .get(proposal.freelancerKey)
        ?.filter((skill) => job.skills.includes(skill));
      expect(shared, `${proposal.freelancerKey} on ${job.key}`).not.toEqual([]);
    }
  });

  it("hires at a price near the budget and within the allowed time", () => {
    for (const job of jobs) {
      for (const hired of hiredOf(job)) {
        expect(
          Math.abs(hired.priceCents - job.budgetCents) / job.budgetCents,
          job.key,
        ).toBeLessThan(0.15);
        expect(hired.timelineDays, job.key).toBeLessThanOrEqual(job.timelineDays);
      }
    }
  });
});

describe("submissions agree with the story of their job", () => {
  it("ends with changes requested only in that story, and never after money was released", () => {
    for (const job of jobs) {
      const submissions = submissionsOf(job);
      const answered = submissions.map((submission) => submission.changesRequested !== undefined);
      if (submissions.length === 0) continue;
      expect(answered.pop(), job.key).toBe(job.story === "changes_requested");
      expect(answered, job.key).not.toContain(false);
      const hasChanges = submissions.some((submission) => submission.changesRequested);
      if (hasChanges) expect(job.releaseRule, job.key).toBe("on_approval");
    }
  });

  it("has at least one submission wherever work was reviewed", () => {
    for (const job of jobs) {
      const isDelivered = ["under_review", "changes_requested", "completed"].includes(job.story);
      expect(submissionsOf(job).length > 0, job.key).toBe(isDelivered);
    }
  });
});

describe("texts and numbers are within what the forms accept", () => {
  it("keeps titles, descriptions and cover letters within their lengths", () => {
    for (const job of jobs) {
      expectBetween(job.title.length, 8, 90, job.key);
      expectBetween(job.description.length, 80, 5000, job.key);
      expectBetween(words(job.description), 50, 120, job.key);
      expectBetween(job.description.split("\n\n").length, 2, 3, job.key);
      expectBetween(job.skills.length, 2, 5, job.key);
      expectBetween(job.budgetCents, 12_000, 1_200_000, job.key);
      for (const proposal of job.proposals) {
        expectBetween(proposal.coverLetter.length, 40, 3000, job.key);
        expectBetween(
          words(proposal.coverLetter),
          30,
          70,
          `${proposal.freelancerKey} on ${job.key}`,
        );
      }
    }
  });

  it("keeps notes and reviews short", () => {
    for (const job of jobs) {
      for (const { note } of submissionsOf(job)) expectBetween(words(note), 20, 60, job.key);
      if (job.story === "completed") expectBetween(words(job.review.text), 20, 70, job.key);
    }
  });

  it("gives every freelancer 4 to 8 different skills and 1 or 2 pieces of work", () => {
    for (const person of freelancers) {
      expectBetween(person.skills.length, 4, 8, person.key);
      expectBetween(person.portfolio.length, 1, 2, person.key);
      expectDistinct(person.skills);
    }
  });

  it("repeats no text", () => {
    expectDistinct([
      ...clients.map((client) => client.about),
      ...freelancers.flatMap((person) => [person.headline, person.bio]),
      ...freelancers.flatMap((person) =>
        person.portfolio.flatMap((item) => [item.title, item.description]),
      ),
      ...jobs.flatMap((job) => [job.title, ...job.description.split("\n\n")]),
      ...proposals.flatMap(({ proposal }) => lettersOf(proposal)),
      ...jobs.flatMap((job) =>
        submissionsOf(job).flatMap((item) => [item.note, item.changesRequested ?? []].flat()),
      ),
      ...jobs.flatMap((job) => (job.story === "completed" ? [job.review.text] : [])),
    ]);
  });
});

function hiredOf(job: DemoJob): DemoProposal[] {
  return job.proposals.filter((proposal) => proposal.outcome === "hired");
}

function submissionsOf(job: DemoJob): readonly DemoSubmission[] {
  return "submissions" in job ? job.submissions : [];
}

function lettersOf(proposal: DemoProposal): string[] {
  return proposal.outcome === "declined"
    ? [proposal.coverLetter, proposal.declineReason]
    : [proposal.coverLetter];
}

function words(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function expectBetween(value: number, least: number, most: number, where: string): void {
  expect(value, where).toBeGreaterThanOrEqual(least);
  expect(value, where).toBeLessThanOrEqual(most);
}

function expectDistinct(values: readonly string[]): void {
  const seen = countBy(values);
  expect(Object.keys(seen).filter((value) => seen[value] !== 1)).toEqual([]);
}
