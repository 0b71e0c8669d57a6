import { BeforeAfter } from "#components/money/before-after";
import { ActionForm } from "#components/ui/action-form";
import { ConfirmForm } from "#components/ui/confirm-form";
import { FormMessage } from "#components/ui/form-message";
import { SubmitButton } from "#components/ui/submit-button";
import type { Actor } from "#lib/auth/actor";
import type { ContractView } from "#lib/contracts/contract-views";
import { cents, formatCents, sumCents } from "#lib/money";
import { getAvailable } from "#lib/payments/queries/wallet";
import { isolate } from "#lib/text";
import {
  agreeToCancellationAction,
  requestCancellationAction,
  withdrawCancellationAction,
} from "./actions.ts";

/** While one side asks to cancel: the other side's answer, or the way to withdraw the request. */
export async function CancellationAnswer({
  contract,
  actor,
}: {
  contract: ContractView;
  actor: Actor;
}) {
  const { contractId, viewer, cancellationRequestedBy: asked, client, freelancer } = contract;
  if (!asked) return null;
  const other = viewer === "client" ? freelancer : client;
  if (asked === viewer) {
    return (
      <div className="space-y-3">
        <FormMessage tone="note">
          You asked to cancel. The money stays held until <bdi>{other.name}</bdi> agrees.
        </FormMessage>
        <ActionForm action={withdrawCancellationAction}>
          <input type="hidden" name="contractId" value={contractId} />
          <input type="hidden" name="cancellationNumber" value={contract.cancellationNumber} />
          <SubmitButton variant="plain" pendingLabel="Withdrawing…" className="sm:self-start">
            Withdraw the request
          </SubmitButton>
        </ActionForm>
      </div>
    );
  }
  return <Agree contract={contract} availableCents={await getAvailable(actor)} />;
}

function Agree({
  contract,
  availableCents,
}: {
  contract: ContractView;
  availableCents: ContractView["heldCents"];
}) {
  const { contractId, viewer, heldCents, client, freelancer } = contract;
  const other = viewer === "client" ? freelancer : client;
  const to = viewer === "client" ? "your wallet" : "their wallet";
  return (
    <div className="space-y-3">
      <FormMessage tone="note">
        <bdi>{other.name}</bdi> asks to cancel this contract. If you agree, {formatCents(heldCents)}{" "}
        goes back to {to}. If you do nothing, the contract goes on.
      </FormMessage>
      <ConfirmForm
        action={agreeToCancellationAction}
        variant="danger"
        label={`Agree and refund ${formatCents(heldCents)}`}
        submitLabel={`Cancel the contract and refund ${formatCents(heldCents)}`}
        pendingLabel="Cancelling…"
      >
        <input type="hidden" name="contractId" value={contractId} />
        <input type="hidden" name="cancellationNumber" value={contract.cancellationNumber} />
        <input type="hidden" name="heldCents" value={heldCents} />
        <p>The work ends here, and the job cannot be opened again.</p>
        <BeforeAfter
          changes={[
            { label: "Held for this job", beforeCents: heldCents, afterCents: cents(0) },
            viewer === "client"
              ? {
                  label: "Available in your wallet",
                  beforeCents: availableCents,
                  afterCents: sumCents([availableCents, heldCents]),
                  tone: "available",
                }
              : {
                  label: `Refunded to ${isolate(client.name)}`,
                  beforeCents: cents(0),
                  afterCents: heldCents,
                  tone: "refunded",
                },
          ]}
        />
      </ConfirmForm>
    </div>
  );
}

/** Asking to cancel: offered quietly, and only before any work is submitted. */
export function CancellationRequest({ contract }: { contract: ContractView }) {
  if (contract.refusals.request_cancellation !== null) return null;
  const { contractId, viewer, heldCents, client, freelancer } = contract;
  const other = viewer === "client" ? freelancer : client;
  const to = viewer === "client" ? "you" : client.name;
  return (
    <ConfirmForm
      className="sm:not-open:-ml-4"
      action={requestCancellationAction}
      variant="quiet"
      label="Ask to cancel this contract"
      submitLabel={`Ask ${isolate(other.name)} to cancel`}
      pendingLabel="Asking…"
    >
      <input type="hidden" name="contractId" value={contractId} />
      <p className="measure">
        No money moves yet. If <bdi>{other.name}</bdi> agrees before any work is submitted,{" "}
        {formatCents(heldCents)} goes back to {to} in full. You can withdraw the request until then.
      </p>
    </ConfirmForm>
  );
}
