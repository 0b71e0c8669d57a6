import type { Route } from "next";
import { notFound } from "next/navigation";
import { SandboxNotice } from "#components/payments/sandbox-notice";
import type { Actor } from "#lib/auth/actor";
import { orNotFound } from "#lib/page";
import { currentProvider } from "#lib/payments/find-provider";
import { getReceipt } from "#lib/payments/get-receipt";
import { getAvailable } from "#lib/payments/queries";
import { PaymentReceipt } from "./payment-receipt.tsx";

/** The receipt of a payment, in the place where it was started. */
export async function PaymentPlace({
  actor,
  paymentId,
  again,
}: {
  actor: Actor;
  paymentId: string;
  again: { href: Route; label: string };
}) {
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
        again={again}
      />
      {isSandbox && <SandboxNotice label={label} />}
    </div>
  );
}
