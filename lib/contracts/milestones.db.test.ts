import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { milestones } from "#db/schema";
import { addMilestone } from "#db/testing/add-milestone";
import {
  approve,
  hireAndSubmit,
  IS_HELD,
  money,
  PRICE,
  provesTheLedger,
  read,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { getBalance } from "#lib/ledger/queries";
import { markComplete } from "./mark-complete.ts";
import { holdOf } from "./milestones.ts";
import { getContract } from "./queries/contracts.ts";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";

useTestDatabase();
provesTheLedger();

async function milestonesOf(contractId: `ctr_${string}`) {
  return getDb()
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, contractId))
    .orderBy(asc(milestones.number));
}

describe("a simple job", () => {
  test("has one milestone, which is all of it", async () => {
    const { contractId } = await hireAndSubmit();
    const [only, ...others] = await milestonesOf(contractId);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ amountCents: PRICE, title: "", status: "submitted", rounds: 2 });
  });

  test("is held under the name that the database and the rules agree on", async () => {
    const { contractId } = await hireAndSubmit();
    await addMilestone(contractId);
    for (const { hold, number } of await milestonesOf(contractId)) {
      expect(hold).toBe(holdOf(contractId, number));
    }
    expect(await getBalance(getDb(), { kind: "hold", owner: contractId })).toBe(PRICE);
  });
});

describe("of several milestones", () => {
  test("approving one pays it, and the job goes on", async () => {
    const hired = await hireAndSubmit();
    const { contractId, client, freelancer } = hired;
    await addMilestone(contractId);
    const first = { contractId, milestoneNumber: 1 };
    await markComplete(client, { ...first, submissionNumber: 1, heldCents: PRICE });
    expect(await money(hired)).toEqual([0, 0, PRICE]);
    expect(await read(hired)).toMatchObject({ status: "in_progress", completedAt: null });
    const view = await getContract(freelancer, contractId);
    expect(view).toMatchObject({ milestoneNumber: 2, milestoneStatus: "planned", heldCents: 0 });
    const seen = await getContract(freelancer, contractId, { milestoneNumber: 1 });
    expect(seen).toMatchObject({ status: "completed", jobStatus: "in_progress" });
  });

  test("one that is not held cannot be submitted", async () => {
    const hired = await hireAndSubmit();
    const { contractId, freelancer } = hired;
    await addMilestone(contractId);
    const input = { contractId, milestoneNumber: 2, submissionNumber: 0, note: "Early." };
    await expect(submitWork(freelancer, input)).rejects.toMatchObject({ code: "not_funded" });
    expect(await money(hired)).toEqual(IS_HELD);
  });

  test("a number that there is none of does not exist", async () => {
    const { contractId, client } = await hireAndSubmit();
    const input = { contractId, milestoneNumber: 7, submissionNumber: 1, heldCents: PRICE };
    await expect(markComplete(client, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(getContract(client, contractId, { milestoneNumber: 7 })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("rounds of changes", () => {
  test("are counted, and the third of two is refused with nothing changed", async () => {
    const hired = await hireAndSubmit();
    const { contractId, client, freelancer } = hired;
    for (const version of [1, 2]) {
      const input = { contractId, submissionNumber: version, note: `Round ${version}.` };
      await requestChanges(client, input);
      await submitWork(freelancer, { contractId, submissionNumber: version, note: "Again." });
    }
    const third = { contractId, submissionNumber: 3, note: "Once more." };
    await expect(requestChanges(client, third)).rejects.toMatchObject({ code: "no_round_left" });
    expect(await read(hired)).toMatchObject({ status: "under_review" });
    const [only] = await milestonesOf(contractId);
    expect(only?.roundsUsed).toBe(2);
    await approve(hired);
    expect(await money(hired)).toEqual([0, 0, PRICE]);
  });
});
