import { describe, expect, it } from "vitest";
import { readContent } from "./read-content.ts";

const { freelancers, jobs, pastJobs } = readContent();

describe("the jobs of the past year", () => {
  it("have unique keys and titles", () => {
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

  it("were done by a freelancer with a skill that was asked for, near the budget", () => {
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
});
