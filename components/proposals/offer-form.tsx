"use client";

import { type ReactNode, useCallback, useState } from "react";
import { FieldHints } from "#components/layout/contact-hints";
import { ActionForm } from "#components/ui/action-form";
import { Amount } from "#components/ui/amount";
import { Field } from "#components/ui/field";
import { FormWatch } from "#components/ui/form-watch";
import { Input } from "#components/ui/input";
import { MoneyInput } from "#components/ui/money-input";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import type { FormAction } from "#lib/forms/state";
import { houseName } from "#lib/house";
import { timelineText } from "#lib/jobs/describe-job";
import { type FeeTerms, feeKey, feeOn, feeText, hasFee, withoutFee } from "#lib/jobs/fee";
import type { ScreeningQuestion } from "#lib/jobs/questions";
import { type Cents, toDecimal } from "#lib/money";
import { ANSWER_MAX, type AskedView, answerField } from "#lib/proposals/answers";
import { LETTER_MAX, LETTER_MIN } from "#lib/proposals/policy";
import { parseAmount } from "#lib/read-number";
import { isolate } from "#lib/text";

/** The freelancer's words, price, timeline and files: a new offer, or one that is changed. */
export function OfferForm({
  job,
  initial,
  fee,
  action,
  label,
  submitLabel,
  note,
  above,
  attachments,
  children,
}: {
  /** What the client asks for. */
  job: {
    readonly budgetCents: Cents;
    readonly timelineDays: number;
    readonly client: { readonly name: string };
    readonly questions: readonly ScreeningQuestion[];
  };
  initial: {
    readonly coverLetter: string;
    readonly priceCents: Cents;
    readonly timelineDays: number;
    readonly asked: readonly AskedView[];
  };
  /** What WorkHub keeps of the price. */
  fee: FeeTerms;
  action: FormAction;
  label: string;
  submitLabel: string;
  /** Beside the button: what can be done afterwards. */
  note: string;
  /** What the person should know before they write. */
  above?: ReactNode;
  /** The field for files. */
  attachments: ReactNode;
  /** Hidden fields. */
  children: ReactNode;
}) {
  const [price, setPrice] = useState(toDecimal(initial.priceCents));
  const watch = useCallback(
    (form: HTMLFormElement) => setPrice(String(new FormData(form).get("priceCents") ?? "")),
    [],
  );
  const amount = parseAmount(price);
  return (
    <ActionForm action={action} label={label} className="gap-6">
      {children}
      <input type="hidden" name="fee" value={feeKey(fee)} />
      <FormWatch onChange={watch} />
      {above}
      <Field
        name="coverLetter"
        label={`What you write to ${isolate(job.client.name)}`}
        help={`How you would do it, similar work you have done, and what you need to know, in ${LETTER_MIN} characters or more. Clients read the first lines first.`}
      >
        <Textarea
          rows={12}
          minLength={LETTER_MIN}
          maxLength={LETTER_MAX}
          defaultValue={initial.coverLetter}
        />
      </Field>
      <FieldHints name="coverLetter" />
      {job.questions.map((question) => (
        <Field
          key={question.text}
          name={answerField(question.text)}
          label={<bdi>{question.text}</bdi>}
          optional={question.isOptional}
        >
          <Textarea
            rows={3}
            maxLength={ANSWER_MAX}
            defaultValue={answerOf(initial.asked, question.text)}
          />
        </Field>
      ))}
      <div className="grid gap-6 sm:grid-cols-2">
        <Field
          name="priceCents"
          label="Your price"
          help={
            <>
              The budget is <Amount cents={job.budgetCents} />.{" "}
              <Received amount={amount} fee={fee} />
            </>
          }
        >
          <MoneyInput defaultValue={toDecimal(initial.priceCents)} />
        </Field>
        <Field
          name="timelineDays"
          label="Your timeline in days"
          help={`Counted from hiring. The client asks for ${timelineText(job.timelineDays)}.`}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            defaultValue={String(initial.timelineDays)}
            className="max-w-60"
          />
        </Field>
      </div>
      {attachments}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-6">
        <SubmitButton pendingLabel="Sending…">{submitLabel}</SubmitButton>
        <p className="text-sm text-ink-3">{note}</p>
      </div>
    </ActionForm>
  );
}

/** What of the price reaches the freelancer. */
function Received({ amount, fee }: { amount: Cents | null; fee: FeeTerms }) {
  if (!hasFee(fee)) {
    return amount ? (
      <>
        You receive <Amount cents={amount} className="font-semibold text-ink" />: there is no fee.
      </>
    ) : (
      "There is no fee: you receive the full price."
    );
  }
  const terms = `${houseName()}’s fee (${feeText(fee)})`;
  if (!amount) return `${terms} is taken from it when you are paid.`;
  const taken = feeOn(amount, fee);
  if (taken >= amount) return `${terms} would leave nothing of this price.`;
  return (
    <>
      You receive <Amount cents={withoutFee(amount, fee)} className="font-semibold text-ink" />{" "}
      after {terms} of <Amount cents={taken} />.
    </>
  );
}

function answerOf(asked: readonly AskedView[], text: string): string {
  return asked.find(({ question }) => question === text)?.answer ?? "";
}
