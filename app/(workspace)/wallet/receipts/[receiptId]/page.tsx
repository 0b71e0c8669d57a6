import type { Metadata } from "next";
import { Suspense } from "react";
import { buttonClass } from "#components/ui/button-class";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import type { Actor } from "#lib/auth/actor";
import { listContractInvoices } from "#lib/billing/queries/invoices";
import { orNotFound, pageActor } from "#lib/edge/page";
import type { ReceiptView } from "#lib/payments/history-views";
import { getReceipt } from "#lib/payments/queries/receipts";
import { BackToWallet } from "../../back-to-wallet.tsx";
import { PaymentPlace } from "../../payment-place.tsx";
import { ContractReceipt } from "./contract-receipt.tsx";

export const metadata: Metadata = { title: "Receipt" };

type Props = PageProps<"/wallet/receipts/[receiptId]">;
type Params = Awaited<Props["searchParams"]>;

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
  return (
    <>
      {await drawnReceipt(actor, receipt, await searchParams)}
      <p className="mt-5 print:hidden">
        <a
          href={`/wallet/receipts/${receipt.receiptId}/pdf`}
          download
          className={buttonClass({ wide: "phone" })}
        >
          Download as PDF
        </a>
      </p>
    </>
  );
}

async function drawnReceipt(actor: Actor, receipt: ReceiptView, params: Params) {
  const { payment, contract, kind } = receipt.row;
  if (payment && kind !== "reversed") {
    return <PaymentPlace actor={actor} paymentId={payment.paymentId} params={params} />;
  }
  const isReleased = contract && kind === "released";
  const invoices = isReleased ? await listContractInvoices(actor, contract.contractId) : [];
  return <ContractReceipt receipt={receipt} invoices={invoices} />;
}
