import { MoneyLine } from "#components/money/money-line";
import { Time } from "#components/ui/time";
import type { ContractRow, ContractView } from "#lib/contracts/contract-views";
import { SentenceText } from "./sentence.tsx";

/** A contract's money on its track, from the viewer's side. */
export function ContractMoneyLine({
  contract,
  compact = false,
  className,
}: {
  contract: ContractRow | ContractView;
  compact?: boolean;
  className?: string;
}) {
  const { money, viewer, client, freelancer, createdAt } = contract;
  const condition = <SentenceText parts={money.condition} inline />;
  const hiredOn = <Time at={createdAt} format="date" inline />;
  return (
    <MoneyLine
      place={money.place}
      amountCents={money.amountCents}
      compact={compact}
      moves={contract.contractId}
      client={{
        name: viewer === "client" ? "You" : client.name,
        note: money.place === "refunded" ? condition : hiredOn,
      }}
      held={money.place === "held" ? { note: condition } : {}}
      freelancer={{
        name: viewer === "freelancer" ? "You" : freelancer.name,
        note: money.place === "freelancer" ? condition : undefined,
      }}
      {...(className ? { className } : {})}
    />
  );
}
