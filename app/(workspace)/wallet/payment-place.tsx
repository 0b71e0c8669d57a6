import { notFound } from "next/navigation";
import { SandboxNotice } from "#components/payments/sandbox-notice";
import { Amount } from "#components/ui/amount";
import { FormMessage } from "#components/ui/form-message";
import { Time } from "#components/ui/time";
import type { Actor } from "#lib/auth/actor";
import { findPaidHire } from "#lib/contracts/queries/paid-hires";
import { orNotFound } from "#lib/edge/page";
import { currentProvider } from "#lib/payments/find-provider";
import { listReversals } from "#lib/payments/queries/owed";
import { getReceipt } from "#lib/payments/queries/receipts";
import { getAvailable, listPayoutSteps } from "#lib/payments/queries/wallet";
import type { ReversalView } from "#lib/payments/schema";
import { PaymentReceipt } from "./payment-receipt.tsx";

/** The receipt of a payment, in the place where the payment was started. */
export async function PaymentPlace({ actor, paymentId }: { actor: Actor; paymentId: string }) {
  const receipt = await orNotFound(getReceipt(actor, paymentId));
  const { payment } = receipt.row;
  if (!payment) notFound();
  const { isSandbox, label } = currentProvider();
  return (
    <div className="flex max-w-lg flex-col gap-5">
      {(await listReversals(actor, payment.paymentId)).map((reversal) => (
        <TakenBack key={reversal.reversedAt.toISOString()} reversal={reversal} />
      ))}
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

/** What the receipt below it no longer shows: the money has left the wallet again, and perhaps come back. */
function TakenBack({ reversal }: { reversal: ReversalView }) {
  const { amountCents, reason, reversedAt, wonAt } = reversal;
  return (
    <FormMessage tone="note">
      <Amount cents={amountCents} /> of this was taken back on <Time at={reversedAt} />: {reason}.
      {wonAt && (
        <>
          {" "}
          It was decided for you, and the money came back on <Time at={wonAt} />.
        </>
      )}
    </FormMessage>
  );
}
