import { Section } from "#components/ui/section";
import { Tag } from "#components/ui/tag";
import type { DisputeView } from "#lib/disputes/schema";

/** The checklist as both agreed to it: what was ticked, what was not met, and what the dispute is about. */
export function DisputeChecklist({ dispute: { checklist } }: { dispute: DisputeView }) {
  if (checklist.length === 0) return null;
  return (
    <Section title="Checklist" note="As both agreed to it, with the latest version of the work.">
      <ul className="divide-y divide-line border-y border-line">
        {checklist.map(({ item, tick, isUnmet, isDisputed }) => (
          <li key={item} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2.5">
            <span className="min-w-0 flex-1">
              <bdi>{item}</bdi>
              <span className="block text-sm text-ink-2">
                {tick === null ? "Not ticked" : tick === "" ? "Ticked" : <>Ticked: “{tick}”</>}
                {isUnmet && " · the client said that it is not met"}
              </span>
            </span>
            {isDisputed && <Tag tone="disputed">disputed</Tag>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
