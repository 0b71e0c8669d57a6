import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { documents } from "#db/schema";
import { addMilestone } from "#db/testing/add-milestone";
import {
  hire,
  hireAndSubmit,
  hireForFee,
  history,
  IS_BACK,
  IS_HELD,
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
import { acceptChange } from "./accept-change.ts";
import { askForReturn } from "./ask-for-return.ts";
import { proposeSettlement } from "./propose-settlement.ts";
import { getContract } from "./queries/contracts.ts";
import { refuseReturn } from "./refuse-return.ts";
import { submitWork } from "./submit-work.ts";

useTestDatabase();
provesTheLedger();

let keys = 0;

function settle(actor: VerifiedActor, contractId: Id<"ctr">, toFreelancerCents: number) {
  keys += 1;
  return proposeSettlement(actor, {
    contractId,
    toFreelancerCents,
    heldCents: PRICE,
    requestKey: `settle-${keys}`,
    note: "",
  });
}

describe("a settlement", () => {
  test("splits what is held as both agreed, to the cent, once", async () => {
    const hired = await hireAndSubmit();
    const { client, freelancer, contractId } = hired;
    const { changeOrderId } = await settle(client, contractId, 12_345);
    expect(await money(hired)).toEqual(IS_HELD);
    const { change } = await getContract(freelancer, contractId);
    expect(change?.split).toEqual({
      heldCents: PRICE,
      toFreelancerCents: 12_345,
      toClientCents: PRICE - 12_345,
      feeCents: 0,
    });
    await acceptChange(freelancer, { contractId, changeOrderId });
    expect(await money(hired)).toEqual([PRICE - 12_345, 0, 12_345]);
    expect(await read(hired)).toMatchObject({ status: "completed", heldCents: 0 });
    const again = await acceptChange(freelancer, { contractId, changeOrderId });
    expect(again).toMatchObject({ releasedCents: 0, refundedCents: 0, isReplay: true });
    expect(await money(hired)).toEqual([PRICE - 12_345, 0, 12_345]);
    expect(await letClocksAct()).toBe(0);
  });

  test("takes the fee of the freelancer's share only, and invoices that share", async () => {
    const hired = await hireForFee();
    const { client, freelancer, contractId } = hired;
    const { changeOrderId } = await settle(freelancer, contractId, 10_000);
    await acceptChange(client, { contractId, changeOrderId });
    expect(await money(hired)).toEqual([PRICE - 10_000, 0, 9_000]);
    const issued = await getDb()
      .select({ grossCents: documents.grossCents })
      .from(documents)
      .where(eq(documents.contractId, contractId));
    expect(issued.map(({ grossCents }) => Number(grossCents)).sort()).toEqual([1_000, 10_000]);
  });

  test("of nothing for the freelancer cancels the contract, and all of it completes it", async () => {
    const none = await hire();
    const first = await settle(none.freelancer, none.contractId, 0);
    await acceptChange(none.client, { contractId: none.contractId, ...first });
    expect(await money(none)).toEqual(IS_BACK);
    expect((await read(none)).status).toBe("cancelled");
    const all = await hire();
    const second = await settle(all.client, all.contractId, PRICE);
    await acceptChange(all.freelancer, { contractId: all.contractId, ...second });
    expect(await money(all)).toEqual([0, 0, PRICE]);
    expect((await read(all)).status).toBe("completed");
  });

  test("ends what was only planned, too", async () => {
    const hired = await hire();
    const { client, freelancer, contractId } = hired;
    await addMilestone(contractId);
    const { changeOrderId } = await settle(client, contractId, 100);
    await acceptChange(freelancer, { contractId, changeOrderId });
    expect((await read(hired)).status).toBe("completed");
    const { milestones: parts } = await getContract(client, contractId);
    expect(parts.map(({ status }) => status)).toEqual(["settled", "dropped"]);
  });

  test("of more than is held, of what is no longer held, and of another amount than was seen is refused", async () => {
    const { client, freelancer, contractId } = await hire();
    await expect(settle(client, contractId, PRICE + 1)).rejects.toMatchObject({
      code: "share_too_large",
    });
    const unseen = { contractId, toFreelancerCents: 1, heldCents: 5, requestKey: "x", note: "" };
    await expect(proposeSettlement(client, unseen)).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
    const paid = await hireAndSubmit("on_submission");
    await expect(settle(paid.client, paid.contractId, 1)).rejects.toMatchObject({
      code: "nothing_held",
    });
    const { changeOrderId } = await settle(client, contractId, 1);
    travel(100);
    await letClocksAct();
    await expect(acceptChange(freelancer, { contractId, changeOrderId })).rejects.toMatchObject({
      code: "change_over",
    });
  });
});

describe("asking for the money back", () => {
  test("is possible from a week after the agreed day, and 48 hours without an answer refund it", async () => {
    const hired = await hire();
    const { client, contractId } = hired;
    const input = { contractId, heldCents: PRICE };
    travel(16.9);
    await expect(askForReturn(client, input)).rejects.toMatchObject({ code: "not_due" });
    travel(0.1);
    expect(await getContract(client, contractId)).toMatchObject({ mayAskForReturn: true });
    await askForReturn(client, input);
    expect(await askForReturn(client, input)).toEqual({ isReplay: true });
    travel(1.9);
    expect(await letClocksAct()).toBe(0);
    travel(0.1);
    expect(await letClocksAct()).toBe(1);
    expect(await money(hired)).toEqual(IS_BACK);
    expect(await history(hired)).toEqual(["hired", "return_asked", "refunded", "work_never_came"]);
  });

  test("ends with the work, or with a no and its reason", async () => {
    const hired = await hire();
    const { client, freelancer, contractId } = hired;
    travel(20);
    await askForReturn(client, { contractId, heldCents: PRICE });
    expect(await getContract(freelancer, contractId)).toMatchObject({ isReturnAsked: true });
    await refuseReturn(freelancer, { contractId, reason: "It comes tomorrow." });
    travel(3);
    expect(await letClocksAct()).toBe(0);
    await expect(askForReturn(client, { contractId, heldCents: PRICE })).rejects.toMatchObject({
      code: "not_due",
    });
    travel(4);
    await askForReturn(client, { contractId, heldCents: PRICE });
    await submitWork(freelancer, { contractId, submissionNumber: 0, note: "There it is." });
    travel(2);
    expect(await letClocksAct()).toBe(0);
    expect(await money(hired)).toEqual(IS_HELD);
    await expect(refuseReturn(freelancer, { contractId, reason: "No." })).rejects.toMatchObject({
      code: "no_return",
    });
  });

  test("is the client's alone, and not for work that came", async () => {
    const hired = await hireAndSubmit();
    const { client, freelancer, contractId } = hired;
    const input = { contractId, heldCents: PRICE };
    await expect(askForReturn(freelancer, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(askForReturn(client, input)).rejects.toMatchObject({ code: "work_submitted" });
  });
});
