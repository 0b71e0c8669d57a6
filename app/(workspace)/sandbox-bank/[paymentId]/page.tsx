import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { SandboxNotice } from "#components/payments/sandbox-notice";
import { ActionForm } from "#components/ui/action-form";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { SubmitButton } from "#components/ui/submit-button";
import { orNotFound, pageActor } from "#lib/edge/page";
import { isId } from "#lib/ids";
import { paymentPath } from "#lib/payments/policy";
import { getAskedPayment } from "#lib/payments/queries/sandbox-bank";
import { answerSandboxBankAction } from "../actions.ts";

export const metadata: Metadata = { title: "Sandbox bank" };

type Props = PageProps<"/sandbox-bank/[paymentId]">;

/** What the bank of a card shows that asks for 3-D Secure. It exists in the demo only. */
export default function SandboxBankPage({ params }: Props) {
  return (
    <div className="page">
      <PageHeader title="Your bank asks: is this you?" className="mb-7" />
      <Suspense
        fallback={
          <Loading>
            <Skeleton className="h-48 max-w-lg" />
          </Loading>
        }
      >
        <Question params={params} />
      </Suspense>
    </div>
  );
}

async function Question({ params }: Pick<Props, "params">) {
  const actor = await pageActor();
  const { paymentId } = await params;
  if (!isId("pay", paymentId)) notFound();
  const { payment, isAsked } = await orNotFound(getAskedPayment(actor, paymentId));
  return (
    <div className="flex max-w-lg flex-col items-start gap-5">
      <p>
        {isAsked ? "Somebody wants to pay " : "There is nothing to answer any more about "}
        <Amount cents={payment.amountCents} /> with {payment.method}.
      </p>
      {isAsked && (
        <div className="flex flex-wrap gap-3">
          <Answer paymentId={paymentId} answer="approve" label="Approve" variant="primary" />
          <Answer paymentId={paymentId} answer="decline" label="Decline" variant="plain" />
        </div>
      )}
      <ButtonLink href={paymentPath(paymentId)}>
        {isAsked ? "Leave without answering" : "Back to the payment"}
      </ButtonLink>
      <SandboxNotice label="Sandbox bank" />
    </div>
  );
}

function Answer({
  paymentId,
  answer,
  label,
  variant,
}: {
  paymentId: string;
  answer: "approve" | "decline";
  label: string;
  variant: "primary" | "plain";
}) {
  return (
    <ActionForm action={answerSandboxBankAction}>
      <input type="hidden" name="paymentId" value={paymentId} />
      <input type="hidden" name="answer" value={answer} />
      <SubmitButton variant={variant} pendingLabel="Telling the bank…">
        {label}
      </SubmitButton>
    </ActionForm>
  );
}
