import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { FormMessage } from "#components/ui/form-message";
import type { UnfinishedView } from "#lib/payments/schema";

/** A payment that was begun and still waits for the person, with the way back to it. */
export function UnfinishedPayment({
  payment,
  className = "",
  children,
}: {
  payment: UnfinishedView;
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
        Continue to the payment
      </ButtonLink>
    </FormMessage>
  );
}
