import { type JobStatus, type ReleaseRule, USUAL_ROUNDS } from "./policy.ts";

/** "3 weeks", "10 days", "1 day". */
export function timelineText(days: number): string {
  if (days % 7 === 0) return days === 7 ? "1 week" : `${days / 7} weeks`;
  return days === 1 ? "1 day" : `${days} days`;
}

/** When the money is released, in plain words; shown wherever a price is. `you` is the side that reads it. */
export function releaseText(
  rule: ReleaseRule,
  reviewWindowDays: number,
  you: "client" | "freelancer" | null = null,
): string {
  const days = `${reviewWindowDays} days`;
  switch (rule) {
    case "on_submission": {
      const paid = you === "freelancer" ? "You are paid" : "The freelancer is paid";
      const client = you === "client" ? "You then have" : "The client then has";
      return `${paid} the moment work is submitted. ${client} ${days} to look at it; without an answer the job completes by itself.`;
    }
    case "on_approval": {
      const client = you === "client" ? "you approve" : "the client approves";
      return `The money stays held until ${client} the work. Without an answer within ${days} of submission it is released.`;
    }
  }
}

/** How often changes may be requested, where that is not the usual; begins with a space. */
export function roundsText({
  releaseRule,
  rounds,
}: {
  readonly releaseRule: ReleaseRule;
  readonly rounds: number;
}): string {
  if (releaseRule === "on_submission" || rounds === USUAL_ROUNDS) return "";
  if (rounds === 0) return " Changes cannot be requested.";
  return ` Changes can be requested ${rounds === 1 ? "once" : `${rounds} times`}.`;
}

/** The same rule as captions of the money line, before a freelancer is hired. */
export function releaseStations(
  rule: ReleaseRule,
  reviewWindowDays: number,
  you: "client" | "freelancer" | null = null,
) {
  const client = you === "client" ? "pay when hiring" : "pays when hiring";
  switch (rule) {
    case "on_submission":
      return {
        client,
        held: "until work is submitted",
        freelancer: "the moment work is submitted",
      };
    case "on_approval":
      return {
        client,
        held: "until the work is approved",
        freelancer: `${reviewWindowDays} days after submission at the latest`,
      };
  }
}

/**
 * Why it is no longer possible to apply, for a person who finds the page of a job that is not open; null while it is.
 */
export function notOpenText(status: JobStatus): string | null {
  switch (status) {
    case "open":
      return null;
    case "expired":
      return "This job has expired. It takes proposals again if its client renews it.";
    case "in_progress":
    case "under_review":
      return "A freelancer has been hired for this job.";
    case "completed":
      return "This job has been done and paid.";
    case "closed":
      return "The client closed this job without hiring anyone.";
    case "cancelled":
      return "Both sides agreed to cancel this job before any work was submitted.";
  }
}

/** "no proposals yet", "1 proposal", "5 proposals". */
export function proposalsText(count: number): string {
  if (count === 0) return "no proposals yet";
  return count === 1 ? "1 proposal" : `${count} proposals`;
}

/** "approves within 2 days": a typical time, from the median of earlier contracts; hours below two days. */
export function approvalText(medianMs: number): string {
  const hours = Math.max(1, Math.round(medianMs / 3_600_000));
  if (hours < 48) return hours === 1 ? "1 hour" : `${hours} hours`;
  return `${Math.round(hours / 24)} days`;
}
