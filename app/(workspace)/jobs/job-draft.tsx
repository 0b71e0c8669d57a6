import type { JobData } from "#components/jobs/job-detail";
import { dayOf, endOfDay } from "#lib/day";
import type { FileView } from "#lib/files/schema";
import { house } from "#lib/house";
import { checklistText } from "#lib/jobs/checklist";
import type { FeeTerms } from "#lib/jobs/fee";
import { RELEASE_RULES, USUAL_ROUNDS } from "#lib/jobs/policy";
import { MAX_QUESTIONS, questionField, type ScreeningQuestion } from "#lib/jobs/questions";
import type { JobView } from "#lib/jobs/schema";
import { type Cents, cents, toDecimal } from "#lib/money";
import { parseAmount } from "#lib/read-number";
import { readWholeNumber } from "#lib/read-whole-number";
import { splitSkills } from "#lib/users/skills";

/** What the form now says, as text, by field; of its questions, those that have a field. */
export type JobDraft = Readonly<Record<DraftField, string>> & Readonly<Record<string, string>>;

const DRAFT_FIELDS = [
  "title",
  "category",
  "skills",
  "description",
  "checklist",
  "budgetCents",
  "timelineDays",
  "deadlineAt",
  "releaseRule",
  "reviewWindowDays",
  "rounds",
] as const;
type DraftField = (typeof DRAFT_FIELDS)[number];

const EMPTY_DRAFT: JobDraft = {
  title: "",
  category: "",
  skills: "",
  description: "",
  checklist: "",
  budgetCents: "",
  timelineDays: "",
  deadlineAt: "",
  releaseRule: "on_submission",
  reviewWindowDays: "",
  rounds: String(USUAL_ROUNDS),
};

/** The form before anything is filled in. */
export function newDraft(): JobDraft {
  return { ...EMPTY_DRAFT, reviewWindowDays: String(house().usualReviewWindow) };
}

/** A posted job as the form shows it. */
export function toDraft(job: JobView): JobDraft {
  return {
    title: job.title,
    category: job.category,
    skills: job.skills.join(", "),
    description: job.description,
    checklist: checklistText(job.checklist),
    budgetCents: toDecimal(job.budgetCents),
    timelineDays: String(job.timelineDays),
    deadlineAt: job.deadlineAt ? dayOf(job.deadlineAt) : "",
    releaseRule: job.releaseRule,
    reviewWindowDays: String(job.reviewWindowDays),
    rounds: String(job.rounds),
    ...Object.fromEntries(job.questions.flatMap(questionEntries)),
  };
}

function questionEntries({ text, isOptional }: ScreeningQuestion, index: number) {
  return [
    [questionField(index, "text"), text],
    [questionField(index, "isOptional"), isOptional ? "on" : ""],
  ] as const;
}

export function readDraft(form: HTMLFormElement): JobDraft {
  const data = new FormData(form);
  const entries = [...DRAFT_FIELDS, ...QUESTION_FIELDS].map(
    (field) => [field, String(data.get(field) ?? "")] as const,
  );
  return { ...EMPTY_DRAFT, ...Object.fromEntries(entries) };
}

const QUESTION_FIELDS = [...Array(MAX_QUESTIONS).keys()].flatMap((index) => [
  questionField(index, "text"),
  questionField(index, "isOptional"),
]);

function draftQuestions(draft: JobDraft): ScreeningQuestion[] {
  return [...Array(MAX_QUESTIONS).keys()].flatMap((index) => {
    const text = (draft[questionField(index, "text")] ?? "").trim();
    return text ? [{ text, isOptional: draft[questionField(index, "isOptional")] === "on" }] : [];
  });
}

/** Null while the amount cannot be read. */
export function draftBudget(draft: JobDraft): Cents | null {
  return parseAmount(draft.budgetCents);
}

/** The rule, as far as it has been chosen. */
export function draftRule(draft: JobDraft) {
  return {
    releaseRule: RELEASE_RULES.find((rule) => rule === draft.releaseRule) ?? "on_submission",
    reviewWindowDays: readWholeNumber(draft.reviewWindowDays) ?? house().usualReviewWindow,
  };
}

/** The draft as its page would show it, with gaps where something is missing. */
export function toPreview(
  draft: JobDraft,
  { clientName, fee, files }: { clientName: string; fee: FeeTerms; files: readonly FileView[] },
): JobData {
  return {
    jobId: "job_preview",
    title: draft.title || "The title of your job",
    description: draft.description || "What you need, in your words.",
    category: draft.category || "Category",
    skills: splitSkills(draft.skills),
    budgetCents: draftBudget(draft) ?? cents(0),
    timelineDays: readWholeNumber(draft.timelineDays) ?? 0,
    deadlineAt: endOfDay(draft.deadlineAt),
    ...draftRule(draft),
    rounds: readWholeNumber(draft.rounds) ?? USUAL_ROUNDS,
    fee,
    questions: draftQuestions(draft),
    checklist: draft.checklist.split("\n").filter((line) => line.trim() !== ""),
    status: "open",
    expiresAt: new Date(8.64e15),
    isHidden: false,
    revision: 1,
    createdAt: new Date(),
    editedAt: null,
    client: { userId: "usr_preview", name: clientName, handle: "" },
    language: null,
    proposalCount: 0,
    shortlistedCount: 0,
    readCount: 0,
    offers: null,
    files,
    fileCount: files.length,
    viewer: {
      role: null,
      isOwner: false,
      proposalsSeen: 0,
      isSaved: false,
      mayRenew: false,
      proposal: null,
      contractId: null,
    },
  };
}
