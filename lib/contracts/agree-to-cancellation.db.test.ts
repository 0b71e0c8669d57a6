import { describe, expect, test } from "vitest";
import { makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import {
  hire,
  hireAndSubmit,
  history,
  IS_BACK,
  IS_HELD,
  IS_PAID,
  money,
  PRICE,
  provesTheLedger,
  ROUNDS,
  race,
  read,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { agreeToCancellation } from "./agree-to-cancellation.ts";
import { requestCancellation } from "./request-cancellation.ts";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";
import { withdrawCancellation } from "./withdraw-cancellation.ts";

useTestDatabase();
provesTheLedger();

describe("cancelling", () => {
  test("needs both sides, and refunds the whole price", async () => {
    for (const [asks, agrees] of [
      ["client", "freelancer"],
      ["freelancer", "client"],
    ] as const) {
      const hired = await hire();
      const { contractId } = hired;
      await requestCancellation(hired[asks], { contractId });
      expect(await money(hired)).toEqual(IS_HELD);
      const result = await agreeToCancellation(hired[agrees], {
        contractId,
        cancellationNumber: 1,
        heldCents: PRICE,
      });
      expect(result).toEqual({ refundedCents: PRICE, isReplay: false });
      expect(await money(hired)).toEqual(IS_BACK);
      expect(await read(hired)).toMatchObject({ status: "cancelled", releasedAt: null });
      expect(await history(hired)).toEqual([
        "hired",
        "cancellation_requested",
        "refunded",
        "cancelled",
      ]);
    }
  });

  test("people cannot agree to their own request", async () => {
    const hired = await hire();
    const { contractId } = hired;
    await requestCancellation(hired.client, { contractId });
    await expect(
      agreeToCancellation(hired.client, { contractId, cancellationNumber: 1, heldCents: PRICE }),
    ).rejects.toMatchObject({
      code: "no_cancellation",
    });
    expect(await money(hired)).toEqual(IS_HELD);
  });

  test("without a request cannot be agreed to", async () => {
    const hired = await hire();
    await expect(
      agreeToCancellation(hired.client, {
        contractId: hired.contractId,
        cancellationNumber: 1,
        heldCents: PRICE,
      }),
    ).rejects.toMatchObject({ code: "no_cancellation" });
  });

  test("asked twice by one side is one request; a request by the other side is not yet an agreement", async () => {
    const hired = await hire();
    const { contractId } = hired;
    await requestCancellation(hired.client, { contractId });
    expect(await requestCancellation(hired.client, { contractId })).toEqual({ isReplay: true });
    await expect(requestCancellation(hired.freelancer, { contractId })).rejects.toMatchObject({
      code: "cancellation_pending",
    });
    expect(await history(hired)).toEqual(["hired", "cancellation_requested"]);
    expect(await money(hired)).toEqual(IS_HELD);
  });

  test("agreed twice refunds once", async () => {
    const hired = await hire();
    const { contractId } = hired;
    await requestCancellation(hired.client, { contractId });
    await agreeToCancellation(hired.freelancer, {
      contractId,
      cancellationNumber: 1,
      heldCents: PRICE,
    });
    expect(
      await agreeToCancellation(hired.freelancer, {
        contractId,
        cancellationNumber: 1,
        heldCents: PRICE,
      }),
    ).toEqual({
      refundedCents: 0,
      isReplay: true,
    });
    expect(await money(hired)).toEqual(IS_BACK);
  });

  test("can be withdrawn by the side that asked, and then no longer be agreed to", async () => {
    const hired = await hire();
    const { contractId } = hired;
    await requestCancellation(hired.client, { contractId });
    await expect(
      withdrawCancellation(hired.freelancer, { contractId, cancellationNumber: 1 }),
    ).rejects.toMatchObject({
      code: "no_cancellation",
    });
    await withdrawCancellation(hired.client, { contractId, cancellationNumber: 1 });
    expect(await withdrawCancellation(hired.client, { contractId, cancellationNumber: 1 })).toEqual(
      { isReplay: true },
    );
    await expect(
      agreeToCancellation(hired.freelancer, {
        contractId,
        cancellationNumber: 1,
        heldCents: PRICE,
      }),
    ).rejects.toMatchObject({
      code: "no_cancellation",
    });
    expect(await money(hired)).toEqual(IS_HELD);
  });

  test("after a submission is refused, even while changes are made", async () => {
    const hired = await hireAndSubmit();
    const { contractId } = hired;
    await expect(requestCancellation(hired.client, { contractId })).rejects.toMatchObject({
      code: "work_submitted",
    });
    await requestChanges(hired.client, { contractId, note: "Darker.", submissionNumber: 1 });
    for (const actor of [hired.client, hired.freelancer]) {
      await expect(requestCancellation(actor, { contractId })).rejects.toMatchObject({
        code: "work_submitted",
      });
    }
    expect(await money(hired)).toEqual(IS_HELD);
  });

  test("is only for the two parties", async () => {
    const hired = await hire();
    const { contractId } = hired;
    for (const stranger of [await makeClient(), await makeFreelancer(), await makeAdmin()]) {
      await expect(requestCancellation(stranger, { contractId })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(
        withdrawCancellation(stranger, { contractId, cancellationNumber: 1 }),
      ).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(
        agreeToCancellation(stranger, { contractId, cancellationNumber: 1, heldCents: PRICE }),
      ).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });

  test("while work is submitted: the money is paid or refunded, never both", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const hired = await hire("on_submission");
      const { contractId } = hired;
      await requestCancellation(hired.freelancer, { contractId });
      const { worked, codes } = await race([
        submitWork(hired.freelancer, { contractId, note: "After all.", submissionNumber: 0 }),
        agreeToCancellation(hired.client, { contractId, cancellationNumber: 1, heldCents: PRICE }),
      ]);
      expect(worked.filter(Boolean)).toHaveLength(1);
      expect(codes).toEqual([worked[0] ? "work_submitted" : "wrong_state"]);
      expect(await money(hired)).toEqual(worked[0] ? IS_PAID : IS_BACK);
    }
  });

  test("agreeing while the request is withdrawn: one of the two counts", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const hired = await hire();
      const { contractId } = hired;
      await requestCancellation(hired.client, { contractId });
      const { worked } = await race([
        withdrawCancellation(hired.client, { contractId, cancellationNumber: 1 }),
        agreeToCancellation(hired.freelancer, {
          contractId,
          cancellationNumber: 1,
          heldCents: PRICE,
        }),
      ]);
      expect(worked.filter(Boolean)).toHaveLength(1);
      expect(await money(hired)).toEqual(worked[0] ? IS_HELD : IS_BACK);
    }
  });
});
