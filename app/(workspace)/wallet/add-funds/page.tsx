import type { Metadata } from "next";
import { Suspense } from "react";
import { ulid } from "ulid";
import { SandboxNotice } from "#components/payments/sandbox-notice";
import { PageHeader } from "#components/ui/section";
import { parseAmount } from "#lib/money";
import { pageActor } from "#lib/page";
import { currentProvider } from "#lib/payments/find-provider";
import { nearestPayable } from "#lib/payments/policy";
import { SANDBOX_CARDS } from "#lib/payments/providers/sandbox-rules";
import { getAvailable } from "#lib/payments/queries";
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
  const { amount, payment } = await searchParams;
  if (typeof payment === "string") {
    const again = { href: "/wallet/add-funds", label: "Add more" } as const;
    return <PaymentPlace actor={actor} paymentId={payment} again={again} />;
  }
  const { isSandbox, label } = currentProvider();
  const wanted = typeof amount === "string" ? parseAmount(amount) : null;
  return (
    <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px]">
      <AddFundsForm
        action={addFundsAction}
        requestKey={ulid()}
        availableCents={await getAvailable(actor)}
        initial={wanted === null ? null : nearestPayable(wanted)}
        cards={isSandbox ? SANDBOX_CARDS : []}
      />
      <aside className="order-first flex flex-col gap-5 lg:order-last">
        {isSandbox && (
          <SandboxNotice label={label}>
            <p>
              The cards are test cards, and each does what stands next to it, so that you can see
              how WorkHub answers. Nothing here touches a real card.
            </p>
          </SandboxNotice>
        )}
      </aside>
    </div>
  );
}
