import { cn } from "#components/ui/cn";
import type { DisputeView } from "#lib/disputes/schema";

const STEPS = [
  {
    states: ["opened"],
    title: "Claim",
    text: "The other side has 5 days to answer. Without an answer the claim is granted.",
  },
  {
    states: ["negotiation"],
    title: "Offers",
    text: "Both have 7 days to agree. Any open offer can be accepted with one press.",
  },
  {
    states: ["mediation"],
    title: "Mediation",
    text: "A mediator who knows neither of you asks, reads the evidence and decides within 14 days. Otherwise the money is split in the middle of the last offers. You can still agree.",
  },
  {
    states: ["decided"],
    title: "Decision",
    text: "Both have 72 hours to appeal, once. Otherwise it is carried out.",
  },
  {
    states: ["appeal"],
    title: "Appeal",
    text: "Another mediator, where there is one, decides within 14 days. Otherwise the first decision stands.",
  },
] as const satisfies readonly {
  states: readonly DisputeView["state"][];
  title: string;
  text: string;
}[];

/** How a dispute goes, step by step, with the one that it is at. */
export function DisputeCourse({ state = null }: { state?: DisputeView["state"] | null }) {
  return (
    <>
      <ol className="space-y-3 text-sm">
        {STEPS.map(({ states: [own], title, text }) => {
          const isHere = own === state;
          return (
            <li
              key={title}
              aria-current={isHere ? "step" : undefined}
              className={cn("border-l-2 pl-3", isHere ? "border-disputed" : "border-line")}
            >
              <b className="font-semibold">
                {title}
                {isHere && " · now"}
              </b>
              <span className="block text-ink-2">{text}</span>
            </li>
          );
        })}
      </ol>
      <p className="mt-3 text-sm text-ink-2">
        A dispute is free for both, and over within 60 days, whatever happens.
      </p>
    </>
  );
}
