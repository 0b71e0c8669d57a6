import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ulid } from "ulid";
import { SandboxNotice } from "#components/payments/sandbox-notice";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/section";
import { formatCents, parseAmount } from "#lib/money";
import { pageActor } from "#lib/page";
import { currentProvider } from "#lib/payments/find-provider";
import { formatIban } from "#lib/payments/iban";
import { MIN_PAYMENT_CENTS, mayPay, nearestPayable } from "#lib/payments/policy";
import { SANDBOX_IBANS } from "#lib/payments/providers/sandbox-rules";
import { getAvailable, listEarlierAccounts } from "#lib/payments/queries";
import { BackToWallet } from "../back-to-wallet.tsx";
import { PaymentPlace } from "../payment-place.tsx";
import { PaymentSkeleton } from "../payment-skeleton.tsx";
import { withdrawAction } from "./actions.ts";
import { WithdrawForm } from "./withdraw-form.tsx";

export const metadata: Metadata = { title: "Withdraw" };

export default function WithdrawPage({ searchParams }: PageProps<"/wallet/withdraw">) {
  return (
    <div className="page">
      <PageHeader eyebrow={<BackToWallet />} title="Withdraw" className="mb-7" />
      <Suspense fallback={<PaymentSkeleton />}>
        <Withdraw searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function Withdraw({ searchParams }: Pick<PageProps<"/wallet/withdraw">, "searchParams">) {
  const actor = await pageActor();
  if (!mayPay(actor.role, "payout")) notFound();
  const { amount, payment } = await searchParams;
  if (typeof payment === "string") {
    const again = { href: "/wallet/withdraw", label: "Withdraw more" } as const;
    return <PaymentPlace actor={actor} paymentId={payment} again={again} />;
  }
  const available = await getAvailable(actor);
  if (available < MIN_PAYMENT_CENTS) {
    return (
      <EmptyState
        title="There is nothing to withdraw yet"
        action={<ButtonLink href="/wallet">Back to the wallet</ButtonLink>}
      >
        {formatCents(available)} is available. From {formatCents(MIN_PAYMENT_CENTS)} on you can send
        it to your bank account. What is held for contracts is not part of it.
      </EmptyState>
    );
  }
  const { isSandbox, label } = currentProvider();
  const wanted = typeof amount === "string" ? parseAmount(amount) : null;
  return (
    <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px]">
      <WithdrawForm
        action={withdrawAction}
        requestKey={ulid()}
        availableCents={available}
        initial={wanted === null ? null : nearestPayable(wanted)}
        accounts={await listEarlierAccounts(actor)}
      />
      {isSandbox && (
        <aside className="order-first lg:order-last">
          <SandboxNotice label={label}>
            <p>Any valid IBAN works, and nothing is sent to it. To try both outcomes:</p>
            <dl className="mt-2 grid gap-y-2">
              <SampleIban label="Is paid out, like every other ending" iban={SANDBOX_IBANS.works} />
              <SampleIban
                label="Comes back, like every ending in 0000"
                iban={SANDBOX_IBANS.bounces}
              />
            </dl>
          </SandboxNotice>
        </aside>
      )}
    </div>
  );
}

function SampleIban({ label, iban }: { label: string; iban: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="num font-semibold text-ink select-all">{formatIban(iban)}</dd>
    </div>
  );
}
