import type { ReactNode } from "react";
import { BeforeAfter } from "#components/money/before-after";
import { Receipt, type ReceiptLine } from "#components/money/receipt";
import { PaymentWatch } from "#components/payments/payment-watch";
import { ButtonLink } from "#components/ui/button";
import { Time } from "#components/ui/time";
import { describePaidHire, paymentStage } from "#lib/contracts/describe-paid-hire";
import type { PaidHireView } from "#lib/contracts/schema";
import { type Cents, formatCents, negateCents, sumCents, toDecimal } from "#lib/money";
import { canAddFunds } from "#lib/payments/add-funds";
import type { HistoryRow, PaymentView, ReceiptView } from "#lib/payments/schema";
import { now } from "#lib/time";
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
  /** What was paid for, where it was a hire. */
  hire: PaidHireView | null;
}) {
  const isFailed = payment.status === "failed";
  const stage = paymentStage(payment.status, hire);
  const isOpen = stage !== "settled" && stage !== "failed";
  return (
    <Receipt
      title={
        <span role="status">
          {hire ? describePaidHire(payment.status, hire) : titleOf(payment)}
        </span>
      }
      withWhom={`${payment.direction === "deposit" ? "From" : "To"} ${payment.method}`}
      when={<Time at={payment.createdAt} format="datetime" />}
      totalLabel={hire?.contractId ? "Paid" : totalLabelOf(payment)}
      totalCents={payment.amountCents}
      lines={isFailed ? linesOf(payment) : [...linesOf(payment), ...amountLines(receipt.row)]}
      references={[{ label: "Payment", text: payment.paymentId }, ...ledgerReferences(receipt.row)]}
      footer={
        <div className="flex flex-col gap-5">
          <BeforeAfter
            caption="Available"
            changes={changesOf(receipt.entries, payment, availableCents)}
          />
          {isOpen && <PaymentWatch paymentId={payment.paymentId} stage={stage} />}
          {hire ? <AfterHire hire={hire} /> : <WhatNext payment={payment} />}
        </div>
      }
    />
  );
}

/** After a failure, the same amount again; or the wallet. */
function WhatNext({ payment }: { payment: PaymentView }) {
  const { direction, status, amountCents } = payment;
  const path = direction === "deposit" ? "/wallet/add-funds" : "/wallet/withdraw";
  const isFailed = status === "failed";
  const isOffered = direction === "payout" || canAddFunds("client");
  return (
    <div className="flex flex-wrap gap-3">
      {isFailed && isOffered && (
        <ButtonLink href={`${path}?amount=${toDecimal(amountCents)}`} variant="primary">
          Try again with {formatCents(amountCents)}
        </ButtonLink>
      )}
      <ButtonLink href="/wallet" variant={isFailed && isOffered ? "plain" : "primary"}>
        Back to the wallet
      </ButtonLink>
      {!isFailed && isOffered && (
        <ButtonLink href={path}>
          {direction === "deposit" ? "Add more" : "Withdraw more"}
        </ButtonLink>
      )}
    </div>
  );
}

/** To the contract, or back to the proposal from which nobody was hired. */
function AfterHire({ hire: { proposalId, contractId, notHired } }: { hire: PaidHireView }) {
  const isOver = contractId !== null || notHired !== null;
  return (
    <div className="flex flex-wrap gap-3">
      {contractId ? (
        <ButtonLink href={`/contracts/${contractId}`} variant="primary">
          Go to the contract
        </ButtonLink>
      ) : (
        <ButtonLink
          href={notHired ? `/proposals/${proposalId}?hire` : `/proposals/${proposalId}`}
          variant={isOver ? "primary" : "plain"}
        >
          Back to the proposal
        </ButtonLink>
      )}
      <ButtonLink href="/wallet">Back to the wallet</ButtonLink>
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
