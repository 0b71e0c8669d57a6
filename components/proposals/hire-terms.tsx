import { Amount } from "#components/ui/amount";
import { HouseName } from "#components/ui/house-name";
import { releaseText } from "#lib/jobs/describe-job";
import { feeOn, hasFee, withoutFee } from "#lib/jobs/fee";
import { firstName } from "#lib/proposals/describe-proposal";
import type { ProposalView } from "#lib/proposals/schema";

/** Names the offer and the job that are on the screen, for the form that hires from them. */
export function SeenOffer({ proposal }: { proposal: ProposalView }) {
  return (
    <>
      <input type="hidden" name="proposalId" value={proposal.proposalId} />
      <input type="hidden" name="proposalRevision" value={proposal.revision} />
      <input type="hidden" name="jobRevision" value={proposal.job.revision} />
    </>
  );
}

/** What hiring means, beside the money that moves: when it is released, the fee, and the other proposals. */
export function HireTerms({ proposal }: { proposal: ProposalView }) {
  const { priceCents, job } = proposal;
  const first = firstName(proposal.freelancer.name);
  return (
    <p className="measure text-sm text-ink-2">
      {releaseText(job.releaseRule, job.reviewWindowDays, "client")}{" "}
      {hasFee(proposal) && (
        <>
          <HouseName />
          ’s fee of <Amount cents={feeOn(priceCents, proposal)} /> is taken from that, so {first}{" "}
          gets <Amount cents={withoutFee(priceCents, proposal)} />.{" "}
        </>
      )}
      All other proposals for this job become “not selected”.
    </p>
  );
}
