import { SplitField } from "#components/money/split-field";
import { ActionForm } from "#components/ui/action-form";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { Textarea } from "#components/ui/textarea";
import type { ContractView } from "#lib/contracts/contract-views";
import { houseName } from "#lib/house";
import { feeText, hasFee } from "#lib/jobs/fee";
import { type Cents, formatCents } from "#lib/money";
import { isolate } from "#lib/text";
import { proposeSettlementAction } from "../actions.ts";

/** How the held money is split: an exact amount for the freelancer, and the rest goes back. */
export function SettleForm({
  contract,
  milestoneNumber,
  heldCents,
  counters,
}: {
  contract: ContractView;
  /** The one milestone that is to end; null for all that is held. */
  milestoneNumber: number | null;
  heldCents: Cents;
  counters: string | null;
}) {
  const { contractId, viewer, client, freelancer, fee } = contract;
  const other = isolate((viewer === "client" ? freelancer : client).name);
  const [you, them] = [`you`, other];
  const names =
    viewer === "client" ? { client: you, freelancer: them } : { client: them, freelancer: you };
  return (
    <ActionForm action={proposeSettlementAction} className="max-w-2xl">
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="heldCents" value={heldCents} />
      {milestoneNumber !== null && (
        <input type="hidden" name="milestoneNumber" value={milestoneNumber} />
      )}
      {counters && <input type="hidden" name="counters" value={counters} />}
      <p>
        <b className="font-semibold">{formatCents(heldCents)}</b> is held
        {milestoneNumber !== null && " for this milestone; the rest of the contract goes on"}.
      </p>
      <Field
        name="toFreelancerCents"
        label={`How much of it goes to ${names.freelancer}?`}
        {...(hasFee(fee) && {
          help: `${houseName()}’s fee is taken from this share only: ${feeText(fee)}.`,
        })}
      >
        <SplitField heldCents={heldCents} restTo={names.client} />
      </Field>
      <Field name="note" label="Why?" help={`${other} reads it beside the split.`} optional>
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
