import type { Route } from "next";
import type { ReactNode } from "react";
import { BeforeAfter } from "#components/money/before-after";
import { Receipt, type ReceiptLine } from "#components/money/receipt";
import { PaymentWatch } from "#components/payments/payment-watch";
import { ButtonLink } from "#components/ui/button";
import { Time } from "#components/ui/time";
import { type Cents, negateCents, sumCents } from "#lib/money";
import type { HistoryRow, PaymentView, ReceiptView } from "#lib/payments/schema";
import { now } from "#lib/time";
import { amountLines, entryLines } from "./receipt-lines.tsx";

/** A deposit or a payout from its creation on: how it stands, what it did to the wallet, what comes next. */
export function PaymentReceipt({
  receipt,
  payment,
  availableCents,
  again,
}: {
  receipt: ReceiptView;
  payment: PaymentView;
  /** The balance now, for a deposit that has not reached it. */
  availableCents: Cents;
  /** Where the same can be done once more. */
  again: { href: Route; label: string };
}) {
  const isOpen = payment.status === "created" || payment.status === "pending";
  return (
    <Receipt
      title={<span role="status">{titleOf(payment)}</span>}
      totalLabel={payment.direction === "deposit" ? "Into your wallet" : "To your bank"}
      totalCents={payment.amountCents}
      lines={[...linesOf(payment), ...amountLines(receipt.row), ...entryLines(receipt.row)]}
      reference={payment.paymentId}
      footer={
        <div className="flex flex-col gap-5">
          <BeforeAfter
            caption="Available"
            changes={changesOf(receipt.entries, payment, availableCents)}
          />
          {isOpen && <PaymentWatch paymentId={payment.paymentId} status={payment.status} />}
          <div className="flex flex-wrap gap-3">
            <ButtonLink href="/wallet" variant="primary">
              Back to the wallet
            </ButtonLink>
            <ButtonLink href={again.href}>{again.label}</ButtonLink>
          </div>
        </div>
      }
    />
  );
}

function titleOf({ direction, status }: PaymentView): string {
  const isDeposit = direction === "deposit";
  switch (status) {
    case "created":
    case "pending":
      return isDeposit ? "Your money is on its way in" : "Your money is on its way to your bank";
    case "settled":
      return isDeposit ? "The money is in your wallet" : "The bank has paid it out";
    case "failed":
      return isDeposit ? "The bank refused this payment" : "The bank could not pay it out";
  }
}

function linesOf(payment: PaymentView): ReceiptLine[] {
  const { direction, status, method, failureReason, createdAt, expectedAt, finishedAt } = payment;
  const lines: ReceiptLine[] = [
    { label: direction === "deposit" ? "From" : "To", text: method },
    { label: "Started", text: <Time at={createdAt} format="datetime" /> },
  ];
  switch (status) {
    case "created":
      lines.push({ label: "State", text: "Being handed to the bank" });
      break;
    case "pending":
      lines.push({
        label: "Expected",
        text: expectedText(expectedAt),
      });
      break;
    case "settled":
      if (finishedAt)
        lines.push({ label: "Settled", text: <Time at={finishedAt} format="datetime" /> });
      break;
    case "failed":
      if (finishedAt)
        lines.push({ label: "Failed", text: <Time at={finishedAt} format="datetime" /> });
      lines.push({ label: "The bank says", text: failureReason ?? "no reason" });
      lines.push({
        label: "Your wallet",
        text: direction === "deposit" ? "No money moved." : "The whole amount is back.",
      });
  }
  return lines;
}

function expectedText(expectedAt: Date | null): ReactNode {
  if (!expectedAt) return "The bank has not said";
  return expectedAt > now() ? <Time at={expectedAt} /> : "Any moment now";
}

/** What the ledger saw, or for a deposit that it has not seen: what will be. */
function changesOf(entries: readonly HistoryRow[], payment: PaymentView, availableCents: Cents) {
  if (entries.length > 0) {
    return entries.map(({ amountCents, balanceAfterCents }, index) => ({
      label: labelOf(payment, index),
      beforeCents: sumCents([balanceAfterCents, negateCents(amountCents ?? balanceAfterCents)]),
      afterCents: balanceAfterCents,
    }));
  }
  const isFailed = payment.status === "failed";
  return [
    {
      label: isFailed ? "Unchanged" : "Once it has settled",
      beforeCents: availableCents,
      afterCents: isFailed ? availableCents : sumCents([availableCents, payment.amountCents]),
    },
  ];
}

function labelOf({ direction, status }: PaymentView, index: number): string {
  if (direction === "deposit") return "Added";
  if (index > 0) return "Returned";
  return status === "settled" ? "Paid out" : "Taken out";
}
