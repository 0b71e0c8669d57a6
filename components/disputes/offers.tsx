import { LinkedText } from "#components/ui/linked-text";
import { Section } from "#components/ui/section";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { DisputeOfferView, DisputeView } from "#lib/disputes/schema";
import { sideTitle } from "./names.tsx";
import { SplitLines } from "./split-lines.tsx";

/** Every offer that was made, newest first, and what became of it. */
export function Offers({ dispute }: { dispute: DisputeView }) {
  return (
    <Section
      title="Offers"
      note="The claim is the first offer, and the answer brings the second. Only the latest of each side can be accepted."
    >
      <ol className="space-y-6">
        {dispute.offers.map((offer) => (
          <li key={offer.number} className="space-y-3 border-t border-line pt-4">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <b className="font-semibold">
                {offer.number}. {sideTitle(dispute, offer.by)}
              </b>
              <span className="text-sm text-ink-3">
                <Time at={offer.createdAt} format="datetime" />
              </span>
              <OfferTag status={offer.status} />
            </p>
            {offer.note && <LinkedText text={offer.note} className="measure" />}
            <SplitLines dispute={dispute} split={offer.split} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function OfferTag({ status }: Pick<DisputeOfferView, "status">) {
  switch (status) {
    case "open":
      return <Tag tone="strong">open</Tag>;
    case "accepted":
      return <Tag tone="accent">accepted</Tag>;
    case "replaced":
      return <Tag>replaced</Tag>;
    case "over":
      return <Tag>over</Tag>;
  }
}
