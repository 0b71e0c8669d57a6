import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { SandboxNotice } from "#components/payments/sandbox-notice";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { Actor } from "#lib/auth/actor";
import { pageActor } from "#lib/edge/page";
import { checkPayoutAccount } from "#lib/payments/check-payout-account";
import { currentProvider } from "#lib/payments/find-provider";
import { formatIban } from "#lib/payments/iban";
import { leastPayout, mayPay, nearestPayable } from "#lib/payments/policy";
import { findOwed } from "#lib/payments/queries/owed";
import { mayAnswer } from "#lib/payments/queries/payout-address";
import { listRefundable } from "#lib/payments/queries/refundable";
import { getAvailable, listEarlierAccounts } from "#lib/payments/queries/wallet";
import type { PayoutAccountView, RefundableView } from "#lib/payments/wallet-views";
import { parseAmount } from "#lib/read-number";
import { BackToWallet } from "../back-to-wallet.tsx";
import { OwedNotice } from "../owed-notice.tsx";
import { type PaymentParams, PaymentPlace } from "../payment-place.tsx";
import { PaymentSkeleton } from "../payment-skeleton.tsx";
import { withdrawAction } from "./actions.ts";
import { PayoutAccount, StillDue } from "./payout-account.tsx";
import { type Target, WithdrawForm } from "./withdraw-form.tsx";

export const metadata: Metadata = { title: "Withdraw" };

/** Nothing is withdrawn in more parts. */
const MOST_SHOWN = 20;

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
  const params = await searchParams;
  const { amount, payment } = params;
  if (payment !== undefined) {
    return (
      <Begun actor={actor} paymentIds={[payment].flat().slice(0, MOST_SHOWN)} params={params} />
    );
  }
  const { payoutAccounts, label, trial, refundNote } = currentProvider();
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
  const isProved = await mayAnswer(actor);
  const isConnected = !payoutAccounts || account?.isReady === true;
  const cards = await listRefundable(actor);
  if (!isConnected && cards.length === 0)
    return <PayoutAccount account={account} label={label} isProved={isProved} />;
  const targets = payoutAccounts ? accountTargets(account, label) : await earlierTargets(actor);
  const wanted = typeof amount === "string" ? parseAmount(amount) : null;
  return (
    <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px]">
      <WithdrawForm
        action={withdrawAction}
        availableCents={available}
        initial={wanted === null ? null : nearestPayable(wanted, leastPayout(available))}
        targets={[...targets, ...cards.map((card) => cardTarget(card, refundNote))]}
        takesIban={!payoutAccounts}
      />
      {account && isConnected && <StillDue account={account} label={label} isProved={isProved} />}
      {!isConnected && <PayoutAccount account={account} label={label} isProved={isProved} />}
      {trial && !payoutAccounts && (
        <aside className="order-first lg:order-last">
          <SandboxNotice label={label}>
            <p>Any valid IBAN works, and nothing is sent to it. To try each outcome:</p>
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

/** A withdrawal that was begun: a receipt for each payment that the card had made, as the card's bank will show them. */
function Begun({
  actor,
  paymentIds,
  params,
}: {
  actor: Actor;
  paymentIds: readonly string[];
  params: PaymentParams;
}) {
  return (
    <div className="flex flex-col gap-8">
      {paymentIds.length > 1 && (
        <p className="measure">
          It goes back in {paymentIds.length} parts, one for each payment that the card had made.
          Your card’s bank shows each by itself.
        </p>
      )}
      {paymentIds.map((paymentId) => (
        <PaymentPlace
          key={paymentId}
          actor={actor}
          paymentId={paymentId}
          params={params}
          hasNotice={paymentId === paymentIds.at(-1)}
        />
      ))}
    </div>
  );
}

function accountTargets(account: PayoutAccountView | null, label: string): Target[] {
  if (!account?.isReady) return [];
  return [{ token: account.token, label, help: "It pays out to your bank." }];
}

async function earlierTargets(actor: Actor): Promise<Target[]> {
  const accounts = await listEarlierAccounts(actor);
  return accounts.map((account) => ({ ...account, help: "Used before." }));
}

function cardTarget(card: RefundableView, note: string): Target {
  const { paymentId, method, payments, paidSince, leftCents } = card;
  return {
    token: paymentId,
    label: cardLabel(method),
    help: (
      <>
        Up to <Amount cents={leftCents} /> of{" "}
        {payments === 1 ? "what it paid on" : `${payments} payments since`}{" "}
        <Time at={paidSince} format="date" />. {note}
      </>
    ),
  };
}

/** "Back to the Visa card ending 4242" of "Visa ··4242". */
function cardLabel(method: string): string {
  const [, brand, lastFour] = /^(.+) ··(\d{4})$/.exec(method) ?? [];
  if (!lastFour) return "Back to the card that paid";
  return `Back to the ${brand === "Card" ? "card" : `${brand} card`} ending ${lastFour}`;
}

function SampleIban({ label, iban }: { label: string; iban: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="num font-semibold text-ink select-all">{formatIban(iban)}</dd>
    </div>
  );
}
