import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Category, DEFAULT_CATEGORIES } from "#lib/jobs/categories";
import { RELEASE_RULES, REVIEW_WINDOWS } from "#lib/jobs/policy";
import { AVAILABILITIES } from "#lib/users/availability";
import { LANGUAGE_CODES } from "#lib/users/languages";
import { COMPANY_SIZES } from "#lib/users/schema";
import skills from "./skills.json" with { type: "json" };

/*
 * The content of the demo marketplace: only texts and numbers, no ids and no times. They are in the JSON files here,
 * and what people attached is in attached/. A misspelt field, key or skill is refused when they are read.
 */

const CLIENT_KEYS = [
  "northwind",
  "lindgren",
  "teahouse",
  "alpine",
  "harbour",
  "kestrel",
  "mwangaza",
  "petra",
] as const;
const FREELANCER_KEYS = [
  "ana",
  "tomas",
  "priya",
  "kwame",
  "ingrid",
  "mateo",
  "fergus",
  "noor",
  "leila",
  "yuki",
  "emeka",
  "soojin",
  "wanjiru",
  "luca",
  "oksana",
  "henrik",
] as const;

export type ClientKey = (typeof CLIENT_KEYS)[number];
export type FreelancerKey = (typeof FREELANCER_KEYS)[number];

const clientKey = z.enum(CLIENT_KEYS);
const freelancerKey = z.enum(FREELANCER_KEYS);
/** One vocabulary for people and jobs, so that jobs find people who can do them. */
const skillNames = z.array(z.enum(skills));
const cents = z.int().positive();
/** Paragraphs; a blank line comes between them. */
const paragraphs = z.array(z.string()).transform((texts) => texts.join("\n\n"));

const picture = z.strictObject({
  shows: z.enum(["page", "chart", "map", "components", "phone"]),
  /** The hue of its colours, in degrees of the colour circle. */
  hue: z.number(),
});
export type DemoPicture = z.output<typeof picture>;

/** What a person attached: a picture that is drawn for it, or a text from attached/. */
const attachedFiles = z
  .array(
    z.union([
      z.strictObject({ name: z.string(), picture }),
      z.strictObject({ name: z.string() }).transform(({ name }) => ({
        name,
        text: readFileSync(new URL(`attached/${name}`, import.meta.url), "utf8"),
      })),
    ]),
  )
  .default([]);
export type DemoFile = z.output<typeof attachedFiles>[number];

export const client = z.strictObject({
  key: clientKey,
  companyName: z.string(),
  /** The person who acts for the company. */
  contactName: z.string(),
  email: z.email(),
  website: z.url(),
  /** How many people work there. */
  size: z.enum(COMPANY_SIZES.map(({ value }) => value)),
  location: z.string(),
  about: z.string(),
});
export type DemoClient = z.output<typeof client>;

export const freelancer = z.strictObject({
  key: freelancerKey,
  name: z.string(),
  email: z.email(),
  headline: z.string(),
  bio: z.string(),
  skills: skillNames,
  hourlyRateCents: cents,
  location: z.string(),
  availability: z.enum(AVAILABILITIES.map(({ value }) => value)),
  languages: z.array(z.enum(LANGUAGE_CODES)),
  timeZone: z.string(),
  portfolio: z.array(
    z.strictObject({
      title: z.string(),
      url: z.url(),
      description: z.string(),
      pictures: attachedFiles,
    }),
  ),
});
export type DemoFreelancer = z.output<typeof freelancer>;

const offered = {
  freelancerKey,
  coverLetter: z.string(),
  priceCents: cents,
  timelineDays: z.int(),
  /** To the job's questions, in their order; "" to none. */
  answers: z.array(z.string()).readonly().default([]),
};
/** What becomes of the proposal before the job's story ends. */
const proposal = z.discriminatedUnion("outcome", [
  z.strictObject({
    ...offered,
    outcome: z.enum(["submitted", "shortlisted", "withdrawn", "hired", "not_selected"]),
  }),
  z.strictObject({ ...offered, outcome: z.literal("declined"), declineReason: z.string() }),
]);
export type DemoProposal = z.output<typeof proposal>;

/** One submission; `changesRequested` is the client's answer when it requested changes. */
const submission = z.strictObject({
  note: z.string(),
  files: attachedFiles,
  changesRequested: z.string().optional(),
});
export type DemoSubmission = z.output<typeof submission>;

const review = z.strictObject({ rating: z.literal([3, 4, 5]), text: z.string() });
export type DemoReview = z.output<typeof review>;

const wanted = {
  key: z.string(),
  clientKey,
  title: z.string(),
  description: paragraphs,
  skills: skillNames,
  budgetCents: cents,
  timelineDays: z.int(),
  releaseRule: z.enum(RELEASE_RULES),
  reviewWindowDays: z.literal(REVIEW_WINDOWS),
};
const question = z.strictObject({ text: z.string(), isOptional: z.boolean() });
const posted = {
  ...wanted,
  questions: z.array(question).default([]),
  files: attachedFiles,
  proposals: z.array(proposal),
};
const submissions = z.array(submission);

/** The client disputes all of the price and says what the freelancer is to get of it; the freelancer answers and offers. */
const dispute = z.strictObject({
  reason: paragraphs,
  claimCents: cents,
  answer: paragraphs,
  offerCents: cents,
});
export type DemoDispute = z.output<typeof dispute>;

/** A job and how far it has come. Changes can only be requested while the money is still held. */
export const job = z.discriminatedUnion("story", [
  z.strictObject({ ...posted, story: z.enum(["open", "in_progress", "closed", "cancelled"]) }),
  z.strictObject({
    ...posted,
    story: z.literal("under_review"),
    submissions,
    dispute: dispute.optional(),
  }),
  z.strictObject({
    ...posted,
    story: z.literal("changes_requested"),
    releaseRule: z.literal("on_approval"),
    submissions,
  }),
  z.strictObject({ ...posted, story: z.literal("completed"), submissions, review }),
]);

export type DemoCategory = Category;
export type DemoJob = z.output<typeof job> & { readonly category: DemoCategory };

/** A small job of the past year that went well: one offer, one submission, paid. */
export const pastJob = z.strictObject({
  ...wanted,
  category: z.enum(DEFAULT_CATEGORIES),
  freelancerKey,
  priceCents: cents,
  coverLetter: z.string(),
  note: z.string(),
  paidDaysAgo: z.number(),
  /** Null: the client never answered, and the clock completed the job. */
  review: review.nullable(),
});
export type DemoPastJob = z.output<typeof pastJob>;

/** A conversation about a job: who wrote what, and how many days before the seeding, oldest line first. */
export const talk = z.strictObject({
  jobKey: z.string(),
  freelancerKey,
  lines: z.array(
    z.strictObject({
      by: z.enum(["client", "freelancer"]),
      daysAgo: z.number(),
      text: z.string(),
      files: attachedFiles,
    }),
  ),
  /** When the last line was read; null: not yet. */
  readAgo: z.number().nullable(),
  archivedBy: z.enum(["client", "freelancer"]).optional(),
});
export type DemoTalk = z.output<typeof talk>;

export type DemoContent = {
  readonly clients: readonly DemoClient[];
  readonly freelancers: readonly DemoFreelancer[];
  readonly jobs: readonly DemoJob[];
  readonly pastJobs: readonly DemoPastJob[];
  readonly talks: readonly DemoTalk[];
};
