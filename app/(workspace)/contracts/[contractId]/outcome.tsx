import { Receipt } from "#components/money/receipt";
import { Time } from "#components/ui/time";
import type { ContractView } from "#lib/contracts/schema";
import { formatCents } from "#lib/money";

/** The receipt of where the held money went, in the place where it was decided. Nothing while it is held. */
export function Outcome({ contract }: { contract: ContractView }) {
  const { money, contractId, jobTitle, heldCents, releasedAt, cancelledAt } = contract;
  const at = releasedAt ?? cancelledAt;
  if (money.place === "held" || !at) return null;
  const isPaid = money.place === "freelancer";
  return (
    <Receipt
      title={isPaid ? paidTitle(contract) : returnedTitle(contract)}
      totalLabel={isPaid ? "Released" : "Returned in full"}
      totalCents={money.amountCents}
      tone={isPaid ? "paid" : "refunded"}
      reference={`contract:${contractId}`}
      lines={[
        { label: "For", text: jobTitle },
        { label: "When", text: <Time at={at} format="datetime" /> },
        { label: "Still held", text: formatCents(heldCents) },
      ]}
    />
  );
}

function paidTitle({ viewer, client, freelancer }: ContractView): string {
  return viewer === "client" ? `Paid to ${freelancer.name}` : `Paid to you by ${client.name}`;
}

function returnedTitle({ viewer, client }: ContractView): string {
  return viewer === "client" ? "Returned to you" : `Returned to ${client.name}`;
}
