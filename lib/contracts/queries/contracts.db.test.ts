import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import {
  makeAdmin,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
} from "#db/testing/factories";
import { AS_MADE, hire, hireAndSubmit, PRICE, provesTheLedger, travel } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { recordEvent } from "#lib/jobs/record-event";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { acceptProposal } from "../accept-proposal.ts";
import { actOnClock } from "../act-on-clock.ts";
import { agreeToCancellation } from "../agree-to-cancellation.ts";
import type { Sentence } from "../contract-views.ts";
import { markComplete } from "../mark-complete.ts";
import { requestCancellation } from "../request-cancellation.ts";
import { requestChanges } from "../request-changes.ts";
import { submitWork } from "../submit-work.ts";
import { getContract, getHiringRecord, listContracts, listHolds } from "./contracts.ts";

useTestDatabase();
provesTheLedger();

/** The sentence without its times. */
function words(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === "string" ? part : "…")).join("");
}

describe("a contract's view", () => {
  test("is for its two parties: for strangers and admins it does not exist", async () => {
    const { client, freelancer, contractId } = await hire();
    expect(await getContract(client, contractId)).toMatchObject({ viewer: "client" });
    expect(await getContract(freelancer, contractId)).toMatchObject({ viewer: "freelancer" });
    for (const stranger of [await makeClient(), await makeFreelancer(), await makeAdmin()]) {
      await expect(getContract(stranger, contractId)).rejects.toMatchObject({ code: "not_found" });
      await expect(getContract(stranger, newId("ctr"))).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await expect(getContract(client, "nonsense")).rejects.toMatchObject({ code: "not_found" });
  });

  test("announces exactly what the clock then does", async () => {
    const { client, freelancer, contractId } = await hireAndSubmit("on_approval");
    const before = await getContract(client, contractId);
    expect(words(before.ifNobodyActs)).toBe(
      "If nobody acts, €400.00 goes to Ana Moreau on …, and the job is completed.",
    );
    expect(words((await getContract(freelancer, contractId)).ifNobodyActs)).toContain(
      "goes to you",
    );
    expect(before.ifNobodyActs[1]).toEqual({ moment: before.reviewEndsAt, form: "long" });
    expect(before.heldCents).toBe(PRICE);
    travel(7);
    await actOnClock({ contractId });
    const after = await getContract(client, contractId);
    expect(after).toMatchObject({
      status: "completed",
      heldCents: 0,
      money: { place: "freelancer" },
    });
    expect(words(after.ifNobodyActs)).toBe(
      "The contract is complete: €400.00 was paid to Ana Moreau on ….",
    );
  });

  test("tells what happened like an account, newest first", async () => {
    const { client, freelancer, contractId } = await hireAndSubmit("on_approval");
    await requestChanges(client, { contractId, note: "Darker.", submissionNumber: 1 });
    await submitWork(freelancer, { contractId, note: "Darker now.", submissionNumber: 1 });
    await markComplete(client, { contractId, submissionNumber: 2, heldCents: PRICE });
    const { timeline, submissions } = await getContract(client, contractId);
    expect(
      timeline.map(({ what, rest, amountCents, heldAfterCents }) => [
        `${what}${rest}`,
        amountCents,
        heldAfterCents,
      ]),
    ).toEqual([
      ["Job completed", null, 0],
      ["Paid to Ana Moreau, on approval", PRICE, 0],
      ["Work submitted, version 2", null, PRICE],
      ["Changes requested, version 1", null, PRICE],
      ["Work submitted, version 1", null, PRICE],
      ["Ana Moreau hired, price held", PRICE, PRICE],
    ]);
    expect(submissions.map((each) => [each.number, each.note, each.changes?.note])).toEqual([
      [1, "Here it is.", "Darker."],
      [2, "Darker now.", undefined],
    ]);
  });

  test("shows nothing of other people's proposals", async () => {
    const client = await makeClient({ fundsCents: PRICE });
    const [hired, other] = [await makeFreelancer(), await makeFreelancer()];
    const jobId = await makeJob(client);
    const proposalId = await makeProposal(jobId, hired);
    const otherId = await makeProposal(jobId, other);
    await getDb().transaction(async (tx) => {
      for (const id of [proposalId, otherId]) {
        await recordEvent(tx, { jobId, kind: "shortlisted", actor: client, proposalId: id });
      }
    });
    const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
    const { timeline } = await getContract(hired, contractId);
    expect(timeline.map((line) => line.kind)).toEqual(["hired", "shortlisted"]);
  });
});

describe("lists of contracts", () => {
  test("group a contract by who has to act: you, the other side, nobody", async () => {
    const { client, freelancer, contractId } = await hire("on_approval");
    const groupsOf = async () => {
      const lists = await Promise.all([listContracts(client), listContracts(freelancer)]);
      return lists.map(
        ({ groups }) =>
          Object.entries(groups).find(([, rows]) =>
            rows.some((row) => row.contractId === contractId),
          )?.[0],
      );
    };
    expect(await groupsOf()).toEqual(["active", "needs_you"]);
    await submitWork(freelancer, { contractId, note: "Done.", submissionNumber: 0 });
    expect(await groupsOf()).toEqual(["needs_you", "waiting"]);
    await requestChanges(client, { contractId, note: "Darker.", submissionNumber: 1 });
    expect(await groupsOf()).toEqual(["waiting", "needs_you"]);
    await submitWork(freelancer, { contractId, note: "Darker now.", submissionNumber: 1 });
    await markComplete(client, { contractId, submissionNumber: 2, heldCents: PRICE });
    expect(await groupsOf()).toEqual(["needs_you", "done"]);
    travel(15);
    expect(await groupsOf()).toEqual(["done", "done"]);
  });

  test("show only the actor's own, and say how many are finished in all", async () => {
    const { client, freelancer, contractId } = await hire();
    await requestCancellation(client, { contractId });
    await agreeToCancellation(freelancer, { contractId, cancellationNumber: 1, heldCents: PRICE });
    const { groups, doneCount } = await listContracts(client, { limit: 0 });
    expect(Object.values(groups).flat()).toEqual([]);
    expect(doneCount).toBe(1);
    expect((await listContracts(await makeClient())).doneCount).toBe(0);
  });
});

describe("holds and the hiring record", () => {
  test("list what the ledger holds, for both sides, until it is released", async () => {
    const { client, freelancer, contractId } = await hireAndSubmit("on_approval");
    for (const actor of [client, freelancer]) {
      expect((await listHolds(actor)).rows).toMatchObject([{ contractId, heldCents: PRICE }]);
    }
    expect((await listHolds(await makeClient())).rows).toEqual([]);
    await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
    expect((await listHolds(client)).rows).toEqual([]);
  });

  test("count hires, completions and payments; completions by the clock are no approvals", async () => {
    const { client, freelancer, contractId } = await hireAndSubmit("on_approval");
    expect(await getHiringRecord(client.userId)).toMatchObject({
      hiredCount: 1,
      completedCount: 0,
      paidOverCents: null,
      medianApprovalMs: null,
    });
    travel(2);
    await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
    const record = await getHiringRecord(client.userId);
    expect(record).toMatchObject({ hiredCount: 1, completedCount: 1, paidOverCents: null });
    expect(Math.round((record.medianApprovalMs ?? 0) / 86_400_000)).toBe(2);
    expect(await getHiringRecord(freelancer.userId)).toMatchObject({
      hiredCount: 0,
      paidOverCents: null,
    });
  });

  test("watching public figures never reveals what one contract paid", async () => {
    const client = await makeClient({ fundsCents: 10_000_000 });
    const watched: (number | null)[] = [];
    for (const price of [12_345, 99_999, 123_456, 773_107, 1_234]) {
      const freelancer = await makeFreelancer();
      const jobId = await makeJob(client);
      const proposalId = await makeProposal(jobId, freelancer, { priceCents: cents(price) });
      const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
      await submitWork(freelancer, { contractId, submissionNumber: 0, note: "Done." });
      watched.push((await getHiringRecord(client.userId)).paidOverCents);
    }
    expect(watched).toEqual([null, null, 200_000, 1_000_000, 1_000_000]);
  });
});
