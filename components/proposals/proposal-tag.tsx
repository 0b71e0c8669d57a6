import { Tag, type TagTone } from "#components/ui/tag";
import { describeProposal } from "#lib/proposals/describe-proposal";
import type { ProposalView } from "#lib/proposals/schema";

/** A proposal's state in one or two words, for the viewer's side. */
export function ProposalTag({
  proposal,
  side,
}: {
  proposal: ProposalView;
  side: "client" | "freelancer";
}) {
  if (side === "client" && proposal.status === "submitted") {
    if (proposal.shortlistedAt) return <Tag tone="accent">Shortlisted</Tag>;
    return proposal.job.status === "expired" ? <Tag>Job expired</Tag> : null;
  }
  return <Tag tone={toneOf(proposal)}>{describeProposal(proposal, side).tag}</Tag>;
}

function toneOf({ status, shortlistedAt, job }: ProposalView): TagTone {
  if (status === "accepted") return "strong";
  return status === "submitted" && shortlistedAt && job.status === "open" ? "accent" : "plain";
}
