import { ActionForm } from "#components/ui/action-form";
import { buttonClass } from "#components/ui/button-class";
import { SubmitButton } from "#components/ui/submit-button";
import type { PaymentView } from "#lib/payments/wallet-views";
import { giveUpPaymentAction } from "./actions.ts";

/** What a person can do about a payment that waits for them: go on with it where that makes sense, or give it up. */
export function ToPay({
  payment: { paymentId, status, givenUpAt },
  address,
}: {
  payment: PaymentView;
  /** Where to go on; null where that would do nothing of what the person wants. */
  address: string | null;
}) {
  if (status !== "requires_action" || givenUpAt) return null;
  return (
    <div className="flex flex-wrap items-start gap-3">
      {address !== null && (
        <a href={address} className={buttonClass({ variant: "primary" })}>
          Continue to payment
        </a>
      )}
      <ActionForm action={giveUpPaymentAction}>
        <input type="hidden" name="paymentId" value={paymentId} />
        <SubmitButton variant={address === null ? "primary" : "plain"} pendingLabel="Giving it up…">
          Give up this payment
        </SubmitButton>
      </ActionForm>
    </div>
  );
}
