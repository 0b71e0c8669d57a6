import { Receipt } from "#components/money/receipt";
import { Time } from "#components/ui/time";
import type { ContractView } from "#lib/contracts/contract-views";
import { formatCents } from "#lib/money";
import { isolate } from "#lib/text";

/** The receipt of where the held money went, in the place of the decision. Nothing while it is held. */
export function Outcome({ contract }: { contract: ContractView }) {
  const { money, contractId, jobTitle, heldCents, releasedAt, cancelledAt } = contract;
  const at = releasedAt ?? cancelledAt;
  if (money.place === "held" || !at) return null;
  const isPaid = money.place === "freelancer";
  return (
    <Receipt
      title={isPaid ? paidTitle(contract) : returnedTitle(contract)}
      totalLabel={isPaid ? "Released" : "Refunded in full"}
      totalCents={money.amountCents}
      tone={isPaid ? "paid" : "refunded"}
      withWhom={jobTitle}
      when={<Time at={at} format="datetime" />}
      lines={[{ label: "Still held", text: formatCents(heldCents) }]}
      references={[{ label: "Contract", text: contractId }]}
    />
  );
}

function paidTitle({ viewer, client, freelancer }: ContractView): string {
  return viewer === "client"
    ? `Paid to ${isolate(freelancer.name)}`
    : `Paid to you by ${isolate(client.name)}`;
}

function returnedTitle({ viewer, client }: ContractView): string {
  return viewer === "client" ? "Refunded to you" : `Refunded to ${isolate(client.name)}`;
}
