import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { agreementVersions, changeOrders, clocks, milestones } from "#db/schema";
import { fund, makeClient } from "#db/testing/factories";
import {
  approve,
  type Hired,
  hire,
  hireAndSubmit,
  history,
  letClocksAct,
  money,
  PRICE,
  provesTheLedger,
  read,
  travel,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { cents } from "#lib/money";
import { acceptChange } from "./accept-change.ts";
import { declineChange } from "./decline-change.ts";
import { fundMilestone } from "./fund-milestone.ts";
import { hashOf } from "./internal/keep-version.ts";
import { markComplete } from "./mark-complete.ts";
import { offerFreeRound } from "./offer-free-round.ts";
import { type PlanLine, planOf } from "./plans.ts";
import { proposeChange } from "./propose-change.ts";
import { getContract } from "./queries/contracts.ts";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";
import { withdrawChange } from "./withdraw-change.ts";

const database = useTestDatabase();
provesTheLedger();

let keys = 0;

async function planNow(actor: VerifiedActor, contractId: Id<"ctr">) {
  const { milestones: parts, agreementVersion } = await getContract(actor, contractId);
  return { plan: planOf(parts), agreementVersion };
}

/** Proposes the plan of now with these changes. */
async function propose(
  actor: VerifiedActor,
  contractId: Id<"ctr">,
  change: (plan: PlanLine[]) => PlanLine[],
  counters?: Id<"chg">,
) {
  const { plan, agreementVersion } = await planNow(actor, contractId);
  keys += 1;
  const { changeOrderId } = await proposeChange(actor, {
    contractId,
    agreementVersion,
    requestKey: `key-${keys}`,
    milestones: change(plan),
    note: "",
    counters,
  });
  return changeOrderId;
}

const more = (amount: number, title = "The second half"): PlanLine => ({
  number: null,
  title,
  amountCents: cents(amount),
  days: 5,
  rounds: 2,
  checklist: [],
});

function halves([whole]: PlanLine[]): PlanLine[] {
  if (!whole) throw new Error("Nothing was agreed on");
  return [{ ...whole, amountCents: cents(PRICE / 2) }, more(PRICE / 2)];
}

async function held({ contractId }: Hired): Promise<number> {
  const rows = await getDb().select().from(milestones).where(eq(milestones.contractId, contractId));
  let sum = 0;
  for (const { hold } of rows) sum += await getBalance(getDb(), { kind: "hold", owner: hold });
  return sum;
}

describe("a change", () => {
  test("of one into two moves the difference back at once, and the second is held when the client says so", async () => {
    const hired = await hire();
    const { client, freelancer, contractId } = hired;
    const changeOrderId = await propose(freelancer, contractId, halves);
    const { change } = await getContract(client, contractId);
    expect(change).toMatchObject({
      changeOrderId,
      isOwn: false,
      heldBeforeCents: PRICE,
      heldAfterCents: PRICE / 2,
    });
    const moved = await acceptChange(client, { contractId, changeOrderId });
    expect(moved).toMatchObject({ refundedCents: PRICE, fundedCents: PRICE / 2, isReplay: false });
    expect([await held(hired), (await money(hired))[0]]).toEqual([PRICE / 2, PRICE / 2]);
    expect(await read(hired)).toMatchObject({
      status: "in_progress",
      priceCents: PRICE,
      heldCents: PRICE / 2,
      agreementVersion: 2,
    });
    const again = await acceptChange(client, { contractId, changeOrderId });
    expect(again).toMatchObject({ refundedCents: 0, fundedCents: 0, isReplay: true });
    expect(await held(hired)).toBe(PRICE / 2);

    // Through both parts, with the second one held while the first is under review.
    const { milestoneNumber } = await getContract(client, contractId);
    const first = { contractId, milestoneNumber };
    await submitWork(freelancer, { ...first, submissionNumber: 0, note: "The first half." });
    const { milestones: parts } = await getContract(client, contractId);
    const planned = parts.find(({ status }) => status === "planned");
    const second = { contractId, milestoneNumber: planned?.number ?? 0 };
    await fundMilestone(client, { ...second, amountCents: PRICE / 2 });
    expect(await held(hired)).toBe(PRICE);
    await markComplete(client, { ...first, submissionNumber: 1, heldCents: PRICE / 2 });
    expect((await read(hired)).status).toBe("in_progress");
    await submitWork(freelancer, { ...second, submissionNumber: 0, note: "The rest." });
    await markComplete(client, { ...second, submissionNumber: 1, heldCents: PRICE / 2 });
    expect(await read(hired)).toMatchObject({ status: "completed", heldCents: 0 });
    expect(await getBalance(getDb(), { kind: "wallet", owner: freelancer.userId })).toBe(PRICE);
  });

  test("of one milestone shows no other, and changes what is checked from then on", async () => {
    const hired = await hire();
    const { client, freelancer, contractId } = hired;
    const split = await propose(freelancer, contractId, halves);
    await acceptChange(client, { contractId, changeOrderId: split });
    const { agreementVersion } = await getContract(client, contractId);
    const checked = ([first, ...rest]: PlanLine[]) =>
      first ? [{ ...first, checklist: ["Opens without a mouse"] }, ...rest] : [];
    const changeOrderId = await propose(client, contractId, checked);
    const { change } = await getContract(freelancer, contractId);
    expect(
      change?.differences.map(({ before, after }) => [before?.checklist, after?.checklist]),
    ).toEqual([[[], ["Opens without a mouse"]]]);
    await acceptChange(freelancer, { contractId, changeOrderId });
    const { checklist, milestoneNumber } = await getContract(freelancer, contractId);
    expect(checklist).toEqual(["Opens without a mouse"]);
    const work = { contractId, milestoneNumber, submissionNumber: 0, note: "It opens." };
    const ticks = [{ place: 0, word: "With Tab" }];
    await expect(
      submitWork(freelancer, { ...work, ticks, agreementVersion }),
    ).rejects.toMatchObject({ code: "plan_outdated" });
    await submitWork(freelancer, { ...work, ticks, agreementVersion: agreementVersion + 1 });
    const { submissions } = await getContract(client, contractId);
    expect(submissions[0]?.ticks).toEqual([{ item: "Opens without a mouse", word: "With Tab" }]);
  });

  test("that costs more is refused without the money, and nothing changes; with it, only the difference is taken", async () => {
    const hired = await hire();
    const { client, freelancer, contractId } = hired;
    const dearer = ([whole]: PlanLine[]) =>
      whole ? [{ ...whole, amountCents: cents(PRICE + 5_000) }] : [];
    const changeOrderId = await propose(client, contractId, dearer);
    await expect(acceptChange(freelancer, { contractId, changeOrderId })).rejects.toMatchObject({
      code: "client_lacks_funds",
    });
    expect(await read(hired)).toMatchObject({ agreementVersion: 1, heldCents: PRICE });
    await fund(client, 5_000);
    await acceptChange(freelancer, { contractId, changeOrderId });
    expect([await held(hired), (await money(hired))[0]]).toEqual([PRICE + 5_000, 0]);
  });

  test("is accepted by the other side only, and by nobody once it was replaced, withdrawn or declined", async () => {
    const { client, freelancer, contractId } = await hire();
    const first = await propose(client, contractId, halves);
    await expect(acceptChange(client, { contractId, changeOrderId: first })).rejects.toMatchObject({
      code: "own_change",
    });
    const stranger = await makeClient();
    await expect(
      acceptChange(stranger, { contractId, changeOrderId: first }),
    ).rejects.toMatchObject({ code: "not_found" });
    const counter = await propose(freelancer, contractId, (plan) => [...plan, more(9_000)], first);
    const over = { code: "change_over" };
    await expect(
      acceptChange(freelancer, { contractId, changeOrderId: first }),
    ).rejects.toMatchObject(over);
    await declineChange(client, { contractId, changeOrderId: counter, reason: "Too much." });
    const { timeline } = await getContract(freelancer, contractId);
    expect(timeline.find(({ kind }) => kind === "change_declined")?.rest).toBe(": Too much.");
    await expect(
      acceptChange(client, { contractId, changeOrderId: counter }),
    ).rejects.toMatchObject(over);
    const third = await propose(client, contractId, halves);
    await withdrawChange(client, { contractId, changeOrderId: third });
    await expect(
      acceptChange(freelancer, { contractId, changeOrderId: third }),
    ).rejects.toMatchObject(over);
    const rows = await getDb()
      .select({ status: changeOrders.status })
      .from(changeOrders)
      .where(eq(changeOrders.contractId, contractId))
      .orderBy(asc(changeOrders.createdAt), asc(changeOrders.id));
    expect(rows.map(({ status }) => status)).toEqual(["countered", "declined", "withdrawn"]);
  });

  test("of the other side has to be answered before another is proposed", async () => {
    const { client, freelancer, contractId } = await hire();
    await propose(client, contractId, halves);
    await expect(propose(freelancer, contractId, halves)).rejects.toMatchObject({
      code: "change_pending",
    });
  });

  test("cannot be accepted any more when the work has moved on", async () => {
    const hired = await hire();
    const { client, freelancer, contractId } = hired;
    const changeOrderId = await propose(client, contractId, halves);
    await submitWork(freelancer, { contractId, submissionNumber: 0, note: "All of it." });
    await expect(acceptChange(freelancer, { contractId, changeOrderId })).rejects.toMatchObject({
      code: "plan_outdated",
    });
    await approve(hired);
    await expect(acceptChange(freelancer, { contractId, changeOrderId })).rejects.toMatchObject({
      code: "change_over",
    });
    const left = await getDb().select().from(clocks).where(eq(clocks.contractId, contractId));
    expect(left.map(({ what }) => what)).toEqual(["reviews_open"]);
  });

  test("lapses after seven days, and both are free to propose again", async () => {
    const hired = await hire();
    const { client, freelancer, contractId } = hired;
    const changeOrderId = await propose(client, contractId, halves);
    const status = async () => {
      const isIt = eq(changeOrders.id, changeOrderId);
      return (await getDb().select().from(changeOrders).where(isIt))[0]?.status;
    };
    travel(6.99);
    await letClocksAct();
    expect(await status()).toBe("proposed");
    travel(0.01);
    await letClocksAct();
    expect(await status()).toBe("lapsed");
    await expect(acceptChange(freelancer, { contractId, changeOrderId })).rejects.toMatchObject({
      code: "change_over",
    });
    expect(await history(hired)).toEqual(["hired", "change_proposed", "change_lapsed"]);
    await propose(freelancer, contractId, halves);
  });

  test("that was sent twice is proposed once", async () => {
    const { client, contractId } = await hire();
    const { plan, agreementVersion } = await planNow(client, contractId);
    const input = {
      contractId,
      agreementVersion,
      requestKey: "once",
      milestones: halves(plan),
      note: "",
    };
    const first = await proposeChange(client, input);
    expect(await proposeChange(client, input)).toEqual({ ...first, isReplay: true });
  });
});

describe("the versions", () => {
  test("are kept with who agreed and when, each sealed by a hash over the one before", async () => {
    const { client, freelancer, contractId } = await hire();
    const changeOrderId = await propose(freelancer, contractId, halves);
    await acceptChange(client, { contractId, changeOrderId });
    const next = await propose(client, contractId, (plan) => [...plan, more(1_000, "Extras")]);
    await acceptChange(freelancer, { contractId, changeOrderId: next });
    const rows = await getDb()
      .select()
      .from(agreementVersions)
      .where(eq(agreementVersions.contractId, contractId))
      .orderBy(asc(agreementVersions.version));
    expect(rows.map(({ version, acceptedBy }) => [version, acceptedBy])).toEqual([
      [1, client.userId],
      [2, client.userId],
      [3, freelancer.userId],
    ]);
    expect(rows.map(({ terms }) => terms.milestones.length)).toEqual([1, 2, 3]);
    let before = "";
    for (const { hash, ...version } of rows) {
      expect(hash).toBe(hashOf(before, version));
      before = hash;
    }
    expect((await getContract(client, contractId)).versions).toHaveLength(3);
  });

  test("cannot be changed or removed, not even by the owner of the database", async () => {
    const { client, freelancer, contractId } = await hire();
    const changeOrderId = await propose(freelancer, contractId, halves);
    await acceptChange(client, { contractId, changeOrderId });
    const { sql } = database().owner;
    await expect(sql`update agreement_versions set hash = ''`).rejects.toThrow(
      "agreements_are_append_only",
    );
    await expect(sql`delete from agreement_versions`).rejects.toThrow("agreements_are_append_only");
  });
});

describe("a planned milestone", () => {
  test("is held for the amount that was seen only, once, and by the client only", async () => {
    const hired = await hire();
    const { client, freelancer, contractId } = hired;
    const changeOrderId = await propose(freelancer, contractId, (plan) => [...plan, more(9_000)]);
    await acceptChange(client, { contractId, changeOrderId });
    const part = { contractId, milestoneNumber: 2 };
    await expect(fundMilestone(freelancer, { ...part, amountCents: 9_000 })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(fundMilestone(client, { ...part, amountCents: 9_000 })).rejects.toMatchObject({
      code: "insufficient_funds",
    });
    await fund(client, 10_000);
    await expect(fundMilestone(client, { ...part, amountCents: 8_000 })).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
    expect(await fundMilestone(client, { ...part, amountCents: 9_000 })).toEqual({
      fundedCents: 9_000,
      isReplay: false,
    });
    expect(await fundMilestone(client, { ...part, amountCents: 9_000 })).toMatchObject({
      isReplay: true,
    });
    expect(await held(hired)).toBe(PRICE + 9_000);
  });
});

describe("a free round", () => {
  test("is offered when none is left, used once, and not counted", async () => {
    const hired = await hireAndSubmit();
    const { client, freelancer, contractId } = hired;
    const part = { contractId, milestoneNumber: 1 };
    await expect(offerFreeRound(freelancer, part)).rejects.toMatchObject({
      code: "round_not_needed",
    });
    await getDb()
      .update(milestones)
      .set({ roundsUsed: 2 })
      .where(eq(milestones.contractId, contractId));
    await expect(
      requestChanges(client, { contractId, submissionNumber: 1, note: "Once more." }),
    ).rejects.toMatchObject({ code: "no_round_left" });
    await offerFreeRound(freelancer, part);
    expect(await offerFreeRound(freelancer, part)).toEqual({ isReplay: true });
    await requestChanges(client, { contractId, submissionNumber: 1, note: "Once more." });
    await submitWork(freelancer, { contractId, submissionNumber: 1, note: "There." });
    await expect(
      requestChanges(client, { contractId, submissionNumber: 2, note: "And again." }),
    ).rejects.toMatchObject({ code: "no_round_left" });
  });
});
