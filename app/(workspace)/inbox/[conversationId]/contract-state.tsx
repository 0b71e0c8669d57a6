import { SentenceText } from "#components/contracts/sentence";
import { IfNobodyActs } from "#components/money/if-nobody-acts";
import { MoneyLine } from "#components/money/money-line";
import { Amount } from "#components/ui/amount";
import { Time } from "#components/ui/time";
import type { Actor } from "#lib/auth/actor";
import { getContract } from "#lib/contracts/queries";
import type { ContractView } from "#lib/contracts/schema";
import { JOB_STATUS_WORDS } from "#lib/jobs/policy";
import { orNotFound } from "#lib/page";
import { AsideFacts, AsideHead } from "./aside-head.tsx";

/** Where the contract and its money stand, what happens if nobody acts, and by when. */
export async function ContractState({ actor, contractId }: { actor: Actor; contractId: string }) {
  const contract = await orNotFound(getContract(actor, contractId));
  const { jobTitle, status, viewer, money, priceCents, ifNobodyActs } = contract;
  const deadline = deadlineOf(contract);
  return (
    <>
      <AsideHead eyebrow={JOB_STATUS_WORDS[status]} title={jobTitle} />
      <MoneyLine
        place={money.place}
        amountCents={money.amountCents}
        client={{ name: viewer === "client" ? "You" : "Client" }}
        freelancer={{ name: viewer === "freelancer" ? "You" : "Freelancer" }}
      />
      <IfNobodyActs tone={toneOf(contract)} className="text-base">
        <SentenceText parts={ifNobodyActs} />
      </IfNobodyActs>
      <AsideFacts
        facts={[
          { label: "Price", value: <Amount cents={priceCents} /> },
          ...(deadline
            ? [{ label: deadline.label, value: <Time at={deadline.at} format="datetime" /> }]
            : []),
        ]}
      />
    </>
  );
}

function deadlineOf({
  status,
  isLate,
  dueAt,
  reviewEndsAt,
  completedAt,
  cancelledAt,
}: ContractView) {
  switch (status) {
    case "in_progress":
      return { label: isLate ? "Work was due" : "Work due", at: dueAt };
    case "under_review":
      return reviewEndsAt && { label: "Review ends", at: reviewEndsAt };
    case "completed":
      return completedAt && { label: "Completed", at: completedAt };
    case "cancelled":
      return cancelledAt && { label: "Cancelled", at: cancelledAt };
    case "open":
    case "closed":
      return null;
  }
}

function toneOf({ money, status }: ContractView) {
  if (money.place === "held") return "held";
  return status === "under_review" ? "paid" : "none";
}
