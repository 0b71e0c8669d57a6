import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { FormMessage } from "#components/ui/form-message";
import type { UnfinishedView } from "#lib/payments/wallet-views";

/** A payment that was begun and still waits for the person, with the way back to it. */
export function UnfinishedPayment({
  payment,
  canContinue = true,
  className = "",
  children,
}: {
  payment: UnfinishedView;
  /** Not where paying would no longer do what it was begun for. */
  canContinue?: boolean;
  className?: string;
  /** What to do about it. */
  children: ReactNode;
}) {
  return (
    <FormMessage tone="note" className={className}>
      <p>
        You began to pay <Amount cents={payment.amountCents} /> and have not finished. {children}
      </p>
      <ButtonLink href={`/wallet/receipts/${payment.paymentId}`} className="mt-3">
        {canContinue ? "Continue to the payment" : "See the payment"}
      </ButtonLink>
    </FormMessage>
  );
}
