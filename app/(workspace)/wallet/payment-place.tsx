import { notFound } from "next/navigation";
import { SandboxNotice } from "#components/payments/sandbox-notice";
import type { Actor } from "#lib/auth/actor";
import { findPaidHire } from "#lib/contracts/queries/paid-hires";
import { orNotFound } from "#lib/edge/page";
import { currentProvider } from "#lib/payments/find-provider";
import { getReceipt } from "#lib/payments/queries/receipts";
import { getAvailable, listPayoutSteps } from "#lib/payments/queries/wallet";
import { PaymentReceipt } from "./payment-receipt.tsx";

/** The receipt of a payment, in the place where the payment was started. */
export async function PaymentPlace({ actor, paymentId }: { actor: Actor; paymentId: string }) {
  const receipt = await orNotFound(getReceipt(actor, paymentId));
  const { payment } = receipt.row;
  if (!payment) notFound();
  const { isSandbox, label } = currentProvider();
  return (
    <div className="flex max-w-lg flex-col gap-5">
      <PaymentReceipt
        receipt={receipt}
        payment={payment}
        availableCents={await getAvailable(actor)}
        steps={await listPayoutSteps(actor, payment.paymentId)}
        hire={await findPaidHire(actor, payment.paymentId)}
      />
      {isSandbox && <SandboxNotice label={label} />}
    </div>
  );
}
