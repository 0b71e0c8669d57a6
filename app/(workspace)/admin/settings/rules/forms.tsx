import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { MoneyInput } from "#components/ui/money-input";
import { SubmitButton } from "#components/ui/submit-button";
import type { OperatorLimits } from "#lib/chosen";
import { cents, formatCents, toDecimal } from "#lib/money";
import { WINDOW_DAYS_MAX, WINDOW_DAYS_MIN } from "#lib/settings/policy";
import type { SettingForm } from "../setting-section.tsx";

export function FeeForm({
  action,
  seen,
  value,
  otherwise,
}: SettingForm<"fee"> & {
  readonly otherwise: { readonly feeBasisPoints: number; readonly feeMinimumCents: number };
}) {
  const { feeBasisPoints, feeMinimumCents } = value;
  return (
    <ActionForm action={action} label="Fee" announce="toast" className="max-w-lg">
      <input type="hidden" name="section" value="fee" />
      <input type="hidden" name="seen" value={seen} />
      <Field
        name="feeBasisPoints"
        label="Of each release, in percent"
        optional
        help={`Taken from what the freelancer is paid. Left empty: ${otherwise.feeBasisPoints / 100} %.`}
      >
        <Input
          defaultValue={feeBasisPoints === null ? "" : String(feeBasisPoints / 100)}
          inputMode="decimal"
          autoComplete="off"
          className="max-w-60"
        />
      </Field>
      <Field
        name="feeMinimumCents"
        label="At least"
        optional
        help={`Of each release. Left empty: ${formatCents(cents(otherwise.feeMinimumCents))}.`}
      >
        <MoneyInput
          defaultValue={feeMinimumCents === null ? "" : toDecimal(cents(feeMinimumCents))}
        />
      </Field>
      <SubmitButton variant="plain" wide={false} className="sm:self-start">
        Save the fee
      </SubmitButton>
    </ActionForm>
  );
}

export function WindowsForm({ action, seen, value }: SettingForm<"windows">) {
  return (
    <ActionForm action={action} label="Time to review" announce="toast" className="max-w-lg">
      <input type="hidden" name="section" value="windows" />
      <input type="hidden" name="seen" value={seen} />
      <Field
        name="offered"
        label="Days that are offered"
        help={`Up to six whole numbers from ${WINDOW_DAYS_MIN} to ${WINDOW_DAYS_MAX}, with commas between them.`}
      >
        <Input defaultValue={value.offered.join(", ")} autoComplete="off" className="max-w-60" />
      </Field>
      <Field name="usual" label="Days that are chosen at first">
        <Input
          defaultValue={String(value.usual)}
          inputMode="numeric"
          autoComplete="off"
          className="max-w-60"
        />
      </Field>
      <SubmitButton variant="plain" wide={false} className="sm:self-start">
        Save the time to review
      </SubmitButton>
    </ActionForm>
  );
}

const LIMITS: readonly { name: keyof OperatorLimits; label: string; help: string }[] = [
  {
    name: "liveProposals",
    label: "Live proposals of one freelancer",
    help: "How many may wait for an answer at once.",
  },
  {
    name: "personFactor",
    label: "What one person may do",
    help: "As a multiple of the usual number of jobs, proposals, messages and uploads.",
  },
  {
    name: "addressFactor",
    label: "What may come from one address",
    help: "As a multiple of the usual number of registrations and sign-ins.",
  },
  { name: "personStorageMb", label: "Files of one person", help: "In megabytes." },
  { name: "contractStorageMb", label: "Files submitted under one contract", help: "In megabytes." },
];

export function LimitsForm({
  action,
  seen,
  value,
  otherwise,
}: SettingForm<"limits"> & { readonly otherwise: OperatorLimits }) {
  return (
    <ActionForm action={action} label="Limits" announce="toast" className="max-w-lg">
      <input type="hidden" name="section" value="limits" />
      <input type="hidden" name="seen" value={seen} />
      {LIMITS.map(({ name, label, help }) => (
        <Field
          key={name}
          name={name}
          label={label}
          optional
          help={`${help} Left empty: ${otherwise[name]}.`}
        >
          <Input
            defaultValue={value[name] === null ? "" : String(value[name])}
            inputMode="numeric"
            autoComplete="off"
            className="max-w-60"
          />
        </Field>
      ))}
      <SubmitButton variant="plain" wide={false} className="sm:self-start">
        Save the limits
      </SubmitButton>
    </ActionForm>
  );
}
