import { describe, expect, it } from "vitest";
import { content } from "../content.ts";
import { pastJobsOfAna } from "./of-ana.ts";

const { freelancers, jobs, pastJobs } = content;

describe("the jobs of the past year", () => {
  it("have keys and titles of their own", () => {
    const all = [...jobs, ...pastJobs];
    expect(new Set(all.map((job) => job.key)).size).toBe(all.length);
    expect(new Set(all.map((job) => job.title)).size).toBe(all.length);
  });

  it("repeat no text", () => {
    const texts = pastJobs.flatMap((job) => [
      job.description,
      job.coverLetter,
      job.note,
      ...(job.review ? [job.review.text] : []),
    ]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("were done by somebody with a skill that was asked for, near the budget", () => {
    for (const job of pastJobs) {
      const skills = freelancers.find(({ key }) => key === job.freelancerKey)?.skills ?? [];
      expect(
        skills.filter((skill) => job.skills.includes(skill)),
        job.key,
      ).not.toEqual([]);
      expect(job.priceCents / job.budgetCents, job.key).toBeGreaterThan(0.85);
      expect(job.priceCents, job.key).toBeLessThanOrEqual(job.budgetCents);
      expect(job.timelineDays, job.key).toBeLessThan(30);
    }
  });

  it("are done by Ana where her file says so", () => {
    expect(new Set(pastJobsOfAna.map((job) => job.freelancerKey))).toEqual(new Set(["ana"]));
  });
});
