import { Receipt } from "#components/money/receipt";
import { ButtonLink } from "#components/ui/button";
import { Time } from "#components/ui/time";
import { releaseText, timelineText } from "#lib/jobs/describe-job";
import type { Cents } from "#lib/money";
import type { ProposalView } from "#lib/proposals/schema";

/** Stands where the decision was made: who was hired, what that moved, and where it goes on. */
export function HiredReceipt({
  proposal,
  availableCents,
}: {
  proposal: ProposalView;
  availableCents: Cents;
}) {
  const { freelancer, job, contractId } = proposal;
  return (
    <div role="status" className="mb-9">
      <Receipt
        title={`${freelancer.name} is hired`}
        totalLabel="The price, from your wallet to held"
        totalCents={proposal.priceCents}
        tone="held"
        lines={[
          {
            label: "When",
            text: proposal.decidedAt && <Time at={proposal.decidedAt} format="datetime" />,
          },
          { label: "Timeline", text: timelineText(proposal.timelineDays) },
          { label: "Available in your wallet now", cents: availableCents },
        ]}
        {...(contractId ? { reference: contractId } : {})}
        footer={
          <>
            <p className="text-sm text-ink-2">
              {releaseText(job.releaseRule, job.reviewWindowDays, "client")}
            </p>
            {contractId && (
              <ButtonLink href={`/contracts/${contractId}`} variant="primary" className="mt-4">
                Go to the contract
              </ButtonLink>
            )}
          </>
        }
      />
    </div>
  );
}
