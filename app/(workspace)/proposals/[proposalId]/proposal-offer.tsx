import { MoneyLine } from "#components/money/money-line";
import { FreelancerLine, FreelancerRecord } from "#components/proposals/freelancer-line";
import { priceNote, timelineNote } from "#components/proposals/offer-note";
import { Amount } from "#components/ui/amount";
import { Facts } from "#components/ui/facts";
import { MiniSection } from "#components/ui/section";
import { houseName } from "#lib/house";
import { releaseStations, releaseText, timelineText } from "#lib/jobs/describe-job";
import { feeText, hasFee, withoutFee } from "#lib/jobs/fee";
import { firstName } from "#lib/proposals/describe-proposal";
import type { ProposalView } from "#lib/proposals/schema";

/** The offer in figures: who, for how much, how fast, and how the money would move. */
export function ProposalOffer({
  proposal,
  side,
}: {
  proposal: ProposalView;
  side: "client" | "freelancer";
}) {
  const { job, freelancer, client } = proposal;
  const first = firstName(freelancer.name);
  const notes = releaseStations(job.releaseRule, job.reviewWindowDays, side);
  return (
    <aside
      aria-label="Price, timeline and payment"
      className="flex flex-col gap-7 lg:col-start-2 lg:row-span-2 lg:row-start-1"
    >
      {side === "client" && (
        <div>
          <FreelancerLine freelancer={freelancer} />
          <div className="mt-2.5 pl-12">
            <FreelancerRecord freelancer={freelancer} />
          </div>
        </div>
      )}
      <Facts
        isNarrow
        facts={[
          {
            label: "Price",
            value: <Amount cents={proposal.priceCents} />,
            note: priceNote(proposal),
          },
          {
            label: "Timeline",
            value: timelineText(proposal.timelineDays),
            note: timelineNote(proposal),
          },
          ...(hasFee(proposal)
            ? [
                {
                  label: side === "client" ? `${first} gets` : "You get",
                  value: <Amount cents={withoutFee(proposal.priceCents, proposal)} />,
                  note: `after ${houseName()}’s fee: ${feeText(proposal)}`,
                },
              ]
            : []),
        ]}
      />
      {proposal.status === "submitted" && (
        <MiniSection title="How the money moves">
          <MoneyLine
            place="nowhere"
            client={{ name: side === "client" ? "You" : client.name, note: notes.client }}
            held={{ note: notes.held }}
            freelancer={{
              name: side === "client" ? first : "You",
              note: notes.freelancer,
            }}
          />
          <p className="mt-3 text-sm text-ink-2">
            {releaseText(job.releaseRule, job.reviewWindowDays, side)}
          </p>
        </MiniSection>
      )}
    </aside>
  );
}
