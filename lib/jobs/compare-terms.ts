import { type Change, differingParts, listChanges } from "#lib/changes";
import { formatCents } from "#lib/money";
import { timeText } from "#lib/time-text";
import { categoryLabel } from "./categories.ts";
import { checklistText } from "./checklist.ts";
import { timelineText } from "./describe-job.ts";
import { questionsText } from "./questions.ts";
import type { JobTerms, RevisionFile } from "./schema.ts";

/**
 * What a job asks for and offers, as it was seen and as it is now: everything that a person who applies or hires agrees
 * to.
 */
export function compareTerms(seen: JobTerms, now: JobTerms): Change[] {
  const description = differingParts(seen.description, now.description);
  return listChanges([
    ["Title", seen.title, now.title],
    ["Description", description.seen, description.now],
    ["Checklist", checklistText(seen.checklist), checklistText(now.checklist)],
    ["Files", filesText(seen.files), filesText(now.files, seen.files)],
    ["Skills", seen.skills.join(", "), now.skills.join(", ")],
    ["Budget", formatCents(seen.budgetCents), formatCents(now.budgetCents)],
    ["Timeline", timelineText(seen.timelineDays), timelineText(now.timelineDays)],
    ["Needed by", dayText(seen.deadlineAt), dayText(now.deadlineAt)],
    ["Paid", ruleText(seen.releaseRule), ruleText(now.releaseRule)],
    ["Time to review", `${seen.reviewWindowDays} days`, `${now.reviewWindowDays} days`],
    ["Requests for changes", String(seen.rounds), String(now.rounds)],
  ]);
}

/** What a person who applies answers to: the terms, and the questions that an offer has to answer. */
export function compareAsked(seen: JobTerms, now: JobTerms): Change[] {
  const asked = ["Questions", questionsText(seen.questions), questionsText(now.questions)] as const;
  return [...compareTerms(seen, now), ...listChanges([asked])];
}

/** All of a posting: what it asks and offers, and its place on the board. */
export function comparePostings(seen: JobTerms, now: JobTerms): Change[] {
  const places = [["Category", categoryLabel(seen.category), categoryLabel(now.category)]] as const;
  return [...compareAsked(seen, now), ...listChanges(places)];
}

/** File names, with a note on each file that replaced another of the same name. */
export function filesText(
  files: readonly RevisionFile[],
  before: readonly RevisionFile[] = files,
): string {
  if (files.length === 0) return "none";
  return files
    .map(({ fileId, name }) => {
      const isKept = before.some((file) => file.fileId === fileId);
      const isReplaced = !isKept && before.some((file) => file.name === name);
      return isReplaced ? `${name} (replaced)` : name;
    })
    .join(", ");
}

/** A deadline with its year; it is the same date almost everywhere on earth. */
function dayText(day: Date | null): string {
  return day ? timeText(day, "date", "UTC", new Date(0)) : "no fixed day";
}

function ruleText(rule: JobTerms["releaseRule"]): string {
  return rule === "on_submission" ? "on submission" : "on approval";
}
