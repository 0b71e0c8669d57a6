import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { SandboxNotice } from "#components/payments/sandbox-notice";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/section";
import { pageActor } from "#lib/edge/page";
import { checkPayoutAccount } from "#lib/payments/check-payout-account";
import { currentProvider } from "#lib/payments/find-provider";
import { formatIban } from "#lib/payments/iban";
import { leastPayout, mayPay, nearestPayable } from "#lib/payments/policy";
import { findOwed } from "#lib/payments/queries/owed";
import { getAvailable, listEarlierAccounts } from "#lib/payments/queries/wallet";
import { parseAmount } from "#lib/read-number";
import { BackToWallet } from "../back-to-wallet.tsx";
import { OwedNotice } from "../owed-notice.tsx";
import { PaymentPlace } from "../payment-place.tsx";
import { PaymentSkeleton } from "../payment-skeleton.tsx";
import { withdrawAction } from "./actions.ts";
import { PayoutAccount, StillDue } from "./payout-account.tsx";
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
    return <PaymentPlace actor={actor} paymentId={payment} />;
  }
  const { payoutAccounts, label, trial } = currentProvider();
  const available = await getAvailable(actor);
  const owed = await findOwed(actor);
  if (owed) return <OwedNotice owed={owed} role={actor.role} />;
  if (available === 0) {
    return (
      <EmptyState
        title="Nothing to withdraw yet"
        action={<ButtonLink href="/wallet">Back to the wallet</ButtonLink>}
      >
        Nothing is available. Money held for contracts can be withdrawn once it is released.
      </EmptyState>
    );
  }
  const account = payoutAccounts ? await checkPayoutAccount(actor) : null;
  if (payoutAccounts && !account?.isReady) return <PayoutAccount account={account} label={label} />;
  const wanted = typeof amount === "string" ? parseAmount(amount) : null;
  return (
    <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px]">
      <WithdrawForm
        action={withdrawAction}
        availableCents={available}
        initial={wanted === null ? null : nearestPayable(wanted, leastPayout(available))}
        accounts={account ? [{ token: account.token, label }] : await listEarlierAccounts(actor)}
        takesIban={!payoutAccounts}
        notice={account && <StillDue account={account} label={label} />}
      />
      {trial && !payoutAccounts && (
        <aside className="order-first lg:order-last">
          <SandboxNotice label={label}>
            <p>Any valid IBAN works, and nothing is sent to it. To try both outcomes:</p>
            <dl className="mt-2 grid gap-y-2">
              {trial.accounts.map(({ label, iban }) => (
                <SampleIban key={iban} label={label} iban={iban} />
              ))}
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
