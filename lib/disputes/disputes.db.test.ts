import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { clocks, milestones } from "#db/schema";
import { answeredOver, decision, mediatedOver, openOver } from "#db/testing/disputes";
import { makeAdmin, makeFreelancer, makeStaff } from "#db/testing/factories";
import {
  type Hired,
  hire,
  hireAndSubmit,
  hireForFee,
  history,
  IS_BACK,
  IS_HELD,
  IS_PAID,
  letClocksAct,
  money,
  PRICE,
  provesTheLedger,
  read,
  travel,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import { acceptChange } from "#lib/contracts/accept-change";
import { actOnClocks } from "#lib/contracts/act-on-clocks";
import { markComplete } from "#lib/contracts/mark-complete";
import { proposeSettlement } from "#lib/contracts/propose-settlement";
import { getContract } from "#lib/contracts/queries/contracts";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import { requestChanges } from "#lib/contracts/request-changes";
import { submitWork } from "#lib/contracts/submit-work";
import type { Id } from "#lib/ids";
import { DAY_MS, HOUR_MS, now } from "#lib/time";
import { acceptClaim } from "./accept-claim.ts";
import { acceptDisputeOffer } from "./accept-dispute-offer.ts";
import { actOnAnyClock } from "./act-on-any-clock.ts";
import { addStatement } from "./add-statement.ts";
import { answerDispute } from "./answer-dispute.ts";
import { appealDecision } from "./appeal-decision.ts";
import { askQuestion } from "./ask-question.ts";
import { decideDispute } from "./decide-dispute.ts";
import { makeDisputeOffer } from "./make-dispute-offer.ts";
import { openDispute } from "./open-dispute.ts";
import {
  countDisputesForMediation,
  getDispute,
  listDisputesForMediation,
} from "./queries/disputes.ts";
import { withdrawDispute } from "./withdraw-dispute.ts";

useTestDatabase();
provesTheLedger();

function offer(actor: VerifiedActor, disputeId: Id<"dsp">, cents: number, seen: number) {
  return makeDisputeOffer(actor, {
    disputeId,
    toFreelancerCents: cents,
    note: "",
    offerNumber: seen,
    requestKey: randomUUID(),
  });
}

function accept(actor: VerifiedActor, disputeId: Id<"dsp">, number: number, cents: number) {
  return acceptDisputeOffer(actor, { disputeId, offerNumber: number, toFreelancerCents: cents });
}

function said(sentence: readonly (string | { readonly moment: Date })[]): string {
  return sentence.map((part) => (typeof part === "string" ? part : "…")).join("");
}

/** The clock's next moment comes, exactly then. */
async function letClockCome({ contractId }: Hired): Promise<void> {
  const [next] = await getDb()
    .select({ at: clocks.at })
    .from(clocks)
    .where(eq(clocks.contractId, contractId))
    .orderBy(clocks.at)
    .limit(1);
  if (!next) throw new Error("Nothing waits");
  travel((next.at.getTime() - now().getTime()) / DAY_MS);
  await letClocksAct();
}

describe("a claim", () => {
  test("freezes what it is about, and is granted when nobody answers in 5 days", async () => {
    const hired = await hireAndSubmit();
    const disputeId = await openOver(hired, { toFreelancerCents: 10_000 });
    expect(await money(hired)).toEqual(IS_HELD);
    const { next } = await getDispute(hired.client, disputeId);
    expect(said(next?.sentence ?? [])).toBe(
      "If nobody acts, the claim is granted on …: €300.00 goes back to you and €100.00 goes to Ana Moreau.",
    );
    travel(5 - 1 / 24);
    expect(await letClocksAct()).toBe(0);
    travel(1 / 24);
    expect(await letClocksAct()).toBe(1);
    expect(await money(hired)).toEqual([30_000, 0, 10_000]);
    expect(await read(hired)).toMatchObject({ status: "completed", heldCents: 0 });
    const { state, outcome } = await getDispute(hired.freelancer, disputeId);
    expect([state, outcome?.kind]).toEqual(["ended", "claim_granted"]);
  });

  test("is accepted by the other side alone, once, and as it was read", async () => {
    const hired = await hireAndSubmit();
    const { client, freelancer } = hired;
    const disputeId = await openOver(hired);
    await expect(acceptClaim(client, { disputeId, toFreelancerCents: 0 })).rejects.toMatchObject({
      code: "forbidden",
    });
    const other = acceptClaim(freelancer, { disputeId, toFreelancerCents: 1 });
    await expect(other).rejects.toMatchObject({ code: "offer_over" });
    expect(await acceptClaim(freelancer, { disputeId, toFreelancerCents: 0 })).toEqual({
      isReplay: false,
    });
    expect(await acceptClaim(freelancer, { disputeId, toFreelancerCents: 0 })).toEqual({
      isReplay: true,
    });
    expect(await money(hired)).toEqual(IS_BACK);
    expect((await read(hired)).status).toBe("cancelled");
  });

  test("names what was on the screen, and no more than is held", async () => {
    const hired = await hireAndSubmit();
    const { client, contractId } = hired;
    const claim = {
      contractId,
      milestoneNumber: 1,
      amountCents: PRICE,
      toFreelancerCents: 0,
      reason: "It is not there.",
      items: [],
      heldCents: PRICE,
      agreementVersion: 1,
      submissionNumber: 1,
      fileIds: [],
      requestKey: "one",
    };
    const unseen = openDispute(client, { ...claim, submissionNumber: 0 });
    await expect(unseen).rejects.toMatchObject({ code: "changed_meanwhile" });
    const tooMuch = openDispute(client, { ...claim, amountCents: PRICE + 1 });
    await expect(tooMuch).rejects.toMatchObject({ code: "dispute_too_large" });
    const { disputeId } = await openDispute(client, claim);
    expect(await openDispute(client, claim)).toEqual({ disputeId, isReplay: true });
    const second = openDispute(hired.freelancer, { ...claim, requestKey: "two" });
    await expect(second).rejects.toMatchObject({ code: "in_dispute" });
  });

  test("cannot be made once the window has passed or nothing is held", async () => {
    const late = await hireAndSubmit();
    travel(15);
    await expect(openOver(late)).rejects.toMatchObject({ code: "dispute_too_late" });
    const paid = await hireAndSubmit("on_submission");
    await expect(openOver(paid, { amountCents: 1 })).rejects.toMatchObject({
      code: "nothing_disputable",
    });
  });
});

describe("while there is a dispute", () => {
  test("the other steps are refused by name, and only what is not disputed can be paid", async () => {
    const hired = await hireAndSubmit();
    const { client, freelancer, contractId } = hired;
    const disputeId = await openOver(hired, { amountCents: 10_000 });
    const at = { contractId, submissionNumber: 1, note: "Again." };
    await expect(requestChanges(client, at)).rejects.toMatchObject({ code: "in_dispute" });
    await expect(submitWork(freelancer, at)).rejects.toMatchObject({ code: "in_dispute" });
    await expect(requestCancellation(client, { contractId })).rejects.toMatchObject({
      code: "in_dispute",
    });
    const approved = { contractId, submissionNumber: 1, heldCents: PRICE };
    await markComplete(client, approved);
    expect(await money(hired)).toEqual([0, 10_000, 30_000]);
    expect((await read(hired)).status).toBe("under_review");
    const again = markComplete(client, { ...approved, heldCents: 10_000 });
    await expect(again).rejects.toMatchObject({ code: "in_dispute" });
    await acceptClaim(freelancer, { disputeId, toFreelancerCents: 0 });
    expect(await money(hired)).toEqual([10_000, 0, 30_000]);
    expect((await read(hired)).status).toBe("completed");
  });

  test("the window pays what is not disputed, and says so", async () => {
    const hired = await hireAndSubmit();
    const { freelancer, contractId } = hired;
    await answeredOver(hired, { amountCents: 10_000, offerCents: 10_000 });
    const { ifNobodyActs } = await getContract(freelancer, contractId);
    expect(said(ifNobodyActs)).toContain("Of what is not disputed, €300.00 goes to you on …");
    travel(14);
    await letClocksAct();
    expect(await money(hired)).toEqual([0, 10_000, 30_000]);
  });

  test("a settlement of all that is held ends it", async () => {
    const hired = await hireAndSubmit();
    const { client, freelancer, contractId } = hired;
    const disputeId = await answeredOver(hired, { amountCents: 10_000, offerCents: 10_000 });
    const { changeOrderId } = await proposeSettlement(client, {
      contractId,
      toFreelancerCents: 15_000,
      heldCents: PRICE,
      requestKey: "settle",
      note: "",
    });
    await acceptChange(freelancer, { contractId, changeOrderId });
    expect(await money(hired)).toEqual([25_000, 0, 15_000]);
    const { state, outcome, offers } = await getDispute(client, disputeId);
    expect([state, outcome?.kind]).toEqual(["ended", "settled"]);
    expect(offers.every(({ status }) => status === "over")).toBe(true);
    const left = await getDb().select().from(clocks).where(eq(clocks.contractId, contractId));
    expect(left.map(({ what }) => what)).toEqual(["reviews_open"]);
  });

  test("work for which a part came to an end goes on with the rest, and the time that it had", async () => {
    const hired = await hire();
    const { client, freelancer, contractId } = hired;
    const before = await getContract(client, contractId);
    const disputeId = await openOver(hired, { amountCents: 10_000 });
    travel(3);
    await acceptClaim(freelancer, { disputeId, toFreelancerCents: 0 });
    expect(await money(hired)).toEqual([10_000, 30_000, 0]);
    const [clock] = await getDb().select().from(clocks).where(eq(clocks.contractId, contractId));
    expect(clock?.what).toBe("work_never_came");
    expect(before.dueAt.getTime() + 63 * DAY_MS - (clock?.at.getTime() ?? 0)).toBeLessThan(1_000);
    await submitWork(freelancer, { contractId, submissionNumber: 0, note: "Here it is." });
    await markComplete(client, { contractId, submissionNumber: 1, heldCents: 30_000 });
    expect(await money(hired)).toEqual([10_000, 0, 30_000]);
  });
});

describe("offers", () => {
  test("are accepted with one press by the other side; one that was replaced is not", async () => {
    const hired = await hireAndSubmit();
    const { client, freelancer } = hired;
    const disputeId = await answeredOver(hired);
    await offer(client, disputeId, 5_000, 2);
    await offer(freelancer, disputeId, 20_000, 3);
    await expect(accept(client, disputeId, 2, 30_000)).rejects.toMatchObject({
      code: "offer_over",
    });
    await expect(accept(freelancer, disputeId, 1, 0)).rejects.toMatchObject({
      code: "offer_over",
    });
    await expect(accept(freelancer, disputeId, 4, 20_000)).rejects.toMatchObject({
      code: "own_offer",
    });
    await expect(offer(client, disputeId, 6_000, 3)).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
    await accept(client, disputeId, 4, 20_000);
    expect(await accept(client, disputeId, 4, 20_000)).toEqual({ isReplay: true });
    expect(await money(hired)).toEqual([20_000, 0, 20_000]);
    const { offers, outcome } = await getDispute(freelancer, disputeId);
    expect(offers.map(({ status }) => status)).toEqual([
      "accepted",
      "over",
      "replaced",
      "replaced",
    ]);
    expect(outcome?.kind).toBe("offer_accepted");
    expect(await history(hired)).toContain("dispute_ended");
  });

  test("of both sides meet in the middle when no mediator decides, as was said before", async () => {
    const hired = await hireAndSubmit();
    const { client } = hired;
    const disputeId = await mediatedOver(hired, { toFreelancerCents: 1, offerCents: 30_000 });
    const { state, middle, next } = await getDispute(client, disputeId);
    expect(state).toBe("mediation");
    expect(middle).toMatchObject({ toFreelancerCents: 15_000, toClientCents: 25_000 });
    expect(next?.split).toEqual(middle);
    await offer(client, disputeId, 29_000, 2);
    travel(30);
    await letClocksAct();
    expect(await money(hired)).toEqual([25_000, 0, 15_000]);
  });
});

describe("a mediator", () => {
  test("sees it only once it came to mediators, and strangers never do", async () => {
    const hired = await hireAndSubmit();
    const [admin, moderator, accountant, stranger] = await Promise.all([
      makeAdmin(),
      makeStaff("moderator"),
      makeStaff("accountant"),
      makeFreelancer(),
    ]);
    const disputeId = await answeredOver(hired);
    for (const other of [admin, moderator, accountant, stranger]) {
      await expect(getDispute(other, disputeId)).rejects.toMatchObject({ code: "not_found" });
    }
    await letClockCome(hired);
    for (const mediator of [admin, moderator]) {
      expect((await getDispute(mediator, disputeId)).viewer).toBe("mediator");
      const rows = await listDisputesForMediation(mediator);
      expect(rows.map((row) => row.disputeId)).toContain(disputeId);
      expect((await countDisputesForMediation(mediator)).waitingCount).toBeGreaterThan(0);
    }
    for (const other of [accountant, stranger]) {
      await expect(getDispute(other, disputeId)).rejects.toMatchObject({ code: "not_found" });
      await expect(listDisputesForMediation(other)).rejects.toMatchObject({ code: "not_found" });
      const decided = decideDispute(other, decision(disputeId, 0));
      await expect(decided).rejects.toMatchObject({ code: "not_found" });
    }
    const own = decideDispute(hired.client, decision(disputeId, 0));
    await expect(own).rejects.toMatchObject({ code: "forbidden" });
  });

  test("asks, and decides each claim; after 72 hours without an appeal that is carried out", async () => {
    const hired = await hireAndSubmit();
    const { client, freelancer } = hired;
    const mediator = await makeAdmin();
    const disputeId = await answeredOver(hired);
    await letClockCome(hired);
    const question = {
      disputeId,
      text: "Which page?",
      asks: "freelancer",
      requestKey: "q",
    } as const;
    await askQuestion(mediator, question);
    await addStatement(freelancer, { disputeId, text: "The last.", fileIds: [], requestKey: "a" });
    const none = decideDispute(mediator, { ...decision(disputeId, 25_000), findings: [] });
    await expect(none).rejects.toMatchObject({ code: "invalid_input" });
    await decideDispute(mediator, decision(disputeId, 25_000));
    expect(await decideDispute(mediator, decision(disputeId, 1))).toEqual({ isReplay: true });
    await expect(withdrawDispute(client, { disputeId })).rejects.toMatchObject({
      code: "dispute_state",
    });
    expect(await money(hired)).toEqual(IS_HELD);
    const view = await getDispute(client, disputeId);
    expect(view.statements.map(({ by, kind }) => [by, kind])).toEqual([
      ["mediator", "question"],
      ["freelancer", "statement"],
    ]);
    expect(view.decisions).toMatchObject([{ round: 1, toFreelancerCents: 25_000 }]);
    travel(3);
    await letClocksAct();
    expect(await money(hired)).toEqual([15_000, 0, 25_000]);
  });

  test("who decided does not hear the appeal while another can, and the second word is the last", async () => {
    const hired = await hireAndSubmit();
    const { client, freelancer } = hired;
    const [first, second] = [await makeAdmin(), await makeStaff("moderator")];
    const disputeId = await answeredOver(hired);
    await letClockCome(hired);
    await decideDispute(first, decision(disputeId, 25_000));
    const appeal = { disputeId, reason: "A page was overlooked.", fileIds: [] };
    await appealDecision(freelancer, appeal);
    expect(await appealDecision(freelancer, appeal)).toEqual({ isReplay: true });
    await expect(appealDecision(client, appeal)).rejects.toMatchObject({ code: "dispute_state" });
    const same = decideDispute(first, decision(disputeId, 40_000, 2));
    await expect(same).rejects.toMatchObject({ code: "other_mediator" });
    const rows = await listDisputesForMediation(first);
    expect(rows.find((row) => row.disputeId === disputeId)?.mayDecide).toBe(false);
    await decideDispute(second, decision(disputeId, PRICE, 2));
    expect(await money(hired)).toEqual(IS_PAID);
    const { outcome, state } = await getDispute(client, disputeId);
    expect([state, outcome?.kind]).toEqual(["ended", "decision_carried_out"]);
  });

  test("without a second decision in 14 days the first one stands", async () => {
    const hired = await hireAndSubmit();
    const mediator = await makeAdmin();
    const disputeId = await answeredOver(hired);
    await letClockCome(hired);
    await decideDispute(mediator, decision(disputeId, 25_000));
    await appealDecision(hired.client, { disputeId, reason: "It is not enough.", fileIds: [] });
    await letClockCome(hired);
    expect(await money(hired)).toEqual([15_000, 0, 25_000]);
  });
});

describe("withdrawing", () => {
  test("gives the milestone back the time that it had left, and cannot be repeated", async () => {
    const hired = await hireAndSubmit();
    const { client, contractId } = hired;
    const before = (await getContract(client, contractId)).reviewEndsAt;
    const disputeId = await openOver(hired);
    travel(4);
    await withdrawDispute(client, { disputeId });
    expect(await withdrawDispute(client, { disputeId })).toEqual({ isReplay: true });
    expect(await money(hired)).toEqual(IS_HELD);
    const after = await getContract(client, contractId);
    expect(after.milestoneStatus).toBe("submitted");
    const later = (after.reviewEndsAt?.getTime() ?? 0) - (before?.getTime() ?? 0);
    expect(Math.abs(later - 4 * DAY_MS)).toBeLessThan(HOUR_MS);
    await expect(openOver(hired)).rejects.toMatchObject({ code: "dispute_again" });
  });
});

describe("time", () => {
  test("no dispute lasts longer than 60 days, though every state lasts as long as it can", async () => {
    const hired = await hireAndSubmit();
    const mediator = await makeAdmin();
    const minute = HOUR_MS / 60;
    const openedAt = now();
    const almost = async () => {
      const [next] = await getDb()
        .select({ at: clocks.at })
        .from(clocks)
        .where(eq(clocks.contractId, hired.contractId));
      travel(((next?.at.getTime() ?? 0) - minute - now().getTime()) / DAY_MS);
    };
    const disputeId = await openOver(hired);
    await almost();
    await answerDispute(hired.freelancer, {
      disputeId,
      answer: "It was there.",
      toFreelancerCents: PRICE,
      fileIds: [],
      requestKey: "answer",
    });
    await letClockCome(hired);
    await almost();
    await decideDispute(mediator, decision(disputeId, 25_000));
    await almost();
    await appealDecision(hired.client, { disputeId, reason: "No.", fileIds: [] });
    await letClockCome(hired);
    const { state } = await getDispute(hired.client, disputeId);
    expect(state).toBe("ended");
    expect((now().getTime() - openedAt.getTime()) / DAY_MS).toBeLessThan(44);
  });

  test("after a downtime people have a day, but never beyond the 60th", async () => {
    const hired = await hireAndSubmit();
    const disputeId = await openOver(hired);
    await actOnClocks(actOnAnyClock);
    travel(6);
    expect(await actOnClocks(actOnAnyClock)).toBe(0);
    expect((await getDispute(hired.client, disputeId)).state).toBe("opened");
    travel(60);
    await actOnClocks(actOnAnyClock);
    expect((await getDispute(hired.client, disputeId)).state).toBe("ended");
  });
});

test("the fee is on the freelancer's share only, and its minimum is taken once", async () => {
  const hired = await hireForFee({ price: PRICE, feeBasisPoints: 1_000 });
  const { client, freelancer, contractId } = hired;
  const disputeId = await openOver(hired, { amountCents: 10_000, toFreelancerCents: 5_000 });
  await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
  await acceptClaim(freelancer, { disputeId, toFreelancerCents: 5_000 });
  const [row] = await getDb()
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, contractId));
  expect(row).toMatchObject({
    status: "settled",
    releasedCents: 35_000,
    earnedCents: 31_500,
    refundedCents: 5_000,
  });
  const [, held, paid] = await money(hired);
  expect([held, paid]).toEqual([0, 31_500]);
});
