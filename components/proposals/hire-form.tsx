import { BeforeAfter } from "#components/money/before-after";
import { Amount } from "#components/ui/amount";
import { ButtonLink, buttonClass } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { ConfirmForm } from "#components/ui/confirm-form";
import { FormMessage } from "#components/ui/form-message";
import type { FormAction } from "#lib/form-state";
import { releaseText } from "#lib/jobs/describe-job";
import { type Cents, cents, formatCents, toDecimal } from "#lib/money";
import { firstName } from "#lib/proposals/describe-proposal";
import type { ProposalView } from "#lib/proposals/schema";

/** Hires: shows what moves before it moves. Without enough money it says what is missing and where to add it. */
export function HireForm({
  proposal,
  availableCents,
  action,
  className,
}: {
  proposal: ProposalView;
  /** In the client's wallet now. */
  availableCents: Cents;
  action: FormAction;
  className?: string;
}) {
  const first = firstName(proposal.freelancer.name);
  const { priceCents, job } = proposal;
  const afterCents = cents(availableCents - priceCents);
  if (afterCents < 0) {
    return (
      <Missing
        first={first}
        priceCents={priceCents}
        availableCents={availableCents}
        className={className}
      />
    );
  }
  return (
    <ConfirmForm
      action={action}
      label={`Hire ${first}`}
      submitLabel={`Hire ${first} and hold ${formatCents(priceCents)}`}
      pendingLabel="Hiring…"
      className={cn(className)}
    >
      <input type="hidden" name="proposalId" value={proposal.proposalId} />
      <BeforeAfter
        changes={[
          {
            label: "Available in your wallet",
            beforeCents: availableCents,
            afterCents,
            tone: "available",
          },
          {
            label: "Held for this job",
            beforeCents: cents(0),
            afterCents: priceCents,
            tone: "held",
          },
        ]}
      />
      <p className="measure text-sm text-ink-2">
        {releaseText(job.releaseRule, job.reviewWindowDays, "client")} Every other proposal on this
        job becomes “not selected”.
      </p>
    </ConfirmForm>
  );
}

function Missing({
  first,
  priceCents,
  availableCents,
  className,
}: {
  first: string;
  priceCents: Cents;
  availableCents: Cents;
  className: string | undefined;
}) {
  const missingCents = cents(priceCents - availableCents);
  return (
    <details className={cn("group/missing w-full", className)}>
      <summary
        className={cn(
          buttonClass({ variant: "primary", wide: "phone" }),
          "list-none group-open/missing:hidden [&::-webkit-details-marker]:hidden",
        )}
      >
        Hire {first}
      </summary>
      <FormMessage tone="note">
        <p className="font-semibold">
          <Amount cents={missingCents} /> is missing in your wallet.
        </p>
        <p className="mt-0.5">
          Hiring {first} holds <Amount cents={priceCents} />, and <Amount cents={availableCents} />{" "}
          is available. Nothing was changed.
        </p>
        <ButtonLink
          href={`/wallet/add-funds?amount=${toDecimal(missingCents)}`}
          variant="primary"
          className="mt-3"
        >
          Add {formatCents(missingCents)}
        </ButtonLink>
      </FormMessage>
    </details>
  );
}
