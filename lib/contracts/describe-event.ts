import type { JobEventKind } from "#lib/jobs/record-event";
import { called, type Names } from "./describe-contract.ts";
import type { ContractParty } from "./schema.ts";

/** An event of the job in words: the part in bold, and the rest. Its actor is null when the clock acted. */
export function describeEvent(
  event: {
    kind: JobEventKind;
    actor: ContractParty | null;
    details: Readonly<Record<string, string | number>>;
  },
  names: Names,
): { what: string; rest: string } {
  const by = event.actor ? capital(called(names, event.actor)) : "The clock";
  const freelancer = called(names, "freelancer");
  switch (event.kind) {
    case "posted":
      return { what: "", rest: "Job posted" };
    case "edited":
      return { what: "", rest: "Job edited" };
    case "renewed":
      return { what: "", rest: "Job renewed" };
    case "closed":
      return { what: "", rest: "Job closed" };
    case "shortlisted":
      return { what: "", rest: "Proposal shortlisted" };
    case "proposal_changed":
      return { what: "", rest: "Proposal changed" };
    case "proposal_confirmed":
      return { what: "", rest: "Proposal kept for the changed job" };
    case "hired":
      return {
        what: freelancer === "you" ? "You were hired" : `${freelancer} hired`,
        rest: ", price held",
      };
    case "submitted":
      return { what: "Work submitted", rest: submissionText(event.details) };
    case "released":
      return { what: `Paid to ${freelancer}`, rest: releaseReason(event.details.cause) };
    case "changes_requested":
      return { what: "Changes requested", rest: `, version ${event.details.number ?? 1}` };
    case "cancellation_requested":
      return { what: `${by} asked to cancel`, rest: "" };
    case "cancellation_withdrawn":
      return event.details.cause === "submitted"
        ? { what: "The request to cancel ended", rest: ", because work was submitted" }
        : { what: `${by} withdrew the request to cancel`, rest: "" };
    case "cancelled":
      return { what: "Contract cancelled", rest: ", both sides agreed" };
    case "refunded":
      return { what: `Refunded to ${called(names, "client")}`, rest: ", in full" };
    case "completed":
      return event.actor
        ? { what: "Job completed", rest: "" }
        : { what: "Job completed by itself", rest: ", because the review window had passed" };
    case "reviewed":
      return { what: "Review left", rest: `, ${event.details.rating ?? ""} of 5` };
  }
}

/** Submissions from before there were files do not record a number of files. */
function submissionText({ number = 1, files = 0 }: Readonly<Record<string, string | number>>) {
  const version = `, version ${number}`;
  if (Number(files) === 0) return version;
  return `${version}, ${Number(files) === 1 ? "1 file" : `${files} files`}`;
}

function releaseReason(cause: string | number | undefined): string {
  switch (cause) {
    case "submitted":
      return ", on submission";
    case "approved":
      return ", on approval";
    case "window_passed":
      return ", because the review window had passed";
    default:
      return "";
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
