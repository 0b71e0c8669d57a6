import { ConfirmForm } from "#components/ui/confirm-form";
import { Field } from "#components/ui/field";
import { MoneyInput } from "#components/ui/money-input";
import type { ContractView } from "#lib/contracts/contract-views";
import { mayGiveBack } from "#lib/contracts/policy";
import { formatCents, toDecimal } from "#lib/money";
import { isolate } from "#lib/text";
import { giveBackAction } from "./actions.ts";

/** For the freelancer, once anything was paid: quietly, because it is seldom wanted. */
export function GiveBack({ contract }: { contract: ContractView }) {
  const { contractId, viewer, client, milestones, givenBackCents } = contract;
  const most = mayGiveBack(milestones, givenBackCents);
  if (viewer !== "freelancer" || most === 0) return null;
  const name = isolate(client.name);
  return (
    <ConfirmForm
      action={giveBackAction}
      label="Give money back"
      variant="quiet"
      submitLabel={`Give it back to ${name}`}
      pendingLabel="Giving it back…"
    >
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="givenBackCents" value={givenBackCents} />
      <Field
        name="amountCents"
        label={`How much goes back to ${name}?`}
        help={`Up to ${formatCents(most)}, out of your wallet and at once. It cannot be undone. What was paid stays in the history, and so does its invoice.`}
      >
        <MoneyInput defaultValue={toDecimal(most)} />
      </Field>
    </ConfirmForm>
  );
}
