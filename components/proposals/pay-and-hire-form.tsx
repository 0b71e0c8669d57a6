import { BeforeAfter } from "#components/money/before-after";
import { CardChoices } from "#components/money/card-choices";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import type { ButtonVariant } from "#components/ui/button-class";
import { ConfirmForm } from "#components/ui/confirm-form";
import { FieldGroup } from "#components/ui/field";
import { FormMessage } from "#components/ui/form-message";
import { Question } from "#components/ui/question";
import type { HirePaymentView } from "#lib/contracts/contract-views";
import type { FormAction } from "#lib/forms/state";
import { type Cents, cents, formatCents } from "#lib/money";
import { amountToPay, MAX_PAYMENT_CENTS } from "#lib/payments/policy";
import type { Means } from "#lib/payments/wallet-views";
import { firstName } from "#lib/proposals/describe-proposal";
import type { ProposalView } from "#lib/proposals/schema";
import { HireTerms, SeenOffer } from "./hire-terms.tsx";

type Props = {
  proposal: ProposalView;
  /** Less than the price is in the wallet. */
  means: Means;
  action: FormAction;
  variant: ButtonVariant;
  isOpen: boolean;
  className: string;
};

/** Pays exactly what is missing in the wallet, and hires by itself once that has settled. */
export function PayAndHireForm(props: Props) {
  const { proposal, means, action, variant, isOpen, className } = props;
  const { availableCents, cards, cardsNote } = means;
  const { priceCents } = proposal;
  const first = firstName(proposal.freelancer.name);
  const payCents = amountToPay(priceCents, availableCents);
  if (payCents > MAX_PAYMENT_CENTS) return <TooMuch {...props} />;
  const leftCents = cents(availableCents + payCents - priceCents);
  return (
    <ConfirmForm
      action={action}
      variant={variant}
      submitVariant="primary"
      isOpen={isOpen}
      label={`Hire ${first}`}
      submitLabel={`Pay ${formatCents(payCents)} and hire ${first}`}
      pendingLabel="Sending to the bank…"
      className={className}
    >
      <SeenOffer proposal={proposal} />
      <input type="hidden" name="payCents" value={payCents} />
      <p className="measure">
        Hiring {first} holds <Amount cents={priceCents} />.{" "}
        {availableCents > 0 && (
          <>
            <Amount cents={availableCents} /> is in your wallet, so you pay only the rest.{" "}
          </>
        )}
        {first} is hired as soon as your payment has settled: you need not come back.
      </p>
      <FieldGroup
        name="card"
        label={`Pay ${formatCents(payCents)} with`}
        help={cardsNote ?? undefined}
      >
        <CardChoices cards={cards} />
      </FieldGroup>
      <BeforeAfter
        changes={[
          {
            label: "Available in your wallet",
            beforeCents: availableCents,
            afterCents: leftCents,
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
      {leftCents > 0 && (
        <p className="measure text-sm text-ink-2">
          The least that can be paid is <Amount cents={payCents} />, so <Amount cents={leftCents} />{" "}
          of it stays in your wallet.
        </p>
      )}
      <HireTerms proposal={proposal} />
      <p className="measure text-sm text-ink-2">
        If the proposal or the job changes, or is decided, before the payment has settled, nobody is
        hired and the money is in your wallet.
      </p>
    </ConfirmForm>
  );
}

/** One payment cannot cover what is missing. */
function TooMuch({ proposal, means, variant, isOpen, className }: Props) {
  const { availableCents, canAddFunds } = means;
  const first = firstName(proposal.freelancer.name);
  const missingCents = cents(proposal.priceCents - availableCents);
  return (
    <Question label={`Hire ${first}`} variant={variant} isOpen={isOpen} className={className}>
      <FormMessage tone="note">
        <p className="font-semibold">
          You need <Amount cents={missingCents} /> more in your wallet.
        </p>
        <p className="mt-0.5">
          At most <Amount cents={MAX_PAYMENT_CENTS} /> can be paid at once.{" "}
          {canAddFunds
            ? `Add the money in several payments, then hire ${first}.`
            : `Agree with ${first} on a smaller first job.`}{" "}
          Nothing was changed.
        </p>
        {canAddFunds && (
          <ButtonLink href="/wallet/add-funds" variant="primary" className="mt-3">
            Add funds
          </ButtonLink>
        )}
      </FormMessage>
    </Question>
  );
}

/** A payment to hire from this proposal is under way. */
export function HireUnderWay({
  first,
  payment,
  className,
}: {
  first: string;
  payment: HirePaymentView;
  className: string;
}) {
  return (
    <FormMessage tone="note" className={className}>
      <p>
        Your payment of <Amount cents={payment.amountCents} /> is on its way. {first} is hired once
        it has settled: you need not do anything.
      </p>
      <ButtonLink href={`/wallet/receipts/${payment.paymentId}`} className="mt-3">
        See the payment
      </ButtonLink>
    </FormMessage>
  );
}

/** Nobody hires while they owe something. */
export function OwesFirst({ owedCents, className }: { owedCents: Cents; className: string }) {
  return (
    <FormMessage tone="note" className={className}>
      <p>
        You owe <Amount cents={owedCents} />, because a payment of yours was taken back. You can
        hire once that is settled.
      </p>
      <ButtonLink href="/wallet" className="mt-3">
        See why in your wallet
      </ButtonLink>
    </FormMessage>
  );
}
