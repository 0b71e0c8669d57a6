import { z } from "zod";
import type { Role } from "#lib/auth/actor";
import { endOfDay } from "#lib/day";
import { type FileView, fileIdsInput } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import {
  amountInput,
  daysInput,
  idInput,
  keyInput,
  lineInput,
  optionalLine,
  seenInput,
  textInput,
  wholeNumberInput,
} from "#lib/input";
import type { Cents } from "#lib/money";
import type { Hits } from "#lib/search/hits";
import { cleanLine, isVisible } from "#lib/text";
import { addDays, now } from "#lib/time";
import { type PersonHint, skillsInput } from "#lib/users/schema";
import { type Category, knownCategories } from "./categories.ts";
import { CHECK_MAX, MAX_CHECKS } from "./checklist.ts";
import type { FeeTerms } from "./fee.ts";
import { LANGUAGE_VALUES } from "./languages.ts";
import {
  DESCRIPTION_MIN,
  type JobStatus,
  MAX_ROUNDS,
  MAX_SKILLS,
  RELEASE_RULES,
  type ReleaseRule,
  TITLE_MIN,
  USUAL_ROUNDS,
} from "./policy.ts";
import {
  gatherQuestions,
  MAX_QUESTIONS,
  QUESTION_MAX,
  questionKey,
  type ScreeningQuestion,
} from "./questions.ts";

/** How far away a deadline may be. */
const DEADLINE_YEARS = 100;

/** A day ("2026-12-12"), or its last moment as `endOfDay` returns it; null when left empty. */
const deadlineInput = z
  .union([z.string(), z.date(), z.null()], "Enter a day like 2026-12-12.")
  .optional()
  .transform((value, context): Date | null => {
    if (!value) return null;
    const day = typeof value === "string" ? endOfDay(value.trim()) : value;
    const isDay = day !== null && !Number.isNaN(day.getTime());
    if (isDay && day < addDays(now(), DEADLINE_YEARS * 365)) return day;
    context.addIssue({
      code: "custom",
      message: isDay
        ? `Choose a day within the next ${DEADLINE_YEARS} years.`
        : "Enter a day like 2026-12-12.",
    });
    return z.NEVER;
  });

/** An edited job may keep a deadline that has passed, but a past day cannot be chosen. */
const newDeadlineInput = deadlineInput.refine((day) => day === null || day > now(), {
  error: "That day has passed. Choose today or a later day.",
});

const question = z.object({
  text: optionalLine(QUESTION_MAX),
  isOptional: z
    .union([z.boolean(), z.literal("on")])
    .default(false)
    .transform((value) => value !== false),
});

/** Empty rows are left out. */
const questionsInput = z
  .array(question)
  .max(MAX_QUESTIONS, `Ask at most ${MAX_QUESTIONS} questions.`)
  .default([])
  .superRefine((questions, context) => {
    const keys = questions.map(({ text }) => questionKey(text));
    for (const [index, { text }] of questions.entries()) {
      if (text === "" || keys.indexOf(questionKey(text)) === index) continue;
      const message = "You ask this already.";
      context.addIssue({ code: "custom", path: [index, "text"], message });
    }
  })
  .transform((questions) => questions.filter(({ text }) => text !== ""));

/** Lines of a text, or items already; empty ones are left out, and the same one twice is once. */
export const checklistInput = z
  .union([z.string().transform((text) => text.split("\n")), z.array(z.string()).readonly()])
  .default([])
  .transform((lines) => [...new Set(lines.map((line) => cleanLine(line)))].filter(isVisible))
  .pipe(
    z
      .array(z.string().max(CHECK_MAX, `Use at most ${CHECK_MAX} characters for an item.`))
      .max(MAX_CHECKS, `List at most ${MAX_CHECKS} items.`),
  );

const ROUNDS_TEXT = `Choose from none to ${MAX_ROUNDS} requests.`;

const jobFields = {
  title: lineInput({
    min: TITLE_MIN,
    max: 120,
    missing: "Give the job a title.",
    what: "for the title",
  }),
  category: z
    .string("Choose a category.")
    .refine((category) => knownCategories().includes(category), "Choose a category."),
  skills: skillsInput(MAX_SKILLS),
  description: textInput({
    min: DESCRIPTION_MIN,
    max: 8000,
    missing: "Describe what you need.",
    what: "for the description",
  }),
  budgetCents: amountInput("Enter a budget."),
  timelineDays: daysInput({ min: 1, max: 365, missing: "Say how many days the work may take." }),
  deadlineAt: deadlineInput,
  releaseRule: z.enum(RELEASE_RULES, "Choose when the freelancer is paid."),
  reviewWindowDays: wholeNumberInput({
    min: 1,
    max: 30,
    message: "Choose how long you may look at the work.",
  }),
  /** All questions to ask; when a job is edited, questions left out are no longer asked. */
  questions: questionsInput,
  /** How often changes may be requested. */
  rounds: wholeNumberInput({ min: 0, max: MAX_ROUNDS, message: ROUNDS_TEXT }).default(USUAL_ROUNDS),
  /** What will be checked, an item a line. */
  checklist: checklistInput,
  /** All files to attach; when a job is edited, files left out are removed. */
  fileIds: fileIdsInput,
};

const postJobFields = z.object({
  requestKey: keyInput(),
  ...jobFields,
  deadlineAt: newDeadlineInput,
});
export const postJobInput = z.preprocess(gatherQuestions, postJobFields);
export type PostJobInput = z.input<typeof postJobFields>;

const editJobFields = z.object({
  jobId: idInput("job"),
  /** The revision that the form began with. */
  jobRevision: seenInput,
  ...jobFields,
});
export const editJobInput = z.preprocess(gatherQuestions, editJobFields);
export type EditJobInput = z.input<typeof editJobFields>;

export const closeJobInput = z.object({
  jobId: idInput("job"),
  /** How many proposals there were, including withdrawn ones. */
  proposalsSeen: seenInput,
});
export type CloseJobInput = z.input<typeof closeJobInput>;

export const correctLanguageInput = z.object({
  jobId: idInput("job"),
  language: z.enum(LANGUAGE_VALUES, "Choose a language."),
});
/** What a form sends: any text may come. */
export type CorrectLanguageInput = { readonly jobId: string; readonly language: string };

export const jobIdInput = z.object({ jobId: idInput("job") });
export type JobIdInput = z.input<typeof jobIdInput>;

/** The mark that is wanted, rather than "the other one": sending it twice has the same result. */
export const markJobInput = z.object({
  jobId: idInput("job"),
  isSaved: z.enum(["true", "false"]).transform((value) => value === "true"),
});

/** A file as it was attached to a revision; the file itself may have been removed since. */
export type RevisionFile = { readonly fileId: string; readonly name: string };

/** What a job said at one time. */
export type JobTerms = {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly skills: readonly string[];
  readonly budgetCents: Cents;
  readonly timelineDays: number;
  readonly deadlineAt: Date | null;
  readonly releaseRule: ReleaseRule;
  readonly reviewWindowDays: number;
  /** How often changes may be requested. */
  readonly rounds: number;
  readonly files: readonly RevisionFile[];
  readonly questions: readonly ScreeningQuestion[];
  readonly checklist: readonly string[];
};

/** How many jobs each value of a filter would leave, and of how many that was counted. */
export type JobCounts = {
  readonly categories: Readonly<Record<string, number>>;
  readonly releaseRules: Readonly<Record<string, number>>;
  /** Only the newest COUNTED_MOST of those that match were counted. */
  readonly isOfNewest: boolean;
};

/** What a person may mean who has typed something into the board's search. */
export type SearchSuggestions = {
  readonly jobs: readonly { readonly jobId: Id<"job">; readonly title: string }[];
  readonly skills: readonly string[];
  readonly categories: readonly { readonly value: Category; readonly label: string }[];
  readonly people: readonly PersonHint[];
};

/** A row of the board and of every other list of jobs. */
export type JobRowView = {
  readonly jobId: Id<"job">;
  readonly title: string;
  readonly snippet: string;
  /** What was searched for in the title and in the snippet. */
  readonly titleHits: Hits;
  readonly snippetHits: Hits;
  readonly category: string;
  readonly budgetCents: Cents;
  readonly status: JobStatus;
  readonly createdAt: Date;
  readonly clientName: string;
  readonly proposalCount: number;
  /** The skills it asks for that the viewer has; empty where nobody compares them. */
  readonly matchingSkills: readonly string[];
  /** How the viewer stands to it; all false for a visitor who is not signed in. */
  readonly isSaved: boolean;
  readonly hasApplied: boolean;
  readonly isOwn: boolean;
};

export type JobView = {
  readonly jobId: Id<"job">;
  readonly title: string;
  readonly description: string;
  /** What it is written in ("en"), as it was guessed or corrected; null until it is posted. */
  readonly language: string | null;
  readonly category: string;
  readonly skills: readonly string[];
  readonly budgetCents: Cents;
  readonly timelineDays: number;
  readonly deadlineAt: Date | null;
  readonly releaseRule: ReleaseRule;
  readonly reviewWindowDays: number;
  /** How often its client may request changes. */
  readonly rounds: number;
  /** What WorkHub keeps of the price of an offer that is made now. */
  readonly fee: FeeTerms;
  /** What everyone who applies is asked. */
  readonly questions: readonly ScreeningQuestion[];
  /** What its client will check, item by item. */
  readonly checklist: readonly string[];
  readonly status: JobStatus;
  /** An open job is on the board until then. */
  readonly expiresAt: Date;
  /** A moderator hides it from everybody who has no part in it. */
  readonly isHidden: boolean;
  /** Counts the versions of what it says, from 1; a person who acts on the job agrees to this number. */
  readonly revision: number;
  readonly createdAt: Date;
  /** Set when its client changed it after posting. */
  readonly editedAt: Date | null;
  readonly client: { readonly userId: Id<"usr">; readonly name: string; readonly handle: string };
  /** Proposals that were not withdrawn, and how many of those the client shortlisted. */
  readonly proposalCount: number;
  readonly shortlistedCount: number;
  /** How many of them the client has opened or answered. */
  readonly readCount: number;
  /** Lowest and highest price: exact for the job's client, for others from five proposals on and widened to steps. */
  readonly offers: { readonly lowestCents: Cents; readonly highestCents: Cents } | null;
  /** The attached files, for people who may open them; `fileCount` is for everyone. */
  readonly files: readonly FileView[];
  readonly fileCount: number;
  readonly viewer: JobViewer;
};

/** How the viewer stands to the job. */
export type JobViewer = {
  readonly role: Role | null;
  readonly isOwner: boolean;
  /** For the owner: how many proposals there were, including withdrawn ones. */
  readonly proposalsSeen: number;
  readonly isSaved: boolean;
  /** True for the owner when the job has expired, or will within days. */
  readonly mayRenew: boolean;
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
  readonly expiresAt: Date;
  /** True when it has expired, or will within days. */
  readonly mayRenew: boolean;
  readonly budgetCents: Cents;
  readonly createdAt: Date;
  readonly deadlineAt: Date | null;
  readonly proposalCount: number;
  /** Proposals that wait for the client's decision. */
  readonly undecidedCount: number;
  readonly shortlistedCount: number;
  readonly contractId: Id<"ctr"> | null;
};
