import { InvoiceLinks } from "#components/billing/invoice-links";
import { BeforeAfter } from "#components/money/before-after";
import { Receipt } from "#components/money/receipt";
import { ButtonLink } from "#components/ui/button";
import { Time } from "#components/ui/time";
import type { InvoiceView } from "#lib/billing/schema";
import { negateCents, sumCents } from "#lib/money";
import type { HistoryRow, ReceiptView } from "#lib/payments/history-views";
import { amountLines, ledgerReferences } from "../../receipt-lines.tsx";

/** One movement on a contract: what, with whom, gross, fee, net, and the wallet before and after. */
export function ContractReceipt({
  receipt,
  invoices,
}: {
  receipt: ReceiptView;
  invoices: readonly InvoiceView[];
}) {
  const { row, transferId } = receipt;
  const { contract, amountCents, balanceAfterCents, grossCents } = row;
  const before = sumCents([balanceAfterCents, negateCents(amountCents ?? sumCents([]))]);
  return (
    <Receipt
      title={titleOf(row)}
      withWhom={
        contract && (
          <>
            <bdi>{contract.withWhom}</bdi> · <bdi>{contract.jobTitle}</bdi>
          </>
        )
      }
      when={<Time at={row.at} format="datetime" />}
      totalLabel={totalLabelOf(row)}
      totalCents={amountCents ?? grossCents}
      lines={amountLines(row)}
      references={[
        ...(transferId === null ? [] : [{ label: "Transfer", text: transferId }]),
        ...ledgerReferences(row),
      ]}
      footer={
        <div className="flex flex-col gap-5">
          <BeforeAfter
            caption="Your wallet"
            changes={[
              {
                label: amountCents === null ? "Available, unchanged" : "Available",
                beforeCents: before,
                afterCents: balanceAfterCents,
              },
            ]}
          />
          {invoices.length > 0 && <InvoiceLinks invoices={invoices} />}
          {contract && (
            <div>
              <ButtonLink href={`/contracts/${contract.contractId}`}>Open the contract</ButtonLink>
            </div>
          )}
        </div>
      }
    />
  );
}

function titleOf({ kind, amountCents, stillHeldCents }: HistoryRow): string {
  const isMine = amountCents !== null;
  switch (kind) {
    case "held":
      if (isMine) return stillHeldCents > 0 ? "Held for a contract" : "Was held for a contract";
      return stillHeldCents > 0 ? "Held for you" : "Was held for you";
    case "released":
      return isMine ? "Payment received" : "Payment released";
    case "refunded":
      return isMine ? "Refunded to you" : "Refunded to the client";
    case "added":
      return "Funds added";
    case "withdrawn":
      return "Withdrawal";
    case "given_back":
      return amountCents !== null && amountCents > 0 ? "Given back to you" : "Given back";
    case "reversed":
      return amountCents !== null && amountCents > 0 ? "Given back to you" : "Taken back";
    case "repaid":
      return "Settled what you owed";
    case "corrected":
      return "Fee or correction";
  }
}

/** From where to where, seen from this wallet. */
function totalLabelOf({ kind, amountCents }: HistoryRow): string {
  const isMine = amountCents !== null;
  switch (kind) {
    case "held":
      return isMine ? "From your wallet to held" : "From the client’s wallet to held";
    case "released":
      return isMine ? "From held to your wallet" : "From held to the freelancer";
    case "refunded":
      return isMine ? "From held back to your wallet" : "From held back to the client";
    case "given_back":
      return "Between the two wallets";
    case "added":
    case "withdrawn":
    case "reversed":
    case "repaid":
    case "corrected":
      return "In this wallet";
  }
}
