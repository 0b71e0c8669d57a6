import { describe, expect, test } from "vitest";
import { makeAdmin, makeClient } from "#db/testing/factories";
import {
  hire,
  hireAndSubmit,
  history,
  IS_HELD,
  IS_PAID,
  money,
  PRICE,
  provesTheLedger,
  ROUNDS,
  race,
  read,
  travel,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { actOnClock } from "./act-on-clock.ts";
import { markComplete } from "./mark-complete.ts";
import { submitWork } from "./submit-work.ts";

useTestDatabase();
provesTheLedger();

describe("marking complete", () => {
  test("on approval pays what is held and completes the job", async () => {
    const hired = await hireAndSubmit("on_approval");
    const result = await markComplete(hired.client, {
      contractId: hired.contractId,
      submissionNumber: 1,
      heldCents: PRICE,
    });
    expect(result).toEqual({ releasedCents: PRICE, isReplay: false });
    expect(await money(hired)).toEqual(IS_PAID);
    const contract = await read(hired);
    expect(contract).toMatchObject({ status: "completed", reviewEndsAt: null });
    expect(contract.releasedAt).toEqual(contract.completedAt);
    expect(await history(hired)).toEqual(["hired", "submitted", "released", "completed"]);
  });

  test("on submission completes the job and pays nothing a second time", async () => {
    const hired = await hireAndSubmit("on_submission");
    const result = await markComplete(hired.client, {
      contractId: hired.contractId,
      submissionNumber: 1,
      heldCents: 0,
    });
    expect(result).toEqual({ releasedCents: 0, isReplay: false });
    expect(await money(hired)).toEqual(IS_PAID);
    expect(await read(hired)).toMatchObject({ status: "completed" });
  });

  test("done again succeeds and moves no money", async () => {
    const hired = await hireAndSubmit();
    const { contractId } = hired;
    await markComplete(hired.client, { contractId, submissionNumber: 1, heldCents: PRICE });
    const again = await markComplete(hired.client, {
      contractId,
      submissionNumber: 1,
      heldCents: PRICE,
    });
    expect(again).toEqual({ releasedCents: 0, isReplay: true });
    expect(await money(hired)).toEqual(IS_PAID);
    expect(await history(hired)).toHaveLength(4);
  });

  test("is only for the client, and only once work is submitted", async () => {
    const hired = await hire();
    const { contractId } = hired;
    const input = { contractId, submissionNumber: 1, heldCents: PRICE };
    await expect(markComplete(hired.client, input)).rejects.toMatchObject({ code: "wrong_state" });
    await submitWork(hired.freelancer, { contractId, note: "Done.", submissionNumber: 0 });
    await expect(markComplete(hired.freelancer, input)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(markComplete(await makeClient(), input)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(markComplete(await makeAdmin(), input)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await money(hired)).toEqual(IS_HELD);
  });

  test("from two tabs, and by the clock at the same moment, pays once", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const hired = await hireAndSubmit();
      const { client, contractId } = hired;
      travel(7);
      const { effects, codes } = await race([
        markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE }),
        actOnClock({ contractId }),
        markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE }),
        actOnClock({ contractId }),
      ]);
      expect(effects).toBe(1);
      expect(codes).toEqual([]);
      expect(await money(hired)).toEqual(IS_PAID);
    }
  });
});
