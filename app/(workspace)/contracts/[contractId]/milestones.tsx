import { Amount } from "#components/ui/amount";
import { cn } from "#components/ui/cn";
import { Link } from "#components/ui/link";
import { Section } from "#components/ui/section";
import { Tag, type TagTone } from "#components/ui/tag";
import type { ContractView } from "#lib/contracts/contract-views";
import { type MilestoneStatus, placesOf } from "#lib/contracts/milestones";

/** The parts of a contract in the order of the work. Nothing when the job is one whole. */
export function Milestones({ contract }: { contract: ContractView }) {
  const shown = placesOf(contract.milestones);
  if (shown.length < 2) return null;
  return (
    <Section id="milestones" title="Milestones">
      <ol className="divide-y divide-line border-y border-line">
        {shown.map(({ number, position, title, amountCents, status }) => {
          const isShown = number === contract.milestoneNumber;
          const { word, tone } = STATES[status];
          return (
            <li
              key={number}
              aria-current={isShown ? "step" : undefined}
              className={cn(
                "flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3",
                isShown && "border-l-3 border-l-accent pl-3.5",
              )}
            >
              <Link
                href={`/contracts/${contract.contractId}?milestone=${number}`}
                className="link min-w-0"
              >
                {position}. {title || contract.jobTitle}
              </Link>
              <span className="flex items-baseline gap-4">
                <Tag tone={tone}>{word}</Tag>
                <Amount cents={amountCents} />
              </span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

const STATES: Record<MilestoneStatus, { word: string; tone: TagTone }> = {
  planned: { word: "planned", tone: "plain" },
  funded: { word: "held", tone: "held" },
  submitted: { word: "under review", tone: "held" },
  disputed: { word: "in dispute", tone: "disputed" },
  released: { word: "paid", tone: "paid" },
  settled: { word: "settled", tone: "refunded" },
  dropped: { word: "dropped", tone: "plain" },
};
