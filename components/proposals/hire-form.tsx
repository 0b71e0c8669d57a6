import { BeforeAfter } from "#components/money/before-after";
import { UnfinishedPayment } from "#components/money/unfinished-payment";
import { cn } from "#components/ui/cn";
import { ConfirmForm } from "#components/ui/confirm-form";
import { FormMessage } from "#components/ui/form-message";
import type { HirePaymentView } from "#lib/contracts/contract-views";
import type { FormAction } from "#lib/forms/state";
import { cents, formatCents } from "#lib/money";
import type { Means } from "#lib/payments/wallet-views";
import { firstName } from "#lib/proposals/describe-proposal";
import type { ProposalView } from "#lib/proposals/schema";
import { HireTerms, SeenOffer } from "./hire-terms.tsx";
import { HireUnderWay, OwesFirst, PayAndHireForm } from "./pay-and-hire-form.tsx";

type Props = {
  proposal: ProposalView;
  means: Means;
  /** One that hires once it has settled. */
  payment: HirePaymentView | null;
  actions: { readonly hire: FormAction; readonly payAndHire: FormAction };
  /** It is the most urgent action of its page; not when several proposals are side by side. */
  isLeading?: boolean;
  /** The person came here to hire. */
  isOpen?: boolean;
  className?: string;
};

/** Hires, unless a payment that will hire is under way. One that only waits for the person keeps nobody from hiring. */
export function HireForm(props: Props) {
  const { proposal, payment, className } = props;
  if (!payment) return <HireNow {...props} />;
  const first = firstName(proposal.freelancer.name);
  if (payment.status !== "requires_action") {
    return <HireUnderWay first={first} payment={payment} className={cn(className)} />;
  }
  return (
    <>
      {!payment.isGivenUp && (
        <UnfinishedPayment
          payment={payment}
          canContinue={payment.isStillOffered}
          className="col-span-2 basis-full"
        >
          {payment.isStillOffered
            ? "Continue, or hire another way."
            : `The offer has changed since, so it would no longer hire ${first}. Give it up, and decide about the new offer.`}
        </UnfinishedPayment>
      )}
      <HireNow {...props} />
    </>
  );
}

/** Shows what moves before it moves. Without enough money in the wallet, the rest is paid here. */
function HireNow({ proposal, means, actions, isLeading = true, isOpen = false, className }: Props) {
  const variant = isLeading ? "primary" : "plain";
  const first = firstName(proposal.freelancer.name);
  const { priceCents } = proposal;
  if (proposal.isOutdated) return <Outdated first={first} className={className} />;
  const { availableCents, owedCents } = means;
  if (owedCents > 0) return <OwesFirst owedCents={owedCents} className={cn(className)} />;
  const afterCents = cents(availableCents - priceCents);
  if (afterCents < 0) {
    return (
      <PayAndHireForm
        proposal={proposal}
        means={means}
        action={actions.payAndHire}
        variant={variant}
        isOpen={isOpen}
        className={cn(className)}
      />
    );
  }
  return (
    <ConfirmForm
      action={actions.hire}
      variant={variant}
      submitVariant="primary"
      isOpen={isOpen}
      label={`Hire ${first}`}
      submitLabel={`Hire ${first} and hold ${formatCents(priceCents)}`}
      pendingLabel="Hiring…"
      className={cn(className)}
    >
      <SeenOffer proposal={proposal} />
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
      <HireTerms proposal={proposal} />
    </ConfirmForm>
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
