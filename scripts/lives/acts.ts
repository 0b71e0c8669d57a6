import { randomUUID } from "node:crypto";
import type { VerifiedActor } from "#lib/auth/actor";
import { acceptChange } from "#lib/contracts/accept-change";
import { agreeToCancellation } from "#lib/contracts/agree-to-cancellation";
import { askForReturn } from "#lib/contracts/ask-for-return";
import { declineChange } from "#lib/contracts/decline-change";
import { fundMilestone } from "#lib/contracts/fund-milestone";
import { markComplete } from "#lib/contracts/mark-complete";
import { heldOf } from "#lib/contracts/milestones";
import { offerFreeRound } from "#lib/contracts/offer-free-round";
import { type PlanLine, planOf } from "#lib/contracts/plans";
import { proposeChange } from "#lib/contracts/propose-change";
import { proposeSettlement } from "#lib/contracts/propose-settlement";
import { refuseReturn } from "#lib/contracts/refuse-return";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import { requestChanges } from "#lib/contracts/request-changes";
import { settleable } from "#lib/contracts/settlements";
import { submitWork } from "#lib/contracts/submit-work";
import { withdrawCancellation } from "#lib/contracts/withdraw-cancellation";
import { withdrawChange } from "#lib/contracts/withdraw-change";
import { type ErrorCode, isDomainError } from "#lib/errors";
import { cents } from "#lib/money";
import type { Chance } from "../payments/chance.ts";
import { DISPUTE_ACTS } from "./dispute-acts.ts";
import { type Act, look } from "./look.ts";
import { anyProposal } from "./world.ts";

/** Everything that the rules may answer. Anything else is a fault. */
export const REFUSALS: readonly ErrorCode[] = [
  "not_found",
  "forbidden",
  "wrong_state",
  "insufficient_funds",
  "client_lacks_funds",
  "already_submitted",
  "already_released",
  "work_submitted",
  "cancellation_pending",
  "no_cancellation",
  "changed_meanwhile",
  "not_due",
  "not_funded",
  "no_round_left",
  "round_not_needed",
  "own_change",
  "change_over",
  "change_pending",
  "plan_outdated",
  "plan_unchanged",
  "plan_empty",
  "plan_full",
  "plan_of_submitted",
  "nothing_held",
  "share_too_large",
  "no_return",
  "too_many_today",
  "price_within_fee",
  "in_dispute",
  "nothing_disputable",
  "dispute_too_late",
  "dispute_too_large",
  "dispute_again",
  "dispute_state",
  "offer_over",
  "own_offer",
  "other_mediator",
];

const step = (
  name: string,
  take: (
    actor: VerifiedActor,
    part: {
      contractId: `ctr_${string}`;
      milestoneNumber: number;
      submissionNumber: number;
      heldCents: number;
      cancellationNumber: number;
      amountCents: number;
    },
  ) => Promise<unknown>,
): Act => ({
  name,
  async does(world, actor) {
    const view = await look(world, actor);
    const { contractId, milestoneNumber, submissionCount, heldCents, cancellationNumber } = view;
    const part = {
      contractId,
      milestoneNumber,
      submissionNumber: submissionCount,
      heldCents,
      cancellationNumber,
      amountCents: view.priceCents,
    };
    return () => take(actor, part);
  },
});

function randomPlan(chance: Chance, plan: readonly PlanLine[]): PlanLine[] {
  const kept = plan
    .filter(() => !chance.onceIn(6))
    .map((line) => ({
      ...line,
      amountCents: chance.onceIn(3) ? cents(chance.whole(100, 60_000)) : line.amountCents,
      days: chance.onceIn(3) ? chance.whole(1, 40) : line.days,
      rounds: chance.onceIn(4) ? chance.pick([0, 1, 4, null]) : line.rounds,
      checklist: chance.onceIn(4)
        ? chance.pick([[], ["Opens"], ["Opens", "Prints"]])
        : line.checklist,
    }));
  const added = Array.from({ length: chance.pick([0, 0, 1, 2]) }, (_, index) => ({
    number: null,
    title: `More ${index + 1}`,
    amountCents: cents(chance.whole(100, 30_000)),
    days: chance.whole(1, 20),
    rounds: 2,
    checklist: [],
  }));
  return [...kept, ...added];
}

const propose: Act = {
  name: "propose a change",
  async does(world, actor) {
    const { contractId, milestones, agreementVersion, change } = await look(world, actor);
    const input = {
      contractId,
      agreementVersion,
      milestones: randomPlan(world.chance, planOf(milestones)),
      note: "",
      requestKey: randomUUID(),
      ...(change && !change.isOwn ? { counters: change.changeOrderId } : {}),
    };
    return () => proposeChange(actor, input);
  },
};

const settle: Act = {
  name: "propose to settle",
  async does(world, actor) {
    const { contractId, milestones, change } = await look(world, actor);
    const held = settleable(milestones, null);
    const some = world.chance.onceIn(3) && held.length > 0 ? [world.chance.pick(held)] : held;
    const heldCents = heldOf(some);
    const input = {
      contractId,
      ...(some.length < held.length ? { milestoneNumber: some[0]?.number ?? 0 } : {}),
      toFreelancerCents: world.chance.whole(0, heldCents),
      heldCents,
      note: "",
      requestKey: randomUUID(),
      ...(change && !change.isOwn ? { counters: change.changeOrderId } : {}),
    };
    return () => proposeSettlement(actor, input);
  },
};

/** Mostly what is open; now and then what was replaced, which has to be refused. */
const accept: Act = {
  name: "accept",
  async does(world, actor) {
    const proposal = await anyProposal(world, !world.chance.onceIn(4));
    if (!proposal) return null;
    const { contractId, figures } = world;
    const isOver = proposal.status !== "proposed" && proposal.status !== "accepted";
    return async () => {
      try {
        const result = await acceptChange(actor, { contractId, changeOrderId: proposal.id });
        if (isOver) throw new Error(`${proposal.id} was accepted although it was over`);
        return result;
      } catch (error) {
        if (isOver && isDomainError(error, "change_over")) figures.refusedReplaced += 1;
        throw error;
      }
    };
  },
};

const answer = (
  name: string,
  take: (
    actor: VerifiedActor,
    input: { contractId: `ctr_${string}`; changeOrderId: `chg_${string}`; reason: string },
  ) => Promise<unknown>,
): Act => ({
  name,
  async does(world, actor) {
    const proposal = await anyProposal(world, true);
    if (!proposal) return null;
    const { contractId } = world;
    return () => take(actor, { contractId, changeOrderId: proposal.id, reason: "No." });
  },
});

const submit = step("submit", (actor, part) => submitWork(actor, { ...part, note: "Here it is." }));
const changes = step("request changes", (actor, part) =>
  requestChanges(actor, { ...part, note: "Not yet." }),
);

/** What moves a contract on comes up more often than what ends it. */
export const ACTS: readonly Act[] = [
  submit,
  submit,
  submit,
  changes,
  changes,
  step("approve", markComplete),
  step("hold", fundMilestone),
  step("hold", fundMilestone),
  propose,
  propose,
  settle,
  accept,
  accept,
  accept,
  answer("decline", declineChange),
  answer("withdraw", withdrawChange),
  step("offer a free round", offerFreeRound),
  step("ask for the money back", askForReturn),
  step("say no", (actor, part) => refuseReturn(actor, { ...part, reason: "It comes." })),
  step("ask to cancel", requestCancellation),
  step("withdraw the request", withdrawCancellation),
  step("agree to cancel", agreeToCancellation),
  DISPUTE_ACTS.open,
  DISPUTE_ACTS.open,
];
