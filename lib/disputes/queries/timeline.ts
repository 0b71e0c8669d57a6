import type { contracts, disputes } from "#db/schema";
import type { ContractParty } from "#lib/contracts/contract-views";
import type { DecisionView, DisputeLine, DisputeOfferView, StatementView } from "../schema.ts";

const OUTCOMES = {
  claim_accepted: "The claim was accepted",
  claim_granted: "The claim was granted, because nobody had answered it",
  offer_accepted: "An offer was accepted",
  split_in_the_middle: "It was split in the middle of the last offers",
  decision_carried_out: "The decision was carried out",
  withdrawn: "The dispute was withdrawn",
  settled: "Both settled it",
} as const;

/** What happened in a dispute, oldest first, from what is kept of it. */
export function tellTimeline(
  dispute: typeof disputes.$inferSelect,
  {
    openedBy,
    offers,
    statements,
    decisions,
    contract,
  }: {
    openedBy: ContractParty;
    offers: readonly DisputeOfferView[];
    statements: readonly StatementView[];
    decisions: readonly DecisionView[];
    contract: Pick<typeof contracts.$inferSelect, "clientId">;
  },
): DisputeLine[] {
  const answeredBy = openedBy === "client" ? "freelancer" : "client";
  const line = (
    kind: DisputeLine["kind"],
    by: DisputeLine["by"],
    what: string,
    at: Date | null,
  ): DisputeLine[] => (at ? [{ kind, by, what, at }] : []);
  const lines = [
    ...line("opened", openedBy, "Dispute opened", dispute.createdAt),
    ...line("answered", answeredBy, "Claim rejected, with an offer", dispute.answeredAt),
    ...offers
      .filter(({ number }) => number > 2)
      .flatMap(({ number, by, createdAt }) => line("offered", by, `Offer ${number}`, createdAt)),
    ...line("mediation", null, "A mediator was asked", dispute.mediationAt),
    ...statements.flatMap(({ kind, by, createdAt }) =>
      kind === "question"
        ? line("asked", by, "The mediator asked a question", createdAt)
        : line("stated", by, "Statement added", createdAt),
    ),
    ...decisions.flatMap(({ round, createdAt }) =>
      line("decided", "mediator", round === 1 ? "Decided" : "Decided again", createdAt),
    ),
    ...line(
      "appealed",
      dispute.appealedBy === contract.clientId ? "client" : "freelancer",
      "Appealed",
      dispute.appealedAt,
    ),
    ...line("ended", null, dispute.outcome ? OUTCOMES[dispute.outcome] : "", dispute.endedAt),
  ];
  return lines.sort((a, b) => a.at.getTime() - b.at.getTime());
}
