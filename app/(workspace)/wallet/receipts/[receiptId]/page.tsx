import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { listContractInvoices } from "#lib/billing/queries";
import { orNotFound, pageActor } from "#lib/edge/page";
import { getReceipt } from "#lib/payments/queries/receipts";
import { BackToWallet } from "../../back-to-wallet.tsx";
import { PaymentPlace } from "../../payment-place.tsx";
import { ContractReceipt } from "./contract-receipt.tsx";

export const metadata: Metadata = { title: "Receipt" };

type Props = PageProps<"/wallet/receipts/[receiptId]">;

export default function ReceiptPage({ params, searchParams }: Props) {
  return (
    <div className="page">
      <PageHeader eyebrow={<BackToWallet />} title="Receipt" className="mb-7" />
      <Suspense
        fallback={
          <Loading>
            <Skeleton className="h-[420px] max-w-lg" />
          </Loading>
        }
      >
        <ShownReceipt params={params} searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function ShownReceipt({ params, searchParams }: Pick<Props, "params" | "searchParams">) {
  const actor = await pageActor();
  const { receiptId } = await params;
  const receipt = await orNotFound(getReceipt(actor, receiptId));
  const { payment } = receipt.row;
  if (!payment || receipt.row.kind === "reversed") {
    const { contract, kind } = receipt.row;
    const isReleased = contract && kind === "released";
    const invoices = isReleased ? await listContractInvoices(actor, contract.contractId) : [];
    return <ContractReceipt receipt={receipt} invoices={invoices} />;
  }
  const { paymentId } = payment;
  return <PaymentPlace actor={actor} paymentId={paymentId} params={await searchParams} />;
}
