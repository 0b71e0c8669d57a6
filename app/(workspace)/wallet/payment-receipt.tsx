import type { ReactNode } from "react";
import { BeforeAfter } from "#components/money/before-after";
import { Receipt, type ReceiptLine } from "#components/money/receipt";
import { PaymentWatch } from "#components/payments/payment-watch";
import { ButtonLink } from "#components/ui/button";
import { Time } from "#components/ui/time";
import { type Cents, formatCents, negateCents, sumCents, toDecimal } from "#lib/money";
import type { HistoryRow, PaymentView, ReceiptView } from "#lib/payments/schema";
import { now } from "#lib/time";
import type { Hire } from "./find-hire.tsx";
import { amountLines, ledgerReferences } from "./receipt-lines.tsx";

/** A deposit or a payout from its creation on: its state, its effect on the wallet, and what comes next. */
export function PaymentReceipt({
  receipt,
  payment,
  availableCents,
  hire,
}: {
  receipt: ReceiptView;
  payment: PaymentView;
  /** The balance now, for a deposit that is not in it yet. */
  availableCents: Cents;
  /** What the money was added for. */
  hire: Hire | null;
}) {
  const isFailed = payment.status === "failed";
  const isOpen = payment.status === "created" || payment.status === "pending";
  return (
    <Receipt
      title={<span role="status">{titleOf(payment)}</span>}
      withWhom={`${payment.direction === "deposit" ? "From" : "To"} ${payment.method}`}
      when={<Time at={payment.createdAt} format="datetime" />}
      totalLabel={totalLabelOf(payment)}
      totalCents={payment.amountCents}
      lines={isFailed ? linesOf(payment) : [...linesOf(payment), ...amountLines(receipt.row)]}
      references={[{ label: "Payment", text: payment.paymentId }, ...ledgerReferences(receipt.row)]}
      footer={
        <div className="flex flex-col gap-5">
          <BeforeAfter
            caption="Available"
            changes={changesOf(receipt.entries, payment, availableCents)}
          />
          {isOpen && <PaymentWatch paymentId={payment.paymentId} status={payment.status} />}
          <WhatNext payment={payment} hire={hire} />
        </div>
      }
    />
  );
}

/** Back to what the money was for; after a failure, the same amount again; or the wallet. */
function WhatNext({ payment, hire }: { payment: PaymentView; hire: Hire | null }) {
  const { direction, status, amountCents } = payment;
  const path = direction === "deposit" ? "/wallet/add-funds" : "/wallet/withdraw";
  const keep = hire ? `&hire=${hire.proposalId}` : "";
  const isFailed = status === "failed";
  const isHireNext = hire !== null && !isFailed;
  return (
    <div className="flex flex-wrap gap-3">
      {isFailed && (
        <ButtonLink href={`${path}?amount=${toDecimal(amountCents)}${keep}`} variant="primary">
          Try again with {formatCents(amountCents)}
        </ButtonLink>
      )}
      {hire && (
        <ButtonLink
          href={`/proposals/${hire.proposalId}?hire`}
          variant={isHireNext ? "primary" : "plain"}
        >
          {status === "settled" ? `Hire ${hire.first} now` : `Back to hiring ${hire.first}`}
        </ButtonLink>
      )}
      <ButtonLink href="/wallet" variant={isFailed || isHireNext ? "plain" : "primary"}>
        Back to the wallet
      </ButtonLink>
      {!isFailed && !hire && (
        <ButtonLink href={path}>
          {direction === "deposit" ? "Add more" : "Withdraw more"}
        </ButtonLink>
      )}
    </div>
  );
}

/** The label of the amount: what it did, or was meant to do. */
function totalLabelOf({ direction, status }: PaymentView): string {
  const isDeposit = direction === "deposit";
  if (status === "failed") return isDeposit ? "Not added" : "Not withdrawn";
  return isDeposit ? "Into your wallet" : "To your bank";
}

function titleOf({ direction, status }: PaymentView): string {
  const isDeposit = direction === "deposit";
  switch (status) {
    case "created":
    case "pending":
      return isDeposit
        ? "Your money is on its way to your wallet"
        : "Your money is on its way to your bank";
    case "settled":
      return isDeposit ? "The money is in your wallet" : "The money is in your bank account";
    case "failed":
      return isDeposit
        ? "The bank refused this payment"
        : "The bank could not complete this withdrawal";
  }
}

function linesOf(payment: PaymentView): ReceiptLine[] {
  const { direction, status, failureReason, expectedAt, finishedAt } = payment;
  const lines: ReceiptLine[] = [];
  switch (status) {
    case "created":
      lines.push({ label: "State", text: "Being sent to the bank" });
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
      lines.push({ label: "The bank says", text: failureReason ?? "No reason given" });
      lines.push({
        label: "Your wallet",
        text:
          direction === "deposit" ? "No money moved." : "The full amount is back in your wallet.",
      });
  }
  return lines;
}

function expectedText(expectedAt: Date | null): ReactNode {
  if (!expectedAt) return "The bank has not said when";
  return expectedAt > now() ? <Time at={expectedAt} /> : "Any moment now";
}

/** What the ledger saw or, for a deposit that it has not seen, what will happen. */
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
  return status === "created" || status === "pending" ? "On its way" : "Withdrawn";
}
