import { z } from "zod";
import { type FileView, fileIdsInput } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { amountInput, daysInput, idInput, textInput } from "#lib/input";
import type { Cents } from "#lib/money";
import { now } from "#lib/time";
import { skillsInput } from "#lib/users/skills";
import type { JobStatus } from "./policy.ts";

export const CATEGORIES = [
  { value: "web-development", label: "Web development" },
  { value: "mobile-apps", label: "Mobile apps" },
  { value: "design", label: "Design" },
  { value: "writing", label: "Writing" },
  { value: "translation", label: "Translation" },
  { value: "marketing", label: "Marketing" },
  { value: "data", label: "Data and analysis" },
  { value: "video-audio", label: "Video and audio" },
  { value: "operations", label: "Operations and admin" },
  { value: "engineering", label: "Engineering and CAD" },
] as const;
export type Category = (typeof CATEGORIES)[number]["value"];
export const CATEGORY_VALUES = CATEGORIES.map((category) => category.value);

export function categoryLabel(value: string): string {
  return CATEGORIES.find((category) => category.value === value)?.label ?? value;
}

export const RELEASE_RULES = ["on_submission", "on_approval"] as const;
export type ReleaseRule = (typeof RELEASE_RULES)[number];
export const REVIEW_WINDOWS = [3, 7, 14] as const;
export const MAX_SKILLS = 12;
/** A day ("2026-12-12") becomes its noon in UTC, which is the same date almost everywhere on earth. */
const deadlineInput = z
  .union([z.string(), z.date(), z.null()])
  .optional()
  .transform((value, context): Date | null => {
    if (!value) return null;
    const day = typeof value === "string" ? new Date(`${value}T12:00:00Z`) : value;
    const isDay = !Number.isNaN(day.getTime());
    if (isDay && day > now()) return day;
    context.addIssue({
      code: "custom",
      message: isDay ? "Choose a day in the future." : "Enter a day like 2026-12-12.",
    });
    return z.NEVER;
  });

const windowMessage = `Choose ${REVIEW_WINDOWS.join(", ")} days.`;

const jobFields = {
  title: textInput({ min: 8, max: 120, missing: "Give the job a title.", what: "for the title" }),
  category: z.enum(CATEGORY_VALUES, "Choose a category."),
  skills: skillsInput(MAX_SKILLS),
  description: textInput({
    min: 40,
    max: 8000,
    missing: "Describe what you need.",
    what: "for the description",
  }),
  budgetCents: amountInput("Enter a budget."),
  timelineDays: daysInput({ min: 1, max: 365, missing: "Say how many days the work may take." }),
  deadlineAt: deadlineInput,
  releaseRule: z.enum(RELEASE_RULES, "Choose when the freelancer is paid."),
  reviewWindowDays: z
    .union([z.string(), z.number()], windowMessage)
    .transform(Number)
    .pipe(z.literal(REVIEW_WINDOWS, windowMessage)),
  /** All that are to be attached; of a job that is edited, those that are left out are removed. */
  fileIds: fileIdsInput,
};

export const postJobInput = z.object({ requestKey: z.string().min(1).max(100), ...jobFields });
export type PostJobInput = z.input<typeof postJobInput>;

export const editJobInput = z.object({ jobId: idInput("job"), ...jobFields });
export type EditJobInput = z.input<typeof editJobInput>;

export const jobIdInput = z.object({ jobId: idInput("job") });
export type JobIdInput = z.input<typeof jobIdInput>;

/** What the mark should be, rather than "the other one": sent twice it is the same. */
export const markJobInput = z.object({
  jobId: idInput("job"),
  isSaved: z.enum(["true", "false"]).transform((value) => value === "true"),
});

/** A row of the board and of every other list of jobs. */
export type JobRowView = {
  readonly jobId: Id<"job">;
  readonly title: string;
  readonly snippet: string;
  readonly category: string;
  readonly budgetCents: Cents;
  readonly status: JobStatus;
  readonly createdAt: Date;
  readonly clientName: string;
  readonly proposalCount: number;
  /** How the viewer stands to it; all false for somebody who is not signed in. */
  readonly isSaved: boolean;
  readonly hasApplied: boolean;
  readonly isOwn: boolean;
};

export type JobView = {
  readonly jobId: Id<"job">;
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly skills: readonly string[];
  readonly budgetCents: Cents;
  readonly timelineDays: number;
  readonly deadlineAt: Date | null;
  readonly releaseRule: ReleaseRule;
  readonly reviewWindowDays: number;
  readonly status: JobStatus;
  readonly createdAt: Date;
  /** Set when its client changed it after posting. */
  readonly editedAt: Date | null;
  readonly client: { readonly userId: Id<"usr">; readonly name: string; readonly handle: string };
  /** Proposals that were not withdrawn, and how many of those the client shortlisted. */
  readonly proposalCount: number;
  readonly shortlistedCount: number;
  /** Lowest and highest price; only for the job's client, or from three proposals on, so that no single price shows. */
  readonly offers: { readonly lowestCents: Cents; readonly highestCents: Cents } | null;
  /** What is attached, for those who may open it; `fileCount` is for everybody. */
  readonly files: readonly FileView[];
  readonly fileCount: number;
  readonly viewer: JobViewer;
};

/** How the person who looks stands to the job. */
export type JobViewer = {
  readonly role: "client" | "freelancer" | "admin" | null;
  readonly isOwner: boolean;
  readonly isSaved: boolean;
  /** The viewer's latest proposal on this job. */
  readonly proposal: {
    readonly proposalId: Id<"prp">;
    readonly status: "submitted" | "accepted" | "declined" | "withdrawn" | "not_selected";
    readonly priceCents: Cents;
    readonly createdAt: Date;
  } | null;
  /** Only when the viewer is a party. */
  readonly contractId: Id<"ctr"> | null;
};

/** A row of a client's own jobs. */
export type ClientJobView = {
  readonly jobId: Id<"job">;
  readonly title: string;
  readonly status: JobStatus;
  readonly budgetCents: Cents;
  readonly createdAt: Date;
  readonly deadlineAt: Date | null;
  readonly proposalCount: number;
  /** Proposals that wait for the client's decision. */
  readonly undecidedCount: number;
  readonly shortlistedCount: number;
  readonly contractId: Id<"ctr"> | null;
};
