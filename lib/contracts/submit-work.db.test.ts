import { describe, expect, test } from "vitest";
import { makeAdmin, makeFreelancer } from "#db/testing/factories";
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
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { newId } from "#lib/new-id";
import { addDays, now } from "#lib/time";
import { agreeToCancellation } from "./agree-to-cancellation.ts";
import { markComplete } from "./mark-complete.ts";
import { requestCancellation } from "./request-cancellation.ts";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";

useTestDatabase();
provesTheLedger();

describe("submitting work", () => {
  test("on submission: the price is paid at once and the review window begins", async () => {
    const hired = await hire("on_submission");
    const { contractId } = hired;
    const submitted = await submitWork(hired.freelancer, {
      contractId,
      note: "Done.",
      submissionNumber: 0,
    });
    expect(submitted).toMatchObject({ number: 1, releasedCents: PRICE, isReplay: false });
    expect(await money(hired)).toEqual(IS_PAID);
    const contract = await read(hired);
    expect(contract.status).toBe("under_review");
    expect(contract.reviewEndsAt?.getTime()).toBe(
      addDays(contract.versions[0]?.createdAt ?? now(), 7).getTime(),
    );
    expect(await history(hired)).toEqual(["hired", "submitted", "released"]);
  });

  test("on approval: the price stays held while the client reviews", async () => {
    const hired = await hireAndSubmit("on_approval");
    expect(await money(hired)).toEqual(IS_HELD);
    expect(await read(hired)).toMatchObject({ status: "under_review", releasedAt: null });
    expect(await history(hired)).toEqual(["hired", "submitted"]);
  });

  test("a second time while under review is refused, in both release rules", async () => {
    for (const rule of ["on_submission", "on_approval"] as const) {
      const hired = await hireAndSubmit(rule);
      const before = await money(hired);
      await expect(
        submitWork(hired.freelancer, {
          contractId: hired.contractId,
          note: "Again.",
          submissionNumber: 0,
        }),
      ).rejects.toMatchObject({ code: "already_submitted" });
      expect(await money(hired)).toEqual(before);
      expect((await read(hired)).versions).toHaveLength(1);
    }
  });

  test("with the same form answers with the same submission, even after changes were requested", async () => {
    const hired = await hire();
    const form = {
      contractId: hired.contractId,
      submissionNumber: 0,
      note: "Done.",
      requestKey: "form-1",
    };
    const first = await submitWork(hired.freelancer, form);
    expect(await submitWork(hired.freelancer, form)).toMatchObject({
      submissionId: first.submissionId,
      isReplay: true,
    });
    await requestChanges(hired.client, {
      contractId: hired.contractId,
      note: "Darker.",
      submissionNumber: 1,
    });
    expect(await submitWork(hired.freelancer, form)).toMatchObject({ number: 1, isReplay: true });
    expect(await read(hired)).toMatchObject({ status: "in_progress" });
    const changed = await submitWork(hired.freelancer, {
      ...form,
      note: "Done, darker.",
      submissionNumber: 1,
    });
    expect(changed).toMatchObject({ number: 2, isReplay: false });
  });

  test("is only for the hired freelancer", async () => {
    const hired = await hire();
    const input = { contractId: hired.contractId, submissionNumber: 0, note: "Mine." };
    await expect(submitWork(hired.client, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(submitWork(await makeAdmin(), input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(submitWork(await makeFreelancer(), input)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      submitWork(hired.freelancer, {
        contractId: newId("ctr"),
        note: "Where?",
        submissionNumber: 0,
      }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(await read(hired)).toMatchObject({ status: "in_progress", versions: [] });
  });

  test("on a completed or cancelled contract is refused", async () => {
    const completed = await hireAndSubmit();
    await markComplete(completed.client, {
      contractId: completed.contractId,
      submissionNumber: 1,
      heldCents: PRICE,
    });
    const cancelled = await hire();
    await requestCancellation(cancelled.client, { contractId: cancelled.contractId });
    await agreeToCancellation(cancelled.freelancer, {
      contractId: cancelled.contractId,
      cancellationNumber: 1,
      heldCents: PRICE,
    });
    for (const hired of [completed, cancelled]) {
      await expect(
        submitWork(hired.freelancer, {
          contractId: hired.contractId,
          note: "Late.",
          submissionNumber: 0,
        }),
      ).rejects.toMatchObject({ code: "wrong_state" });
    }
  });

  test("ends a request to cancel", async () => {
    const hired = await hire();
    await requestCancellation(hired.client, { contractId: hired.contractId });
    await submitWork(hired.freelancer, {
      contractId: hired.contractId,
      note: "Done.",
      submissionNumber: 0,
    });
    expect((await read(hired)).cancellationRequestedBy).toBeNull();
    await expect(
      agreeToCancellation(hired.freelancer, {
        contractId: hired.contractId,
        cancellationNumber: 1,
        heldCents: PRICE,
      }),
    ).rejects.toMatchObject({ code: "work_submitted" });
    expect(await money(hired)).toEqual(IS_HELD);
  });

  test("twice at once makes one submission and one payment", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const hired = await hire("on_submission");
      const { contractId, freelancer } = hired;
      const { effects, codes } = await race([
        submitWork(freelancer, { contractId, note: "One.", submissionNumber: 0 }),
        submitWork(freelancer, { contractId, note: "Two.", submissionNumber: 0 }),
      ]);
      expect(effects).toBe(1);
      expect(codes).toEqual(["already_submitted"]);
      expect(await money(hired)).toEqual(IS_PAID);
      expect((await read(hired)).versions).toHaveLength(1);
    }
  });

  test("a double click on the form submits once and both clicks succeed", async () => {
    const hired = await hire("on_submission");
    const form = {
      contractId: hired.contractId,
      submissionNumber: 0,
      note: "Done.",
      requestKey: "form",
    };
    const { effects, codes } = await race(
      Array.from({ length: 5 }, () => submitWork(hired.freelancer, form)),
    );
    expect(effects).toBe(1);
    expect(codes).toEqual([]);
    expect(await money(hired)).toEqual(IS_PAID);
  });
});
