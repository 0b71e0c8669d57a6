import type { ReactNode } from "react";
import { cn } from "#components/ui/cn";
import { HouseName } from "#components/ui/house-name";
import { cents, formatCents } from "#lib/money";

type Place = "available" | "held" | "paid";

type Step = { who: ReactNode; title: string; text: string; place: Place; amount?: string };

/** The price of the job in the landing page's story, in the instance's currency. */
export const EXAMPLE_PRICE = formatCents(cents(124_000));

const steps: readonly Step[] = [
  {
    who: "Client",
    title: "Posts a job",
    text: "With a budget, a timeline, and when it is paid.",
    place: "available",
    amount: `${EXAMPLE_PRICE} available`,
  },
  {
    who: "Freelancer",
    title: "Applies",
    text: "With a proposal, a price and a timeline. Every proposal gets an answer.",
    place: "available",
  },
  {
    who: "Client",
    title: "Hires",
    text: "The price leaves the client’s wallet and is held. Both see it.",
    place: "held",
    amount: `${EXAMPLE_PRICE} held`,
  },
  {
    who: "Freelancer",
    title: "Submits the work",
    text: "From here, one sentence says what happens to the money if nobody acts.",
    place: "held",
  },
  {
    who: <HouseName />,
    title: "Releases the payment",
    text: "On submission, or on approval: as agreed before the work began.",
    place: "paid",
    amount: `${EXAMPLE_PRICE} paid`,
  },
  {
    who: "Client",
    title: "Completes and reviews",
    text: "The rating and the review appear on the freelancer’s public profile.",
    place: "paid",
  },
];

const pills: Record<Place, string> = {
  available: "bg-available-wash text-available",
  held: "bg-held-wash text-held",
  paid: "bg-paid-wash text-paid",
};

const tracks: Record<Place, string> = {
  available: "border-available",
  held: "border-held",
  paid: "border-paid",
};

const dots: Record<Place, string> = {
  available: "bg-available forced-colors:bg-[CanvasText]",
  held: "bg-held forced-colors:bg-[CanvasText]",
  paid: "bg-paid forced-colors:bg-[CanvasText]",
};

/** The six steps from posting to review, on one line in the colour of where the money is. */
export function JourneyLine() {
  return (
    <ol className="mt-6 lg:grid lg:grid-cols-6">
      {steps.map((step, index) => {
        const isLast = index === steps.length - 1;
        return (
          <li
            key={step.title}
            className="relative pb-7 pl-7 last:pb-0 lg:pt-12 lg:pr-5 lg:pb-0 lg:pl-0"
          >
            {!isLast && (
              <span
                aria-hidden="true"
                className={cn(
                  "absolute top-3 bottom-[-12px] left-[5px] border-l-2 lg:top-[13px] lg:right-0 lg:bottom-auto lg:left-0 lg:border-t-2 lg:border-l-0",
                  tracks[step.place],
                )}
              />
            )}
            <span
              aria-hidden="true"
              className={cn(
                "absolute top-[7px] left-0 size-3 rounded-full ring-4 ring-paper lg:top-2",
                dots[step.place],
                step.amount && "lg:hidden",
              )}
            />
            {step.amount && (
              <span
                className={cn(
                  "num relative mb-2 inline-flex h-7 items-center rounded-full px-3 text-[0.8125rem] font-bold ring-6 ring-paper lg:absolute lg:top-0 lg:left-0 lg:mb-0 forced-colors:border",
                  pills[step.place],
                )}
              >
                {step.amount}
              </span>
            )}
            <p className="eyebrow num">
              {index + 1} · {step.who}
            </p>
            <h3 className="mt-1 font-text text-base font-semibold tracking-normal">{step.title}</h3>
            <p className="mt-1 max-w-[24.6em] text-sm text-ink-2">{step.text}</p>
          </li>
        );
      })}
    </ol>
  );
}
