import type { ReactNode } from "react";
import { BeforeAfter } from "#components/money/before-after";
import { Receipt, type ReceiptLine } from "#components/money/receipt";
import { PaymentWatch } from "#components/payments/payment-watch";
import { ButtonLink } from "#components/ui/button";
import { Time } from "#components/ui/time";
import type { PaidHireView } from "#lib/contracts/contract-views";
import { describePaidHire, paymentStage, whereToPay } from "#lib/contracts/describe-paid-hire";
import { type Cents, formatCents, negateCents, sumCents, toDecimal } from "#lib/money";
import { canAddFunds } from "#lib/payments/add-funds";
import { STEP_NAMES } from "#lib/payments/describe-row";
import type { HistoryRow, ReceiptView } from "#lib/payments/history-views";
import type { PaymentView, PayoutStepView } from "#lib/payments/wallet-views";
import { now } from "#lib/time";
import { amountLines, ledgerReferences } from "./receipt-lines.tsx";
import { ToPay } from "./to-pay.tsx";

/** A deposit or a payout from its creation on: its state, its effect on the wallet, and what comes next. */
export function PaymentReceipt({
  receipt,
  payment,
  availableCents,
  steps,
  hire,
  isNew,
}: {
  receipt: ReceiptView;
  payment: PaymentView;
  /** The balance now, for a deposit that is not in it yet. */
  availableCents: Cents;
  /** What the provider did so far to pay it out. */
  steps: readonly PayoutStepView[];
  /** What was paid for, where it was a hire. */
  hire: PaidHireView | null;
  /** It was begun right now, so its person is led where they are needed. */
  isNew: boolean;
}) {
  const isFailed = payment.status === "failed";
  const stage = paymentStage(payment.status, hire);
  const address = whereToPay(payment, hire);
  const isOpen = stage !== "settled" && stage !== "failed";
  const repaid = receipt.entries.filter(({ kind }) => kind === "repaid");
  return (
    <Receipt
      title={
        <span role="status">
          {hire ? describePaidHire(payment.status, hire) : titleOf(payment, repaid.length > 0)}
        </span>
      }
      withWhom={`${payment.direction === "deposit" ? "From" : "To"} ${payment.method}`}
      when={<Time at={payment.createdAt} format="datetime" />}
      totalLabel={hire?.contractId ? "Paid" : totalLabelOf(payment)}
      totalCents={payment.amountCents}
      lines={[
        ...linesOf(payment),
        ...steps.map(stepLine),
        ...(isFailed ? [] : amountLines(receipt.row)),
        ...repaid.map(({ grossCents }) => ({ label: REPAID, cents: grossCents })),
      ]}
      references={[
        { label: "Payment", text: payment.paymentId },
        ...steps.map(({ kind, reference }) => ({ label: STEP_NAMES[kind], text: reference })),
        ...ledgerReferences(receipt.row),
      ]}
      footer={
        <div className="flex flex-col gap-5">
          <BeforeAfter
            caption="Available"
            changes={changesOf(receipt.entries, payment, availableCents)}
          />
          <ToPay payment={payment} address={address} />
          {isOpen && (
            <PaymentWatch
              paymentId={payment.paymentId}
              stage={stage}
              actionAddress={address}
              isNew={isNew}
            />
          )}
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
  const isElsewhereFirst = (isFailed && isOffered) || status === "requires_action";
  return (
    <div className="flex flex-wrap gap-3">
      {isFailed && isOffered && (
        <ButtonLink href={`${path}?amount=${toDecimal(amountCents)}`} variant="primary">
          Try again with {formatCents(amountCents)}
        </ButtonLink>
      )}
      <ButtonLink href="/wallet" variant={isElsewhereFirst ? "plain" : "primary"}>
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
function totalLabelOf({ direction, status, refundOf }: PaymentView): string {
  const isDeposit = direction === "deposit";
  if (status === "failed") return isDeposit ? "Not added" : "Not withdrawn";
  if (isDeposit) return "Into your wallet";
  return refundOf ? "To your card" : "To your bank";
}

function titleOf(payment: PaymentView, hasRepaid: boolean): string {
  const { direction, status, givenUpAt, refundOf } = payment;
  if (refundOf) return refundTitleOf(status);
  const isDeposit = direction === "deposit";
  switch (status) {
    case "requires_action":
      return givenUpAt ? "You are giving up this payment" : "This payment is not finished";
    case "created":
      return isDeposit ? "Your payment is being prepared" : "Your money is on its way to your bank";
    case "pending":
      return isDeposit
        ? "Your money is on its way to your wallet"
        : "Your money is on its way to your bank";
    case "settled":
      if (isDeposit && hasRepaid) return "Your payment has arrived, and settled what you owed";
      return isDeposit ? "The money is in your wallet" : "The money is in your bank account";
    case "failed":
      if (givenUpAt) return "You gave up this payment";
      return isDeposit
        ? "This payment did not go through"
        : "The bank could not complete this withdrawal";
  }
}

/** Of a withdrawal back to the card that had paid. */
function refundTitleOf(status: PaymentView["status"]): string {
  switch (status) {
    case "created":
    case "requires_action":
    case "pending":
      return "Your money is on its way back to your card";
    case "settled":
      return "Your money has gone back to your card";
    case "failed":
      return "Your card’s bank did not take the money back";
  }
}

function linesOf(payment: PaymentView): ReceiptLine[] {
  const { direction, status, failureReason, expectedAt, finishedAt, givenUpAt } = payment;
  const lines: ReceiptLine[] = [];
  switch (status) {
    case "created":
      lines.push({ label: "State", text: "Being sent to the bank" });
      break;
    case "requires_action":
      if (givenUpAt) {
        lines.push({
          label: "State",
          text: "The bank is being told. If you had just paid, the money is put in your wallet.",
        });
        break;
      }
      lines.push({ label: "State", text: WAITS_FOR[payment.actionNeeds ?? "payment"] });
      if (expectedAt)
        lines.push({ label: "Open until", text: <Time at={expectedAt} format="datetime" /> });
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
      lines.push({ label: "Reason", text: failureReason ?? "No reason given" });
      lines.push({
        label: "Your wallet",
        text:
          direction === "deposit" ? "No money moved." : "The full amount is back in your wallet.",
      });
  }
  return lines;
}

const WAITS_FOR = {
  payment: "Waiting for you to pay. No money has moved.",
  authentication: "Your card’s bank asks whether it is you (3-D Secure). No money has moved.",
} as const;

const REPAID = "Settled what you owed";

const STEP_WORDS = { on_its_way: "on its way", done: "done", failed: "failed" } as const;

function stepLine({ kind, status, reason, changedAt }: PayoutStepView): ReceiptLine {
  return {
    label: STEP_NAMES[kind],
    text: (
      <>
        {STEP_WORDS[status]}
        {reason && `: ${reason}`}, <Time at={changedAt} format="datetime" />
      </>
    ),
  };
}

function expectedText(expectedAt: Date | null): ReactNode {
  if (!expectedAt) return "The bank has not said when";
  return expectedAt > now() ? <Time at={expectedAt} /> : "Any moment now";
}

/** What the ledger saw or, for a deposit that it has not seen, what will happen. */
function changesOf(entries: readonly HistoryRow[], payment: PaymentView, availableCents: Cents) {
  if (entries.length > 0) {
    return entries.map(({ kind, amountCents, balanceAfterCents }, index) => ({
      label: kind === "repaid" ? REPAID : labelOf(payment, index),
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
  return status === "settled" || status === "failed" ? "Withdrawn" : "On its way";
}
