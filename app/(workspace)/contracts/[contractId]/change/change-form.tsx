import { ActionForm } from "#components/ui/action-form";
import { Checkbox } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { MoneyInput } from "#components/ui/money-input";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import type { ChangeView, ContractView } from "#lib/contracts/contract-views";
import { planField } from "#lib/contracts/plan-fields";
import { type PlanLine, planOf } from "#lib/contracts/plans";
import { checklistText } from "#lib/jobs/checklist";
import { toTyped } from "#lib/money";
import { isolate } from "#lib/text";
import { proposeChangeAction } from "../actions.ts";

/** One proposal may add as many new milestones. */
const NEW_ROWS = ["first", "second", "third"];

/** The milestones that can still be changed, a row each, and empty rows for new ones. Needs no scripts. */
export function ChangeForm({
  contract,
  begins,
}: {
  contract: ContractView;
  begins: ChangeView | null;
}) {
  const { contractId, agreementVersion, viewer, client, freelancer, jobTitle } = contract;
  const known = (begins?.plan ?? planOf(contract.milestones)).map((line, at) => ({
    key: `${line.number ?? "new"} ${at}`,
    line,
  }));
  const added = NEW_ROWS.map((key) => ({ key, line: null }));
  const other = isolate((viewer === "client" ? freelancer : client).name);
  return (
    <ActionForm action={proposeChangeAction} className="max-w-2xl">
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="agreementVersion" value={agreementVersion} />
      {begins && <input type="hidden" name="counters" value={begins.changeOrderId} />}
      {[...known, ...added].map(({ key, line }, row) => (
        <Row key={key} row={row} line={line} jobTitle={jobTitle} />
      ))}
      <Field name="note" label="Why?" help={`${other} reads it beside the change.`} optional>
        <Textarea rows={4} maxLength={2000} />
      </Field>
      <p className="text-sm text-ink-2">
        {other} has 7 days to accept it, decline it or propose something else.
      </p>
      <SubmitButton pendingLabel="Sending…" className="sm:self-start">
        Send this proposal to {other}
      </SubmitButton>
    </ActionForm>
  );
}

function Row({ row, line, jobTitle }: { row: number; line: PlanLine | null; jobTitle: string }) {
  const name = (field: Parameters<typeof planField>[1]) => planField(row, field);
  const isKnown = line !== null && line.number !== null;
  const legend = isKnown ? line.title || jobTitle : "A new milestone";
  return (
    <fieldset className="space-y-4 border-t border-line pt-5">
      <legend className="sr-only">{legend}</legend>
      <h2 className="text-xl">{legend}</h2>
      {isKnown && <input type="hidden" name={name("number")} value={String(line.number)} />}
      <Field
        name={name("title")}
        label="Title"
        {...(isKnown && line.title === "" ? { optional: true } : {})}
        {...(isKnown ? {} : { help: "Leave the row empty to add nothing.", optional: true })}
      >
        <Input defaultValue={line?.title ?? ""} maxLength={120} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field name={name("amountCents")} label="Price" optional={!isKnown}>
          <MoneyInput {...(line ? { defaultValue: toTyped(line.amountCents) } : {})} />
        </Field>
        <Field name={name("days")} label="Days" optional={!isKnown}>
          <Input inputMode="numeric" defaultValue={line ? String(line.days) : ""} />
        </Field>
        <Field name={name("rounds")} label="Rounds of changes" optional help="Empty: no limit.">
          <Input
            inputMode="numeric"
            defaultValue={line ? String(line.rounds ?? "") : isKnown ? "" : "2"}
          />
        </Field>
      </div>
      <Field
        name={name("checklist")}
        label="Checklist"
        optional
        help="What is checked before it is approved, an item a line."
      >
        <Textarea defaultValue={checklistText(line?.checklist ?? [])} rows={2} maxLength={4000} />
      </Field>
      {isKnown && (
        <FieldGroup name={name("isDropped")} label="Drop it" hideLabel>
          <Checkbox label="Drop this milestone" />
        </FieldGroup>
      )}
    </fieldset>
  );
}
