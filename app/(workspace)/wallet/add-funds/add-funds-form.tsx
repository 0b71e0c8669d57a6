import { CardChoices } from "#components/money/card-choices";
import { PaymentFields } from "#components/payments/payment-fields";
import { ActionForm } from "#components/ui/action-form";
import { FieldGroup } from "#components/ui/field";
import type { FormAction } from "#lib/forms/state";
import { type Cents, cents, formatCents, formatWholeUnits } from "#lib/money";
import { MAX_PAYMENT_CENTS, MIN_PAYMENT_CENTS } from "#lib/payments/policy";
import type { CardChoice } from "#lib/payments/wallet-views";

const PRESETS = [100, 250, 500, 1_000, 2_500].map((units) => cents(units * MIN_PAYMENT_CENTS));

export function AddFundsForm({
  action,
  availableCents,
  initial,
  cards,
}: {
  action: FormAction;
  availableCents: Cents;
  initial: Cents | null;
  cards: readonly CardChoice[];
}) {
  return (
    <ActionForm action={action} label="Add funds" className="max-w-lg">
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
        pendingLabel="Sending to the bank…"
      >
        <FieldGroup name="card" label="Card">
          <CardChoices cards={cards} />
        </FieldGroup>
      </PaymentFields>
    </ActionForm>
  );
}
