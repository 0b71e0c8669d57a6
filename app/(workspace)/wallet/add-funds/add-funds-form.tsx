import { PaymentFields } from "#components/payments/payment-fields";
import { ActionForm } from "#components/ui/action-form";
import { RadioCards } from "#components/ui/choices";
import { FieldGroup } from "#components/ui/field";
import type { FormAction } from "#lib/form-state";
import { type Cents, cents, formatCents, formatWholeUnits, MINOR_DIGITS } from "#lib/money";
import { MAX_PAYMENT_CENTS, MIN_PAYMENT_CENTS } from "#lib/payments/policy";

const PRESETS = [100, 250, 500, 1_000, 2_500].map((units) => cents(units * 10 ** MINOR_DIGITS));

export type CardChoice = { token: string; label: string; behaviour: string };

export function AddFundsForm({
  action,
  requestKey,
  availableCents,
  initial,
  cards,
}: {
  action: FormAction;
  requestKey: string;
  availableCents: Cents;
  initial: Cents | null;
  cards: readonly CardChoice[];
}) {
  return (
    <ActionForm action={action} label="Add funds" className="max-w-lg">
      <input type="hidden" name="requestKey" value={requestKey} />
      <PaymentFields
        label="Amount"
        help={`From ${formatCents(MIN_PAYMENT_CENTS)} to ${formatCents(MAX_PAYMENT_CENTS)} at once.`}
        presets={PRESETS.map((amount) => ({ label: formatWholeUnits(amount), cents: amount }))}
        path="/wallet/add-funds"
        initial={initial}
        availableCents={availableCents}
        direction="in"
        balanceLabel="Available, once it has settled"
        submitLabel="Add"
        emptyLabel="Add funds"
        pendingLabel="Handing it to the bank…"
      >
        <FieldGroup name="card" label="Card">
          <RadioCards
            defaultValue={cards[0]?.token ?? ""}
            choices={cards.map(({ token, label, behaviour }) => ({
              value: token,
              label,
              help: behaviour,
            }))}
          />
        </FieldGroup>
      </PaymentFields>
    </ActionForm>
  );
}
