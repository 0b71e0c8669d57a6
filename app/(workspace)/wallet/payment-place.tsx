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
import type { PaymentView, ReversalView } from "#lib/payments/wallet-views";
import { PaymentReceipt } from "./payment-receipt.tsx";

export type PaymentParams = Readonly<Record<string, string | string[] | undefined>>;

/** The receipt of a payment, in the place where the payment was started. */
export async function PaymentPlace({
  actor,
  paymentId,
  params,
  hasNotice = true,
}: {
  actor: Actor;
  paymentId: string;
  /** `new`: it was begun right now. `paid`: the provider's page says that it was paid. */
  params: PaymentParams;
  /** Whether it says that no money is real, where that is so. */
  hasNotice?: boolean;
}) {
  const receipt = await orNotFound(getReceipt(actor, paymentId));
  const { payment } = receipt.row;
  if (!payment) notFound();
  const { isSandbox, label } = currentProvider();
  return (
    <div className="flex max-w-lg flex-col gap-5">
      {(await listReversals(actor, payment.paymentId)).map((reversal) => (
        <TakenBack key={`${reversal.reason} ${reversal.reversedAt}`} reversal={reversal} />
      ))}
      <PaymentReceipt
        receipt={receipt}
        payment={params.paid === undefined ? payment : paidAsTold(payment)}
        availableCents={await getAvailable(actor)}
        steps={await listPayoutSteps(actor, payment.paymentId)}
        hire={await findPaidHire(actor, payment.paymentId)}
        isNew={params.new !== undefined}
      />
      {isSandbox && hasNotice && <SandboxNotice label={label} />}
    </div>
  );
}

/** For whoever comes back from paying: what the provider's page says is not known here yet, and not asked for again. */
function paidAsTold(payment: PaymentView): PaymentView {
  if (payment.status !== "requires_action") return payment;
  return { ...payment, status: "pending", actionAddress: null, expectedAt: null };
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
          The money came back on <Time at={wonAt} />.
        </>
      )}
    </FormMessage>
  );
}
