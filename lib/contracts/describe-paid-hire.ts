import type { PaymentStage, PaymentStatus } from "#lib/payments/policy";
import type { PaymentView } from "#lib/payments/wallet-views";
import { firstName } from "#lib/proposals/describe-proposal";
import type { NotHired, PaidHireView } from "./contract-views.ts";

/** Where a payment stands: one that was made to hire is over only once the hire is decided. */
export function paymentStage(status: PaymentStatus, hire: PaidHireView | null): PaymentStage {
  const isEnded = status === "settled" || status === "failed";
  return isEnded && hire && !hire.contractId && !hire.notHired ? "hiring" : status;
}

/** Where the person has to go for a payment that waits for them; null where paying would do nothing of what they want. */
export function whereToPay(
  { actionAddress, givenUpAt }: Pick<PaymentView, "actionAddress" | "givenUpAt">,
  hire: PaidHireView | null,
): string | null {
  return givenUpAt !== null || hire?.isStillOffered === false ? null : actionAddress;
}

/** How a payment that was made to hire stands, in one heading for the client. */
export function describePaidHire(status: PaymentStatus, hire: PaidHireView): string {
  const first = firstName(hire.freelancerName);
  if (hire.contractId) return `Paid, and ${first} is hired`;
  if (hire.notHired) return notHiredText(first, hire.notHired);
  switch (status) {
    case "requires_action":
      return hire.isStillOffered
        ? `Your payment is not finished. It will hire ${first}`
        : `Your payment is not finished, and would no longer hire ${first}`;
    case "created":
    case "pending":
      return `Your payment is on its way, and will hire ${first}`;
    case "settled":
      return `Your payment has settled. Hiring ${first}…`;
    case "failed":
      return "This payment was not completed";
  }
}

function notHiredText(first: string, why: NotHired): string {
  const inWallet = "The money is in your wallet.";
  switch (why) {
    case "payment_failed":
      return `This payment was not completed, so ${first} was not hired`;
    case "already_hired":
      return `You had hired ${first} already. ${inWallet}`;
    case "no_longer_open":
      return `${first} was not hired: the proposal or the job was no longer open. ${inWallet}`;
    case "changed":
      return `${first} was not hired: the proposal or the job was changed meanwhile. ${inWallet}`;
    case "money_used":
      return `${first} was not hired: your wallet no longer had enough. What is left is in your wallet.`;
  }
}
