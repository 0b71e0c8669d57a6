import { Check } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Section } from "#components/ui/section";
import type { Id } from "#lib/ids";

type StepPlace = "/jobs" | "/jobs/new" | "/wallet/add-funds" | `/jobs/${Id<"job">}/proposals`;

export type FirstStep = {
  readonly title: string;
  readonly text: string;
  readonly isDone: boolean;
  /** Where the step is done; absent when the other side acts. */
  readonly action?: { readonly href: StepPlace; readonly label: string };
};

/** The first steps of a new person, and how far they have come. The first open step has the solid button. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  const next = steps.findIndex((step) => !step.isDone);
  return (
    <Section title="Getting started">
      <ol className="-mx-[18px] divide-y divide-line border-y border-line bg-sheet md:mx-0 md:rounded md:border">
        {steps.map((step, index) => (
          <li
            key={step.title}
            aria-current={index === next ? "step" : undefined}
            className="flex flex-wrap items-center gap-x-4 gap-y-3 px-[18px] py-4 md:px-5"
          >
            <Marker number={index + 1} isDone={step.isDone} isNext={index === next} />
            <div className="min-w-0 flex-1 basis-56">
              <h3
                className={cn(
                  "font-text text-base font-semibold tracking-normal",
                  step.isDone && "text-ink-2",
                )}
              >
                {step.title}
                {step.isDone && <span className="sr-only"> (done)</span>}
              </h3>
              <p className="text-sm text-ink-2">{step.text}</p>
            </div>
            {step.action && !step.isDone && (
              <ButtonLink
                href={step.action.href}
                variant={index === next ? "primary" : "plain"}
                wide="phone"
              >
                {step.action.label}
              </ButtonLink>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Marker({ number, isDone, isNext }: { number: number; isDone: boolean; isNext: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "num grid size-8 flex-none place-items-center rounded-full border text-sm font-semibold",
        isDone && "border-transparent bg-accent-wash text-accent forced-colors:border-[CanvasText]",
        !isDone && (isNext ? "border-accent text-accent" : "border-line text-ink-3"),
      )}
    >
      {isDone ? <Check className="size-4" /> : number}
    </span>
  );
}
