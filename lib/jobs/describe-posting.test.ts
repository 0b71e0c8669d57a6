import { expect, test } from "vitest";
import { cents } from "#lib/money";
import { describePosting } from "./describe-posting.ts";

const JOB = {
  jobId: "job_01aaaaaaaaaaaaaaaaaaaaaaaa",
  title: "A poster",
  description: "Two colours.",
  skills: ["Illustration"],
  budgetCents: cents(30_050),
  createdAt: new Date("2026-11-01T00:00:00Z"),
  expiresAt: new Date("2026-12-01T00:00:00Z"),
  client: { userId: "usr_01aaaaaaaaaaaaaaaaaaaaaaaa", name: "Café Nord", handle: "cafe-nord" },
} as const;

test("search engines read until when people can apply, for whom, and for how much", () => {
  expect(JSON.parse(describePosting(JOB))).toMatchObject({
    "@type": "JobPosting",
    validThrough: "2026-12-01T00:00:00.000Z",
    hiringOrganization: { name: "Café Nord" },
    baseSalary: { value: { value: 300.5 } },
  });
});

test("nothing that a person writes ends the script", () => {
  const hostile = "</script><script>alert(1)</script><!-- \u2028 &amp;";
  const text = describePosting({ ...JOB, title: hostile, description: hostile });
  expect(text).not.toContain("<");
  expect(JSON.parse(text)).toMatchObject({ title: hostile, description: hostile });
});
