import { describe, expect, test } from "vitest";
import {
  makeAdmin,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
} from "#db/testing/factories";
import {
  AS_MADE,
  hire,
  hireAndSubmit,
  IS_HELD,
  IS_PAID,
  letClocksAct,
  money,
  PRICE,
  provesTheLedger,
  ROUNDS,
  race,
  read,
  travel,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { acceptProposal } from "./accept-proposal.ts";
import { actOnClock } from "./act-on-clock.ts";
import { markComplete } from "./mark-complete.ts";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";

useTestDatabase();
provesTheLedger();

describe("requesting changes", () => {
  test("stops the clock, keeps the money held, and the next submission is version 2", async () => {
    const hired = await hireAndSubmit();
    const { contractId } = hired;
    await requestChanges(hired.client, {
      contractId,
      note: "The contrast is too low.",
      submissionNumber: 1,
    });
    expect(await read(hired)).toMatchObject({ status: "in_progress", reviewEndsAt: null });
    expect(await money(hired)).toEqual(IS_HELD);
    travel(30);
    await expect(actOnClock({ contractId })).rejects.toMatchObject({ code: "not_due" });
    await letClocksAct();
    const second = await submitWork(hired.freelancer, {
      contractId,
      note: "Better.",
      submissionNumber: 1,
    });
    expect(second.number).toBe(2);
    const { versions, status } = await read(hired);
    expect(status).toBe("under_review");
    expect(versions[0]).toMatchObject({
      note: "Here it is.",
      changesNote: "The contrast is too low.",
    });
    expect(versions[1]).toMatchObject({ note: "Better.", changesNote: null });
  });

  test("is possible as often as the job said when it was posted", async () => {
    const client = await makeClient({ fundsCents: PRICE });
    const freelancer = await makeFreelancer();
    const jobId = await makeJob(client, { releaseRule: "on_approval", rounds: 1 });
    const proposalId = await makeProposal(jobId, freelancer);
    const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
    await submitWork(freelancer, { contractId, note: "Here it is.", submissionNumber: 0 });
    await requestChanges(client, { contractId, note: "Darker.", submissionNumber: 1 });
    await submitWork(freelancer, { contractId, note: "Darker.", submissionNumber: 1 });
    await expect(
      requestChanges(client, { contractId, note: "Lighter.", submissionNumber: 2 }),
    ).rejects.toMatchObject({ code: "no_round_left" });
  });

  test("once the money has been paid is refused", async () => {
    const hired = await hireAndSubmit("on_submission");
    await expect(
      requestChanges(hired.client, {
        contractId: hired.contractId,
        note: "Please.",
        submissionNumber: 1,
      }),
    ).rejects.toMatchObject({ code: "already_released" });
    expect(await read(hired)).toMatchObject({ status: "under_review" });
  });

  test("sent twice for one version changes nothing, even when the next version exists", async () => {
    const hired = await hireAndSubmit();
    const { contractId } = hired;
    const form = { contractId, note: "Darker.", submissionNumber: 1 };
    await requestChanges(hired.client, form);
    expect(await requestChanges(hired.client, form)).toMatchObject({ isReplay: true });
    await submitWork(hired.freelancer, { contractId, note: "Darker now.", submissionNumber: 1 });
    expect(await requestChanges(hired.client, form)).toMatchObject({ isReplay: true });
    expect(await read(hired)).toMatchObject({ status: "under_review" });
  });

  test("is only for the client, and only under review", async () => {
    const hired = await hire();
    const input = { contractId: hired.contractId, submissionNumber: 1, note: "Now." };
    await expect(requestChanges(hired.client, input)).rejects.toMatchObject({
      code: "wrong_state",
    });
    await submitWork(hired.freelancer, {
      contractId: hired.contractId,
      note: "Done.",
      submissionNumber: 0,
    });
    await expect(requestChanges(hired.freelancer, input)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(requestChanges(await makeClient(), input)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(requestChanges(await makeAdmin(), input)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await read(hired)).toMatchObject({ status: "under_review" });
  });

  test("at the same time as approving: one of the two counts", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const hired = await hireAndSubmit();
      const { client, contractId } = hired;
      const { worked, codes } = await race([
        markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE }),
        requestChanges(client, { contractId, note: "Hm.", submissionNumber: 1 }),
      ]);
      expect(worked.filter(Boolean)).toHaveLength(1);
      expect(codes).toEqual(["wrong_state"]);
      expect(await money(hired)).toEqual(worked[0] ? IS_PAID : IS_HELD);
      expect((await read(hired)).status).toBe(worked[0] ? "completed" : "in_progress");
    }
  });
});
