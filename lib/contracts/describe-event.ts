import type { JobEventKind } from "#lib/jobs/record-event";
import type { ContractParty } from "./contract-views.ts";
import { called, type Names } from "./names.ts";

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
      return { what: `Refunded to ${called(names, "client")}`, rest: "" };
    case "completed":
      return event.actor
        ? { what: "Job completed", rest: "" }
        : { what: "Job completed by itself", rest: ", because the review window had passed" };
    case "funded":
      return { what: `Milestone ${event.details.milestone ?? 1} held`, rest: "" };
    case "approved":
      return event.details.cause === "window_passed"
        ? {
            what: `Milestone ${event.details.milestone} approved by itself`,
            rest: ", because the review window had passed",
          }
        : { what: `Milestone ${event.details.milestone} approved`, rest: "" };
    case "change_proposed":
      return { what: `${by} proposed a change of the agreement`, rest: "" };
    case "change_accepted":
      return {
        what: `${by} accepted the change`,
        rest: `, version ${event.details.version} of the agreement`,
      };
    case "change_declined":
      return { what: `${by} declined the change`, rest: saidText(event.details) };
    case "change_withdrawn":
      return { what: `${by} withdrew the proposed change`, rest: "" };
    case "change_lapsed":
      return { what: "The proposed change lapsed", rest: ", because nobody had answered it" };
    case "free_round":
      return { what: `${by} offered another round of changes for free`, rest: "" };
    case "settled":
      return { what: "Settled", rest: ", both sides agreed" };
    case "return_asked":
      return { what: `${by} asked for the money back`, rest: ", because no work had come" };
    case "return_refused":
      return { what: `${by} said no`, rest: saidText(event.details) };
    case "dispute_opened":
      return { what: `${by} opened a dispute`, rest: "" };
    case "dispute_answered":
      return { what: `${by} rejected the claim`, rest: ", with an offer" };
    case "dispute_offered":
      return { what: `${by} made another offer`, rest: "" };
    case "dispute_in_mediation":
      return { what: "The dispute went to a mediator", rest: "" };
    case "dispute_decided":
      return { what: "The mediator decided the dispute", rest: "" };
    case "dispute_appealed":
      return { what: `${by} appealed`, rest: "" };
    case "dispute_withdrawn":
      return { what: `${by} withdrew the dispute`, rest: "" };
    case "dispute_ended":
      return { what: "The dispute ended", rest: disputeEnd(event.details.outcome) };
    case "work_never_came":
      return { what: "The work did not come", rest: ", so its money went back" };
    case "reviewed":
      return { what: `${by} left a review`, rest: "" };
    case "reviews_opened":
      return { what: "The reviews appeared", rest: "" };
    case "given_back":
      return { what: `${by} gave money back`, rest: "" };
    case "review_answered":
      return { what: `${by} answered the review`, rest: "" };
  }
}

/** Submissions from before there were files do not record a number of files. */
function submissionText({ number = 1, files = 0 }: Readonly<Record<string, string | number>>) {
  const version = `, version ${number}`;
  if (Number(files) === 0) return version;
  return `${version}, ${Number(files) === 1 ? "1 file" : `${files} files`}`;
}

/** What somebody said why, in their own words. */
function saidText({ reason }: Readonly<Record<string, string | number>>): string {
  return reason === undefined ? "" : `: ${reason}`;
}

function releaseReason(cause: string | number | undefined): string {
  switch (cause) {
    case "submitted":
      return ", on submission";
    case "approved":
      return ", on approval";
    case "window_passed":
      return ", because the review window had passed";
    case "settled":
      return ", as settled";
    case "disputed":
      return ", as the dispute came to";
    default:
      return "";
  }
}

function disputeEnd(outcome: string | number | undefined): string {
  switch (outcome) {
    case "claim_accepted":
      return ": the claim was accepted";
    case "claim_granted":
      return ": the claim was granted, because nobody had answered it";
    case "offer_accepted":
      return ": an offer was accepted";
    case "split_in_the_middle":
      return " in the middle of the last offers, because no mediator had decided";
    case "decision_carried_out":
      return " as the mediator had decided";
    default:
      return "";
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
