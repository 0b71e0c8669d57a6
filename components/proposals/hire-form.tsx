import { BeforeAfter } from "#components/money/before-after";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import type { ButtonVariant } from "#components/ui/button-class";
import { cn } from "#components/ui/cn";
import { ConfirmForm } from "#components/ui/confirm-form";
import { FormMessage } from "#components/ui/form-message";
import { Question } from "#components/ui/question";
import type { FormAction } from "#lib/forms/state";
import { releaseText } from "#lib/jobs/describe-job";
import { feeOn, hasFee, withoutFee } from "#lib/jobs/fee";
import { type Cents, cents, formatCents, toDecimal } from "#lib/money";
import { firstName } from "#lib/proposals/describe-proposal";
import type { ProposalView } from "#lib/proposals/schema";

/** Hires: shows what moves before it moves. Without enough money it says what is missing and where to add it. */
export function HireForm({
  proposal,
  availableCents,
  action,
  isLeading = true,
  isOpen = false,
  className,
}: {
  proposal: ProposalView;
  /** In the client's wallet now. */
  availableCents: Cents;
  action: FormAction;
  /** It is the most urgent action of its page; not when several proposals are side by side. */
  isLeading?: boolean;
  /** The person came here to hire, after adding the missing money. */
  isOpen?: boolean;
  className?: string;
}) {
  const variant = isLeading ? "primary" : "plain";
  const first = firstName(proposal.freelancer.name);
  const { priceCents, job } = proposal;
  if (proposal.isOutdated) return <Outdated first={first} className={className} />;
  const afterCents = cents(availableCents - priceCents);
  if (afterCents < 0) {
    return (
      <Missing
        proposal={proposal}
        isOpen={isOpen}
        first={first}
        priceCents={priceCents}
        availableCents={availableCents}
        variant={variant}
        className={className}
      />
    );
  }
  return (
    <ConfirmForm
      action={action}
      variant={variant}
      submitVariant="primary"
      isOpen={isOpen}
      label={`Hire ${first}`}
      submitLabel={`Hire ${first} and hold ${formatCents(priceCents)}`}
      pendingLabel="Hiring…"
      className={cn(className)}
    >
      <input type="hidden" name="proposalId" value={proposal.proposalId} />
      <input type="hidden" name="proposalRevision" value={proposal.revision} />
      <input type="hidden" name="jobRevision" value={job.revision} />
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
        {releaseText(job.releaseRule, job.reviewWindowDays, "client")}{" "}
        {hasFee(proposal) && (
          <>
            WorkHub’s fee of <Amount cents={feeOn(priceCents, proposal)} /> is taken from that, so{" "}
            {first} gets <Amount cents={withoutFee(priceCents, proposal)} />.{" "}
          </>
        )}
        All other proposals for this job become “not selected”.
      </p>
    </ConfirmForm>
  );
}

function Missing({
  proposal,
  isOpen,
  first,
  priceCents,
  availableCents,
  variant,
  className,
}: {
  proposal: ProposalView;
  isOpen: boolean;
  first: string;
  priceCents: Cents;
  availableCents: Cents;
  variant: ButtonVariant;
  className: string | undefined;
}) {
  const missingCents = cents(priceCents - availableCents);
  return (
    <Question label={`Hire ${first}`} variant={variant} isOpen={isOpen} className={cn(className)}>
      <FormMessage tone="note">
        <p className="font-semibold">
          You need <Amount cents={missingCents} /> more in your wallet.
        </p>
        <p className="mt-0.5">
          Hiring {first} holds <Amount cents={priceCents} />, and <Amount cents={availableCents} />{" "}
          is available. Nothing was changed.
        </p>
        <ButtonLink
          href={`/wallet/add-funds?amount=${toDecimal(missingCents)}&hire=${proposal.proposalId}`}
          variant="primary"
          className="mt-3"
        >
          Add {formatCents(missingCents)}
        </ButtonLink>
      </FormMessage>
    </Question>
  );
}

/** The job was changed after this offer: a freelancer cannot be hired on a text that they have not agreed to. */
function Outdated({ first, className }: { first: string; className: string | undefined }) {
  return (
    <FormMessage tone="note" className={className ?? ""}>
      You can hire here as soon as {first} confirms the proposal for the changed job. {first} sees
      what you changed.
    </FormMessage>
  );
}
