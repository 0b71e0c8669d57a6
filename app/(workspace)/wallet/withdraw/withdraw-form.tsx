import type { ReactNode } from "react";
import { PaymentFields, type Preset } from "#components/payments/payment-fields";
import { ActionForm } from "#components/ui/action-form";
import { RadioCards } from "#components/ui/choices";
import { Field, FieldGroup } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { FormAction } from "#lib/forms/state";
import { type Cents, formatCents } from "#lib/money";
import { leastPayout, nearestPayable } from "#lib/payments/policy";
import { NEW_ACCOUNT } from "#lib/payments/schema";

/** Where money can go, and what there is to know about it. */
export type Target = { token: string; label: string; help: ReactNode };

export function WithdrawForm({
  action,
  availableCents,
  initial,
  targets,
  takesIban,
}: {
  action: FormAction;
  availableCents: Cents;
  initial: Cents | null;
  /** Accounts and cards, the likeliest first. */
  targets: readonly Target[];
  /** Whether another account can be named by its IBAN. */
  takesIban: boolean;
}) {
  const most = nearestPayable(availableCents, leastPayout(availableCents));
  const all: Preset = {
    label: most === availableCents ? `All of it, ${formatCents(most)}` : formatCents(most),
    cents: most,
  };
  return (
    <ActionForm action={action} label="Withdraw" className="group/withdraw max-w-lg">
      <PaymentFields
        label="Amount"
        help={`${formatCents(availableCents)} is available. What is held for contracts stays where it is.`}
        presets={[all]}
        path="/wallet/withdraw"
        initial={initial}
        availableCents={availableCents}
        direction="out"
        balanceLabel="Available"
        submitLabel="Withdraw"
        emptyLabel="Withdraw"
        pendingLabel="Sending to the bank…"
      >
        {targets.length > 0 && (
          <FieldGroup name="account" label="To">
            <RadioCards
              defaultValue={targets[0]?.token ?? NEW_ACCOUNT}
              choices={[
                ...targets.map(({ token, ...choice }) => ({ value: token, ...choice })),
                ...(takesIban ? [{ value: NEW_ACCOUNT, label: "Another bank account" }] : []),
              ]}
            />
          </FieldGroup>
        )}
        {takesIban && (
          <Field
            name="iban"
            label={targets.length > 0 ? "IBAN of the other account" : "IBAN of your bank account"}
            help="Only the last four characters are kept."
            className="group-has-[[name=account]:not([value=new]):checked]/withdraw:hidden"
          >
            <Input autoComplete="off" autoCapitalize="characters" spellCheck={false} />
          </Field>
        )}
      </PaymentFields>
    </ActionForm>
  );
}
