import { InstallOffer } from "#components/layout/install-offer";
import { PushOffer } from "#components/layout/push-offer";
import { Receipt } from "#components/money/receipt";
import { ButtonLink } from "#components/ui/button";
import { Time } from "#components/ui/time";
import { releaseText, timelineText } from "#lib/jobs/describe-job";
import type { Cents } from "#lib/money";
import type { ProposalView } from "#lib/proposals/schema";
import { isolate } from "#lib/text";

/** Shown in the place of the decision: who was hired, what money moved, and where to continue. */
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
        title={`${isolate(freelancer.name)} is hired`}
        totalLabel="The price, from your wallet to held"
        totalCents={proposal.priceCents}
        tone="held"
        withWhom={job.title}
        when={proposal.decidedAt && <Time at={proposal.decidedAt} format="datetime" />}
        lines={[
          { label: "Timeline", text: timelineText(proposal.timelineDays) },
          { label: "Available in your wallet now", cents: availableCents },
        ]}
        references={contractId ? [{ label: "Contract", text: contractId }] : []}
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
      <PushOffer />
      <InstallOffer />
    </div>
  );
}
