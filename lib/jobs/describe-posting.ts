import { houseName } from "#lib/house";
import { CURRENCY, MINOR_DIGITS } from "#lib/money";
import { absolute } from "#lib/site";
import type { JobView } from "./schema.ts";

type Posting = Pick<
  JobView,
  | "jobId"
  | "title"
  | "description"
  | "skills"
  | "budgetCents"
  | "createdAt"
  | "expiresAt"
  | "client"
>;

/**
 * A job on the board as search engines read it (schema.org/JobPosting), as the text of a script. No "<" is in it, so
 * nothing that a person wrote can end the script.
 */
export function describePosting(job: Posting): string {
  const posting = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    title: job.title,
    description: job.description,
    identifier: { "@type": "PropertyValue", name: houseName(), value: job.jobId },
    url: absolute(`/jobs/${job.jobId}`),
    datePosted: job.createdAt.toISOString(),
    validThrough: job.expiresAt.toISOString(),
    employmentType: "CONTRACTOR",
    jobLocationType: "TELECOMMUTE",
    directApply: true,
    skills: job.skills.join(", "),
    hiringOrganization: {
      "@type": "Organization",
      name: job.client.name,
      url: absolute(`/clients/${job.client.handle}`),
    },
    baseSalary: {
      "@type": "MonetaryAmount",
      currency: CURRENCY,
      value: { "@type": "QuantitativeValue", value: job.budgetCents / 10 ** MINOR_DIGITS },
    },
  };
  return JSON.stringify(posting).replaceAll("<", "\\u003c");
}
