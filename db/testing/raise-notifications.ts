import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import { changePassword } from "#lib/auth/change-password";
import { createSession } from "#lib/auth/sessions";
import { removeTotp } from "#lib/auth/set-up-totp";
import { signIn } from "#lib/auth/sign-in";
import { signInByCode } from "#lib/auth/sign-in-by-code";
import { correctInvoice } from "#lib/billing/correct-invoice";
import { findCorrection } from "#lib/billing/queries/corrections";
import { listContractInvoices } from "#lib/billing/queries/invoices";
import { saveBillingDetails } from "#lib/billing/save-billing-details";
import { acceptChange } from "#lib/contracts/accept-change";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { actOnClock } from "#lib/contracts/act-on-clock";
import { agreeToCancellation } from "#lib/contracts/agree-to-cancellation";
import { askForReturn } from "#lib/contracts/ask-for-return";
import { declineChange } from "#lib/contracts/decline-change";
import { fundMilestone } from "#lib/contracts/fund-milestone";
import { giveBack } from "#lib/contracts/give-back";
import { hireWhenPaid } from "#lib/contracts/hire-when-paid";
import { markComplete } from "#lib/contracts/mark-complete";
import { offerFreeRound } from "#lib/contracts/offer-free-round";
import { payAndHire } from "#lib/contracts/pay-and-hire";
import { planOf } from "#lib/contracts/plans";
import { proposeChange } from "#lib/contracts/propose-change";
import { proposeSettlement } from "#lib/contracts/propose-settlement";
import { getContract } from "#lib/contracts/queries/contracts";
import { refuseReturn } from "#lib/contracts/refuse-return";
import { remindParties } from "#lib/contracts/remind-parties";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import { requestChanges } from "#lib/contracts/request-changes";
import { submitWork } from "#lib/contracts/submit-work";
import { withdrawCancellation } from "#lib/contracts/withdraw-cancellation";
import { openConversation } from "#lib/conversations/open-conversation";
import { sendMessage } from "#lib/conversations/send-message";
import { actOnDispute } from "#lib/disputes/act-on-dispute";
import { addStatement } from "#lib/disputes/add-statement";
import { answerDispute } from "#lib/disputes/answer-dispute";
import { appealDecision } from "#lib/disputes/appeal-decision";
import { askQuestion } from "#lib/disputes/ask-question";
import { decideDispute } from "#lib/disputes/decide-dispute";
import { makeDisputeOffer } from "#lib/disputes/make-dispute-offer";
import { withdrawDispute } from "#lib/disputes/withdraw-dispute";
import { isDomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { closeJob } from "#lib/jobs/close-job";
import { remindExpiring } from "#lib/jobs/remind-expiring";
import { appealSanction } from "#lib/moderation/appeal-sanction";
import { closeCase } from "#lib/moderation/close-case";
import { decideAppeal } from "#lib/moderation/decide-appeal";
import { imposeSanction } from "#lib/moderation/impose-sanction";
import { liftSanction } from "#lib/moderation/lift-sanction";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import type { NotificationKind } from "#lib/notifications/kinds";
import { askForData } from "#lib/own-data/ask-for-data";
import { makeArchive } from "#lib/own-data/make-archive";
import { addFunds } from "#lib/payments/add-funds";
import { currentProvider } from "#lib/payments/find-provider";
import { handleProviderEvent } from "#lib/payments/handle-provider-event";
import { withdraw } from "#lib/payments/withdraw";
import { declineProposal } from "#lib/proposals/decline-proposal";
import { submitProposal } from "#lib/proposals/submit-proposal";
import { answerReview } from "#lib/reviews/answer-review";
import { leaveReview } from "#lib/reviews/leave-review";
import { saveSearch } from "#lib/searches/save-search";
import { tellNews } from "#lib/searches/tell-news";
import { addDays, now, setClock } from "#lib/time";
import { changeEmail } from "#lib/users/change-email";
import { getDb } from "../client.ts";
import { clocks, contracts, milestones, payments } from "../schema.ts";
import { makeAccount, PASSWORD } from "./accounts.ts";
import { addMilestone } from "./add-milestone.ts";
import { answeredOver, decision, mediatedOver, openOver } from "./disputes.ts";
import { fund, makeAdmin, makeClient, makeFreelancer, makeJob, makeProposal } from "./factories.ts";
import { enterPassword, switchOnTotp, VISITOR } from "./factors.ts";
import { mailChange } from "./mail-links.ts";
import { decided, FACTS, makeCase, makeModerator } from "./moderation.ts";

const PRICE = 40_000;
const LETTER = "I have fixed this kind of checkout before, and I would begin with the worst of it.";

/** Who is told, and what raises it: done again, it is the same event. */
export type Raised = { readonly to: VerifiedActor; readonly raise: () => Promise<unknown> };
type Scene = () => Promise<Raised>;

/** The people of a scene, so that a picture can have other names than a test. */
export type Cast = {
  readonly client?: string;
  readonly freelancer?: string;
  readonly title?: string;
};

/**
 * How each kind of notification comes about, through the use case or the worker's task that raises it. The type asks for
 * every kind.
 */
export function scenesOf(cast: Cast = {}): Readonly<Record<NotificationKind, Scene>> {
  const offered = () => makeOffer(cast);
  const hired = () => makeContract(cast);
  return {
    hired: async () => {
      const { client, freelancer, proposalId } = await offered();
      const seen = { proposalRevision: 1, jobRevision: 1 };
      return { to: freelancer, raise: () => acceptProposal(client, { proposalId, ...seen }) };
    },
    report_answered: async () => {
      const { client, caseId } = await makeCase();
      const moderator = await makeModerator();
      const input = { caseId, word: "It is within the rules." };
      return { to: client, raise: () => closeCase(moderator, input) };
    },
    sanctioned: async () => {
      const { freelancer, caseId } = await makeCase();
      const moderator = await makeModerator();
      const input = { caseId, kind: "suspend", rule: "pay_here", facts: FACTS } as const;
      return { to: freelancer, raise: () => once(imposeSanction(moderator, input)) };
    },
    sanction_lifted: async () => {
      const { person, sanctionId } = await decided();
      const moderator = await makeModerator();
      const input = { sanctionId, reason: "It has been long enough." };
      return { to: person, raise: () => once(liftSanction(moderator, input)) };
    },
    appeal_decided: async () => {
      const { person, sanctionId } = await decided();
      await appealSanction(person, { sanctionId, words: "It is not so." });
      const moderator = await makeModerator();
      const input = { sanctionId, outcome: "kept", reasons: "It was clear." } as const;
      return { to: person, raise: () => decideAppeal(moderator, input) };
    },
    payment_reversed: () => takenBack(cast, false),
    reversal_won: () => takenBack(cast, true),
    hired_on_payment: () => paidToHire(cast, "card_4242"),
    not_hired: () => paidToHire(cast, "card_0002"),
    proposal_received: async () => {
      const { client, jobId } = await offered();
      const freelancer = await makeFreelancer({ name: "Bela Lugosi" });
      const offer = { coverLetter: LETTER, priceCents: "300", timelineDays: "9", answers: {} };
      const input = { ...offer, jobId, jobRevision: 1, fileIds: [] };
      return { to: client, raise: () => submitProposal(freelancer, input) };
    },
    proposal_declined: async () => {
      const { client, freelancer, proposalId } = await offered();
      const input = { proposalId, proposalRevision: 1, reason: "We chose somebody nearer." };
      return { to: freelancer, raise: () => declineProposal(client, input) };
    },
    work_submitted: async () => {
      const { client, freelancer, contractId } = await hired();
      const input = {
        contractId,
        submissionNumber: 0,
        note: "Here it is.",
        requestKey: randomUUID(),
      };
      return { to: client, raise: () => submitWork(freelancer, input) };
    },
    changes_requested: async () => {
      const { client, freelancer, contractId } = await underReview(cast);
      const input = { contractId, submissionNumber: 1, note: "The last page is missing." };
      return { to: freelancer, raise: () => requestChanges(client, input) };
    },
    released: async () => {
      const { client, freelancer, contractId } = await underReview(cast);
      const input = { contractId, submissionNumber: 1, heldCents: PRICE };
      return { to: freelancer, raise: () => markComplete(client, input) };
    },
    milestone_approved: async () => {
      const { client, freelancer, contractId } = await underReview(cast);
      await addMilestone(contractId);
      const input = { contractId, milestoneNumber: 1, submissionNumber: 1, heldCents: PRICE };
      return { to: freelancer, raise: () => markComplete(client, input) };
    },
    work_never_came: async () => {
      const { freelancer, contractId } = await makeContract(cast);
      return { to: freelancer, raise: () => inDays(100, () => actOnClock({ contractId })) };
    },
    milestone_funded: async () => {
      const { client, freelancer, contractId } = await makeContract(cast);
      await addMilestone(contractId, cents(500));
      await fund(client, 500);
      const input = { contractId, milestoneNumber: 2, amountCents: 500 };
      return { to: freelancer, raise: () => fundMilestone(client, input) };
    },
    change_proposed: async () => {
      const { client, freelancer, contractId } = await makeContract(cast);
      return { to: freelancer, raise: () => proposeLonger(client, contractId) };
    },
    change_accepted: async () => {
      const { client, freelancer, contractId } = await makeContract(cast);
      const { changeOrderId } = await proposeLonger(client, contractId);
      const input = { contractId, changeOrderId };
      return { to: client, raise: () => acceptChange(freelancer, input) };
    },
    change_declined: async () => {
      const { client, freelancer, contractId } = await makeContract(cast);
      const { changeOrderId } = await proposeLonger(client, contractId);
      const input = { contractId, changeOrderId, reason: "Not so long." };
      return { to: client, raise: () => declineChange(freelancer, input) };
    },
    change_lapsed: async () => {
      const { client, contractId } = await makeContract(cast);
      const { changeOrderId: subject } = await proposeLonger(client, contractId);
      return { to: client, raise: () => inDays(8, () => actOnClock({ contractId, subject })) };
    },
    free_round: async () => {
      const { client, freelancer, contractId } = await underReview(cast);
      await getDb()
        .update(milestones)
        .set({ roundsUsed: 2 })
        .where(eq(milestones.contractId, contractId));
      const input = { contractId, milestoneNumber: 1 };
      return { to: client, raise: () => offerFreeRound(freelancer, input) };
    },
    settled: async () => {
      const { client, freelancer, contractId } = await makeContract(cast);
      const { changeOrderId } = await proposeSettlement(client, {
        contractId,
        requestKey: randomUUID(),
        toFreelancerCents: 100,
        heldCents: PRICE,
        note: "",
      });
      return { to: client, raise: () => acceptChange(freelancer, { contractId, changeOrderId }) };
    },
    return_asked: async () => {
      const { client, freelancer, contractId } = await makeContract(cast);
      const input = { contractId, heldCents: PRICE };
      return { to: freelancer, raise: () => inDays(40, () => askForReturn(client, input)) };
    },
    return_refused: async () => {
      const { client, freelancer, contractId } = await makeContract(cast);
      await inDays(40, () => askForReturn(client, { contractId, heldCents: PRICE }));
      const input = { contractId, reason: "It comes tomorrow." };
      return { to: client, raise: () => inDays(40, () => refuseReturn(freelancer, input)) };
    },
    ...disputeScenes(cast),
    completed: async () => {
      const { client, contractId } = await underReview(cast);
      return { to: client, raise: () => inDays(8, () => actOnClock({ contractId })) };
    },
    reviewed: async () => {
      const { client, freelancer, contractId } = await underReview(cast);
      await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
      const input = { contractId, rating: "5", text: "A pleasure." };
      await leaveReview(freelancer, input);
      return { to: freelancer, raise: () => leaveReview(client, input) };
    },
    review_waits: async () => {
      const { client, freelancer, contractId } = await underReview(cast);
      await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
      const input = { contractId, rating: "5", text: "A pleasure." };
      return { to: freelancer, raise: () => leaveReview(client, input) };
    },
    given_back: async () => {
      const { client, freelancer, contractId } = await underReview(cast);
      await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
      const input = { contractId, amountCents: 10_000, givenBackCents: 0 };
      return { to: client, raise: () => giveBack(freelancer, input) };
    },
    review_answered: async () => {
      const { client, freelancer, contractId } = await underReview(cast);
      await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
      const input = { contractId, rating: "5", text: "A pleasure." };
      const { reviewId } = await leaveReview(client, input);
      await leaveReview(freelancer, input);
      const answer = { reviewId, answer: "Thank you." };
      return { to: client, raise: () => answerReview(freelancer, answer) };
    },
    message: async () => {
      const { client, freelancer, jobId } = await offered();
      const { conversationId } = await openConversation(freelancer, { jobId });
      const input = { conversationId, clientId: randomUUID(), body: "Hello." };
      return { to: client, raise: () => sendMessage(freelancer, input) };
    },
    invitation: async () => {
      const { client, jobId } = await offered();
      const freelancer = await makeFreelancer();
      const { conversationId } = await openConversation(client, {
        jobId,
        freelancerId: freelancer.userId,
      });
      const input = { conversationId, clientId: randomUUID(), body: "Would you like to?" };
      return { to: freelancer, raise: () => sendMessage(client, input) };
    },
    cancellation_requested: async () => {
      const { client, freelancer, contractId } = await hired();
      return { to: client, raise: () => requestCancellation(freelancer, { contractId }) };
    },
    cancellation_agreed: async () => {
      const { client, freelancer, contractId } = await hired();
      await requestCancellation(freelancer, { contractId });
      const input = { contractId, cancellationNumber: 1, heldCents: PRICE };
      return { to: freelancer, raise: () => agreeToCancellation(client, input) };
    },
    cancellation_withdrawn: async () => {
      const { client, freelancer, contractId } = await hired();
      await requestCancellation(freelancer, { contractId });
      const input = { contractId, cancellationNumber: 1 };
      return { to: client, raise: () => withdrawCancellation(freelancer, input) };
    },
    deadline_near: async () => {
      const { freelancer } = await hired();
      return { to: freelancer, raise: () => inDays(9.5, remindParties) };
    },
    review_ending: async () => {
      const { client } = await underReview(cast);
      return { to: client, raise: () => inDays(5.5, remindParties) };
    },
    job_expiring: async () => {
      const { client } = await offered();
      return { to: client, raise: () => inDays(28, remindExpiring) };
    },
    search_news: async () => {
      const freelancer = await makeFreelancer(named(cast.freelancer));
      await saveSearch(freelancer, { name: "Lighthouses", query: "q=lighthouse" });
      await inDays(0.01, async () => makeJob(await makeClient(), { title: "Paint a lighthouse" }));
      let isTold = false;
      // The task comes once a day; what it has told today is not an event that comes again.
      const raise = async () => {
        if (!isTold) await inDays(0.5, tellNews);
        isTold = true;
      };
      return { to: freelancer, raise };
    },
    deposit_arrived: () => paid(cast, "deposit", "settled"),
    deposit_failed: () => paid(cast, "deposit", "failed"),
    payout_arrived: () => paid(cast, "payout", "settled"),
    invoice_corrected: () => correctedInvoice(cast),
    payout_failed: () => paid(cast, "payout", "failed"),
    new_device: async () => {
      const { actor, email } = await makeAccount("client");
      const visitor = {
        address: "203.0.113.9",
        userAgent: "Mozilla/5.0 Firefox/140",
        deviceToken: null,
      };
      const requestKey = randomUUID();
      return {
        to: actor,
        raise: () =>
          inDays(1, () => signIn(visitor, { email, password: PASSWORD }, { requestKey })),
      };
    },
    factor_added: async () => {
      const { actor } = await makeAccount("client");
      return { to: actor, raise: onlyOnce(() => switchOnTotp(actor)) };
    },
    factor_removed: async () => {
      const { actor } = await makeAccount("client");
      await switchOnTotp(actor);
      return { to: actor, raise: () => removeTotp({ ...actor, sessionId: SYSTEM }) };
    },
    recovery_code_used: async () => {
      const { actor, email } = await makeAccount("client");
      const { recoveryCodes } = await switchOnTotp(actor);
      const halfWay = await enterPassword(email);
      const code = recoveryCodes[0] ?? "";
      const raise = () => signInByCode(VISITOR, { halfWay, code }, { requestKey: code });
      return { to: actor, raise };
    },
    password_changed: async () => {
      const { actor } = await makeAccount("client");
      const keepSessionId = await getDb().transaction((tx) =>
        createSession(tx, actor.userId, null),
      );
      const input = {
        currentPassword: PASSWORD,
        newPassword: "four words in a row",
        keepSessionId,
      };
      return { to: actor, raise: onlyOnce(() => changePassword(actor, input)) };
    },
    email_changed: async () => {
      const { actor } = await makeAccount("client");
      const token = await mailChange(actor, `${newId("usr")}@example.com`);
      const requestKey = randomUUID();
      return { to: actor, raise: () => changeEmail(null, { token }, { requestKey }) };
    },
    data_ready: async () => {
      const client = await makeClient(named(cast.client));
      const { archiveId } = await askForData(client);
      let isMade = false;
      // What is no longer wanted is refused, and the worker lets it be.
      const raise = async () => {
        if (!isMade) await makeArchive({ archiveId });
        isMade = true;
      };
      return { to: client, raise };
    },
  };
}

/** For what is another event when it is done again. */
function onlyOnce(work: () => Promise<unknown>): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (!isDone) await work();
    isDone = true;
  };
}

/** Does the work so many days from now, by the clock of business time. */
export async function inDays<T>(days: number, work: () => Promise<T>): Promise<T> {
  const moment = addDays(now(), days);
  const reset = setClock(() => moment);
  try {
    return await work();
  } finally {
    reset();
  }
}

/** What is told in a dispute. */
function disputeScenes(cast: Cast) {
  const answered = async () => {
    const hired = await underReview(cast);
    return { ...hired, disputeId: await answeredOver(hired) };
  };
  const mediated = async () => {
    const [hired, mediator] = [await underReview(cast), await makeAdmin()];
    return { ...hired, mediator, disputeId: await mediatedOver(hired) };
  };
  const stated = () => ({ text: "It was there.", fileIds: [], requestKey: randomUUID() });
  return {
    dispute_opened: async () => {
      const hired = await underReview(cast);
      const requestKey = randomUUID();
      return { to: hired.freelancer, raise: () => openOver(hired, { requestKey }) };
    },
    dispute_answered: async () => {
      const hired = await underReview(cast);
      const disputeId = await openOver(hired);
      const input = {
        disputeId,
        answer: "It was there.",
        toFreelancerCents: PRICE,
        fileIds: [],
        requestKey: randomUUID(),
      };
      return { to: hired.client, raise: () => answerDispute(hired.freelancer, input) };
    },
    dispute_offered: async () => {
      const { client, freelancer, disputeId } = await answered();
      const input = { disputeId, toFreelancerCents: 100, offerNumber: 2, requestKey: randomUUID() };
      return { to: freelancer, raise: () => makeDisputeOffer(client, input) };
    },
    dispute_in_mediation: async () => {
      const { client, disputeId } = await answered();
      return {
        to: client,
        raise: () => inDays(7, () => actOnDispute({ disputeId }).catch(orNotDue)),
      };
    },
    dispute_stated: async () => {
      const { client, freelancer, disputeId } = await answered();
      const input = { disputeId, ...stated() };
      return { to: client, raise: () => addStatement(freelancer, input) };
    },
    dispute_asked: async () => {
      const { client, mediator, disputeId } = await mediated();
      const input = { disputeId, ...stated(), asks: "both" as const };
      return { to: client, raise: () => askQuestion(mediator, input) };
    },
    dispute_decided: async () => {
      const { client, mediator, disputeId } = await mediated();
      return { to: client, raise: () => decideDispute(mediator, decision(disputeId, 25_000)) };
    },
    dispute_appealed: async () => {
      const { client, freelancer, mediator, disputeId } = await mediated();
      await decideDispute(mediator, decision(disputeId, 25_000));
      const input = { disputeId, reason: "A page was overlooked.", fileIds: [] };
      return { to: client, raise: () => appealDecision(freelancer, input) };
    },
    dispute_withdrawn: async () => {
      const { client, freelancer, disputeId } = await answered();
      return { to: freelancer, raise: () => withdrawDispute(client, { disputeId }) };
    },
    dispute_ended: async () => {
      const hired = await underReview(cast);
      const disputeId = await openOver(hired);
      return { to: hired.client, raise: () => inDays(5, () => actOnDispute({ disputeId })) };
    },
  };
}

/** The same work with more time for it. */
async function proposeLonger(client: VerifiedActor, contractId: Id<"ctr">) {
  const { milestones: parts } = await getContract(client, contractId);
  return proposeChange(client, {
    contractId,
    agreementVersion: 1,
    requestKey: "longer",
    milestones: planOf(parts).map((line) => ({ ...line, days: 30 })),
    note: "",
  });
}

/** Ends what a sweep would otherwise come across in every scene after this one. */
export async function settleEverything(): Promise<void> {
  await getDb().delete(clocks);
  await getDb().update(contracts).set({ completedAt: now() });
}

async function makeOffer({ client: company, freelancer: name, title }: Cast) {
  const client = await makeClient({ fundsCents: PRICE, ...named(company) });
  const freelancer = await makeFreelancer(named(name));
  const jobId = await makeJob(client, { releaseRule: "on_approval", ...(title && { title }) });
  const proposalId = await makeProposal(jobId, freelancer);
  return { client, freelancer, jobId, proposalId };
}

async function makeContract(cast: Cast) {
  const offer = await makeOffer(cast);
  const { client, proposalId } = offer;
  const seen = { proposalRevision: 1, jobRevision: 1 };
  const { contractId } = await acceptProposal(client, { proposalId, ...seen });
  return { ...offer, contractId };
}

async function underReview(cast: Cast) {
  const hired = await makeContract(cast);
  const { freelancer, contractId } = hired;
  await submitWork(freelancer, { contractId, submissionNumber: 0, note: "Here it is." });
  return hired;
}

async function paid(
  cast: Cast,
  direction: "deposit" | "payout",
  status: "settled" | "failed",
): Promise<Raised> {
  const client = await makeClient(named(cast.client));
  if (direction === "payout") await fund(client, 2 * PRICE);
  const amount = { amountCents: "400", requestKey: randomUUID() };
  const { paymentId } =
    direction === "deposit"
      ? await addFunds(client, { ...amount, card: "card_4242" })
      : await withdraw(
          { ...client, sessionId: SYSTEM },
          { ...amount, account: "new", iban: "DE89370400440532013000" },
        );
  const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
  if (!payment) throw new Error(`There is no payment ${paymentId}`);
  const { provider, amountCents } = payment;
  const report = { paymentId, reference: newId("pay"), amountCents: cents(amountCents) };
  const outcome =
    status === "settled"
      ? ({ ...report, status } as const)
      : ({ ...report, status, reason: "The bank refused it." } as const);
  return {
    to: client,
    raise: () => handleProviderEvent(SYSTEM, { provider, report: outcome }),
  };
}

/** A payment that has settled and is then disputed; or the dispute is won. */
async function takenBack(cast: Cast, isGivenBack: boolean): Promise<Raised> {
  const client = await makeClient(named(cast.client));
  const requestKey = randomUUID();
  const { paymentId } = await addFunds(client, {
    requestKey,
    amountCents: PRICE,
    card: "card_4242",
  });
  const amountCents = cents(PRICE);
  const dispute = { reference: newId("pay"), amountCents, reason: "the cardholder disputes it" };
  const reversals = [{ ...dispute, isGivenBack }];
  const report = { paymentId, reference: newId("pay"), amountCents, reversals };
  const { name: provider } = currentProvider();
  return {
    to: client,
    raise: () =>
      handleProviderEvent(SYSTEM, { provider, report: { ...report, status: "settled" } }),
  };
}

/** A payment to hire that has ended; the scene is what goes on then. */
async function paidToHire(cast: Cast, card: string): Promise<Raised> {
  const client = await makeClient(named(cast.client));
  const jobId = await makeJob(client, cast.title === undefined ? {} : { title: cast.title });
  const proposalId = await makeProposal(jobId, await makeFreelancer(named(cast.freelancer)));
  const shown = { proposalRevision: 1, jobRevision: 1, payCents: PRICE };
  const { paymentId } = await payAndHire(client, {
    ...shown,
    proposalId,
    card,
    requestKey: randomUUID(),
  });
  const report = { paymentId, reference: newId("pay"), amountCents: cents(PRICE) };
  await handleProviderEvent(SYSTEM, {
    provider: currentProvider().name,
    report:
      card === "card_4242"
        ? { ...report, status: "settled" }
        : { ...report, status: "failed", reason: "the card was declined" },
  });
  return { to: client, raise: () => hireWhenPaid(SYSTEM, { paymentId }) };
}

/** The freelancer's billing details were wrong when their invoice was issued. */
async function correctedInvoice(cast: Cast): Promise<Raised> {
  const { client, freelancer, contractId } = await underReview(cast);
  await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
  const [invoice] = await listContractInvoices(freelancer, contractId);
  if (!invoice) throw new Error(`${contractId} has no invoice`);
  const { documentId } = invoice;
  await saveBillingDetails(freelancer, { address: "Rua Nova 1\nLisboa", country: "PT" });
  const seen = (await findCorrection(freelancer, documentId))?.seen ?? "";
  const input = { documentId, reason: "The address was missing.", seen };
  const raise = () =>
    correctInvoice(freelancer, input).catch((error: unknown) => {
      if (!isDomainError(error, "already_corrected")) throw error;
    });
  return { to: client, raise };
}

/** What was decided already is refused when it is decided again. */
function once(decision: Promise<unknown>): Promise<unknown> {
  return decision.catch((error: unknown) => {
    if (!isDomainError(error, "case_decided") && !isDomainError(error, "sanction_over"))
      throw error;
  });
}

function named(name: string | undefined): { name?: string } {
  return name === undefined ? {} : { name };
}

/** A job that is closed while these people's proposals live. */
export async function closeWithProposals(
  freelancers: readonly VerifiedActor[],
): Promise<Id<"job">> {
  const client = await makeClient();
  const jobId = await makeJob(client);
  for (const freelancer of freelancers) await makeProposal(jobId, freelancer);
  await closeJob(client, { jobId, proposalsSeen: freelancers.length });
  return jobId;
}

/** As the task does: when the clock comes again, it is not time any more. */
function orNotDue(error: unknown): void {
  if (!isDomainError(error, "not_due")) throw error;
}
