import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { UnfinishedPayment } from "#components/money/unfinished-payment";
import { SandboxNotice } from "#components/payments/sandbox-notice";
import { Amount } from "#components/ui/amount";
import { FormMessage } from "#components/ui/form-message";
import { PageHeader } from "#components/ui/section";
import { pageActor } from "#lib/edge/page";
import { canAddFunds } from "#lib/payments/add-funds";
import { currentProvider } from "#lib/payments/find-provider";
import { nearestPayable } from "#lib/payments/policy";
import { findOwed } from "#lib/payments/queries/owed";
import { getAvailable } from "#lib/payments/queries/wallet";
import { parseAmount } from "#lib/read-number";
import { BackToWallet } from "../back-to-wallet.tsx";
import { PaymentPlace } from "../payment-place.tsx";
import { PaymentSkeleton } from "../payment-skeleton.tsx";
import { addFundsAction } from "./actions.ts";
import { AddFundsForm } from "./add-funds-form.tsx";

export const metadata: Metadata = { title: "Add funds" };

export default function AddFundsPage({ searchParams }: PageProps<"/wallet/add-funds">) {
  return (
    <div className="page">
      <PageHeader eyebrow={<BackToWallet />} title="Add funds" className="mb-7" />
      <Suspense fallback={<PaymentSkeleton />}>
        <AddFunds searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function AddFunds({ searchParams }: Pick<PageProps<"/wallet/add-funds">, "searchParams">) {
  const actor = await pageActor("client");
  const params = await searchParams;
  const { amount, payment } = params;
  // Whoever has just settled what they owed can add nothing more, and still sees what they paid.
  if (typeof payment === "string") {
    return <PaymentPlace actor={actor} paymentId={payment} params={params} />;
  }
  const owed = await findOwed(actor);
  if (!canAddFunds(actor.role) && !owed) notFound();
  const { label, trial, cards } = currentProvider();
  const wanted = typeof amount === "string" ? parseAmount(amount) : (owed?.owedCents ?? null);
  return (
    <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px]">
      <AddFundsForm
        action={addFundsAction}
        availableCents={await getAvailable(actor)}
        initial={wanted === null ? null : nearestPayable(wanted)}
        cards={cards}
      />
      <aside className="order-first flex flex-col gap-5 lg:order-last">
        {owed && (
          <FormMessage tone="note">
            You owe <Amount cents={owed.owedCents} />. What you add settles that first.
          </FormMessage>
        )}
        {owed?.unfinished.map((unfinished) => (
          <UnfinishedPayment key={unfinished.paymentId} payment={unfinished}>
            It settles what you owe once you have paid.
          </UnfinishedPayment>
        ))}
        {trial && (
          <SandboxNotice label={label}>
            <p>{trial.cards}</p>
          </SandboxNotice>
        )}
      </aside>
    </div>
  );
}
