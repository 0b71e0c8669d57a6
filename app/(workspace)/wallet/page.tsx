import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { BarChart, isWorthDrawing } from "#components/money/bar-chart";
import { WalletFigures } from "#components/payments/wallet-figures";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { isStaff } from "#lib/auth/staff";
import { listHolds } from "#lib/contracts/queries/contracts";
import { pageActor, pageTimeZone } from "#lib/edge/page";
import { readAfter } from "#lib/paging";
import { periodOf } from "#lib/payments/history-filter";
import { monthOf } from "#lib/payments/months";
import { findOwed } from "#lib/payments/queries/owed";
import { getWallet } from "#lib/payments/queries/wallet";
import { HeldContracts } from "./held-contracts.tsx";
import { History } from "./history.tsx";
import { OwedNotice } from "./owed-notice.tsx";
import { WalletActions } from "./wallet-actions.tsx";
import { WalletSkeleton } from "./wallet-skeleton.tsx";

export const metadata: Metadata = { title: "Wallet" };

export default function WalletPage({ searchParams }: PageProps<"/wallet">) {
  return (
    <div className="page">
      <PageHeader
        title="Wallet"
        actions={
          <Suspense
            fallback={
              <Loading>
                <Skeleton className="h-10 w-56 touch:h-11" />
              </Loading>
            }
          >
            <WalletActions searchParams={searchParams} />
          </Suspense>
        }
      />
      <Suspense fallback={<WalletSkeleton />}>
        <Wallet searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function Wallet({ searchParams }: Pick<PageProps<"/wallet">, "searchParams">) {
  const actor = await pageActor();
  const { role } = actor;
  if (isStaff(role)) notFound();
  const timeZone = await pageTimeZone();
  const params = await searchParams;
  const held = readAfter(params.held);
  const [wallet, holds, owed] = await Promise.all([
    getWallet(actor, timeZone),
    listHolds(actor, { after: held }),
    findOwed(actor),
  ]);
  const months = wallet.months.map(({ startsAt, amountCents }) => ({
    month: periodOf(monthOf(startsAt, timeZone)),
    cents: amountCents,
  }));
  return (
    <>
      {owed && <OwedNotice owed={owed} role={role} />}
      <WalletFigures wallet={wallet} side={role} className="mt-7" />
      {isWorthDrawing(months) && (
        <BarChart
          title={role === "client" ? "Spent per month" : "Earned per month"}
          months={months}
          className="mt-9"
        />
      )}
      <HeldContracts holds={holds} isFirst={held === undefined} role={role} />
      <History actor={actor} role={role} params={params} timeZone={timeZone} />
    </>
  );
}
