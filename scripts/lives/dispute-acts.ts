import { randomUUID } from "node:crypto";
import type { VerifiedActor } from "#lib/auth/actor";
import { acceptClaim } from "#lib/disputes/accept-claim";
import { acceptDisputeOffer } from "#lib/disputes/accept-dispute-offer";
import { addStatement } from "#lib/disputes/add-statement";
import { answerDispute } from "#lib/disputes/answer-dispute";
import { appealDecision } from "#lib/disputes/appeal-decision";
import { askQuestion } from "#lib/disputes/ask-question";
import { decideDispute } from "#lib/disputes/decide-dispute";
import { makeDisputeOffer } from "#lib/disputes/make-dispute-offer";
import { openDispute } from "#lib/disputes/open-dispute";
import { getDispute } from "#lib/disputes/queries/disputes";
import type { DisputeView } from "#lib/disputes/schema";
import { withdrawDispute } from "#lib/disputes/withdraw-dispute";
import { isDomainError } from "#lib/errors";
import { type Act, look } from "./look.ts";
import { anyDispute, type World } from "./world.ts";

const TEXT = "This is how it was.";

const open: Act = {
  name: "open a dispute",
  async does(world, actor) {
    const { chance } = world;
    const view = await look(world, actor);
    const { contractId, milestoneNumber, heldCents, agreementVersion, submissionCount } = view;
    if (heldCents === 0) return null;
    const amountCents = chance.onceIn(2) ? heldCents : chance.whole(1, heldCents);
    const input = {
      contractId,
      milestoneNumber,
      amountCents,
      toFreelancerCents: chance.pick([0, amountCents, chance.whole(0, amountCents)]),
      reason: TEXT,
      items: [],
      heldCents,
      agreementVersion,
      submissionNumber: submissionCount,
      fileIds: [],
      requestKey: randomUUID(),
    };
    return () => openDispute(actor, input);
  },
};

/** Seen as its page shows it; now and then one that is over. */
function inDispute(
  name: string,
  take: (world: World, actor: VerifiedActor, view: DisputeView) => (() => Promise<unknown>) | null,
  by: "party" | "mediator" = "party",
): Act {
  return {
    name,
    async does(world, party) {
      const dispute = await anyDispute(world, !world.chance.onceIn(10));
      if (!dispute) return null;
      const actor = by === "party" ? party : world.chance.pick(world.mediators);
      return take(world, actor, await getDispute(actor, dispute.id));
    },
  };
}

/** Mostly what is open; now and then what was replaced, which has to be refused. */
const acceptOffer = inDispute("accept an offer", ({ chance, figures }, actor, view) => {
  const { disputeId, offers } = view;
  const others = offers.filter(({ by }) => by !== view.viewer);
  const wanted = chance.onceIn(3) ? offers : others.filter(({ status }) => status === "open");
  if (wanted.length === 0) return null;
  const { number, toFreelancerCents, status } = chance.pick(wanted);
  const isOver = status === "replaced" || status === "over";
  return async () => {
    try {
      const input = { disputeId, offerNumber: number, toFreelancerCents };
      const result = await acceptDisputeOffer(actor, input);
      if (isOver) throw new Error(`offer ${number} was accepted although it was over`);
      return result;
    } catch (error) {
      if (isOver && isDomainError(error, "offer_over")) figures.refusedReplaced += 1;
      throw error;
    }
  };
});

const answer = inDispute("answer", ({ chance }, actor, { disputeId, amountCents }) => {
  const toFreelancerCents = chance.whole(0, amountCents);
  const input = { disputeId, answer: TEXT, toFreelancerCents, fileIds: [] };
  const requestKey = randomUUID();
  return () => answerDispute(actor, { ...input, requestKey });
});

const offer = inDispute("make an offer", ({ chance }, actor, view) => {
  const { disputeId, amountCents, latestOfferNumber: offerNumber } = view;
  const toFreelancerCents = chance.whole(0, amountCents);
  const input = { disputeId, toFreelancerCents, note: "", offerNumber };
  const requestKey = randomUUID();
  return () => makeDisputeOffer(actor, { ...input, requestKey });
});

const decide = inDispute(
  "decide",
  ({ chance }, actor, { disputeId, amountCents, claims, round }) => {
    const findings = claims.map((_, place) => ({
      place,
      found: chance.pick(["shown", "partly_shown", "not_shown"] as const),
      why: TEXT,
    }));
    const toFreelancerCents = chance.whole(0, amountCents);
    return () =>
      decideDispute(actor, { disputeId, round, findings, reason: TEXT, toFreelancerCents });
  },
  "mediator",
);

const ask = inDispute(
  "ask",
  ({ chance }, actor, { disputeId }) => {
    const asks = chance.pick(["client", "freelancer", "both"] as const);
    const requestKey = randomUUID();
    return () => askQuestion(actor, { disputeId, text: TEXT, asks, requestKey });
  },
  "mediator",
);

const state = inDispute("state", (_, actor, { disputeId }) => {
  const requestKey = randomUUID();
  return () => addStatement(actor, { disputeId, text: TEXT, fileIds: [], requestKey });
});

const claim = inDispute("accept the claim", (_, actor, { disputeId, claim }) => {
  const { toFreelancerCents } = claim;
  return () => acceptClaim(actor, { disputeId, toFreelancerCents });
});

const appeal = inDispute(
  "appeal",
  (_, actor, { disputeId }) =>
    () =>
      appealDecision(actor, { disputeId, reason: TEXT, fileIds: [] }),
);

const withdraw = inDispute(
  "withdraw the dispute",
  (_, actor, { disputeId }) =>
    () =>
      withdrawDispute(actor, { disputeId }),
);

/** What moves a dispute on in its state; the rest of what anybody may try there is refused. */
export const DISPUTE_ACTS = {
  open,
  opened: [answer, answer, answer, answer, claim, state, withdraw],
  negotiation: [offer, offer, offer, acceptOffer, acceptOffer, state, withdraw, answer],
  mediation: [decide, decide, decide, ask, offer, acceptOffer, state, withdraw],
  decided: [appeal, appeal, appeal, state, withdraw, decide, acceptOffer],
  appeal: [decide, decide, ask, state, appeal, acceptOffer],
  ended: [answer, acceptOffer, decide, appeal, withdraw, claim],
} as const satisfies { open: Act } & Record<DisputeView["state"], readonly Act[]>;
