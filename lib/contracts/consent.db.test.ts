import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { contracts } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import {
  AS_MADE,
  hire,
  hireAndSubmit,
  IS_HELD,
  IS_PAID,
  money,
  PRICE,
  provesTheLedger,
  read,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { editJob } from "#lib/jobs/edit-job";
import { questionKey } from "#lib/jobs/questions";
import { getBalance } from "#lib/ledger/queries";
import { changeProposal } from "#lib/proposals/change-proposal";
import { confirmProposal } from "#lib/proposals/confirm-proposal";
import { submitProposal } from "#lib/proposals/submit-proposal";
import { acceptProposal } from "./accept-proposal.ts";
import { agreeToCancellation } from "./agree-to-cancellation.ts";
import { markComplete } from "./mark-complete.ts";
import { getContract } from "./queries/contracts.ts";
import { requestCancellation } from "./request-cancellation.ts";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";
import { withdrawCancellation } from "./withdraw-cancellation.ts";

useTestDatabase();
provesTheLedger();

const ONE = "Draw one banner for the front window of our shop, in our colours.";
const MANY = "Draw two hundred banners for the front window of our shop, in our colours.";
const LETTER = "I have drawn banners like this one for three shops in your street.";

/** A client with the price in the wallet, and a proposal for one banner. */
async function offered() {
  const client = await makeClient({ fundsCents: PRICE });
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client, { description: ONE, releaseRule: "on_approval" });
  const proposalId = await makeProposal(jobId, freelancer, { coverLetter: LETTER });
  const hireOn = (seen: { proposalRevision: number; jobRevision: number }) =>
    acceptProposal(client, { proposalId, ...seen });
  const change = (priceCents: number, jobRevision = 1) =>
    changeProposal(freelancer, {
      proposalId,
      proposalRevision: 1,
      jobRevision,
      coverLetter: LETTER,
      priceCents,
      timelineDays: 10,
    });
  const edit = (jobRevision: number, description: string) =>
    editJob(client, {
      jobId,
      jobRevision,
      description,
      title: "Make our checkout usable with a screen reader",
      category: "web-development",
      skills: "React",
      budgetCents: 40_000,
      timelineDays: 14,
      releaseRule: "on_approval",
      reviewWindowDays: 7,
    });
  const isUntouched = async () => {
    expect(await getDb().$count(contracts, eq(contracts.jobId, jobId))).toBe(0);
    expect(await getBalance(getDb(), { kind: "wallet", owner: client.userId })).toBe(PRICE);
  };
  return { client, freelancer, jobId, proposalId, hireOn, change, edit, isUntouched };
}

const bannerChange = {
  what: "Description",
  seen: "Draw one banner for the front window of our shop, in …",
  now: "Draw two hundred banners for the front window of our shop, in …",
};

describe("hiring", () => {
  test("on an offer that was changed meanwhile holds nothing and shows both offers", async () => {
    const { hireOn, change, isUntouched } = await offered();
    await change(PRICE - 10_000);
    await expect(hireOn(AS_MADE)).rejects.toMatchObject({
      code: "changed_meanwhile",
      changes: [{ what: "Price", seen: "€400.00", now: "€300.00" }],
    });
    await isUntouched();
    await hireOn({ proposalRevision: 2, jobRevision: 1 });
  });

  test("one banner never makes two hundred: the text is what the freelancer agreed to", async () => {
    const { client, freelancer, proposalId, hireOn, edit, isUntouched } = await offered();
    await edit(1, MANY);
    await expect(hireOn(AS_MADE)).rejects.toMatchObject({ code: "changed_meanwhile" });
    await expect(hireOn({ proposalRevision: 1, jobRevision: 2 })).rejects.toMatchObject({
      code: "proposal_outdated",
      changes: [bannerChange],
    });
    await isUntouched();
    await confirmProposal(freelancer, { proposalId, jobRevision: 2 });
    const { contractId } = await hireOn({ proposalRevision: 1, jobRevision: 2 });
    for (const party of [client, freelancer]) {
      const { agreed } = await getContract(party, contractId);
      expect(agreed).toMatchObject({ description: MANY, budgetCents: 40_000 });
    }
  });

  test("works again at once when the client puts the text back", async () => {
    const { hireOn, edit } = await offered();
    await edit(1, MANY);
    await edit(2, ONE);
    await hireOn({ proposalRevision: 1, jobRevision: 3 });
  });

  test("shows in the contract what was answered when it was agreed on", async () => {
    const question = "Which screen readers do you test with?";
    const client = await makeClient({ fundsCents: PRICE });
    const jobId = await makeJob(client, { questions: [{ text: question, isOptional: false }] });
    const freelancer = await makeFreelancer();
    const { proposalId } = await submitProposal(freelancer, {
      jobId,
      jobRevision: 1,
      coverLetter: "I have fixed this kind of checkout four times before.",
      priceCents: PRICE,
      timelineDays: 10,
      answers: { [questionKey(question)]: "NVDA." },
    });
    const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
    for (const party of [client, freelancer]) {
      const { answers } = await getContract(party, contractId);
      expect(answers).toEqual([{ question, answer: "NVDA." }]);
    }
  });

  test("records in the contract which text and which offer were agreed on", async () => {
    const { hireOn, change, edit } = await offered();
    await edit(1, MANY);
    await change(PRICE, 2);
    const { contractId } = await hireOn({ proposalRevision: 2, jobRevision: 2 });
    const [contract] = await getDb().select().from(contracts).where(eq(contracts.id, contractId));
    expect(contract).toMatchObject({ jobRevision: 2, proposalRevision: 2 });
  });

  test("while the offer is changed: the held amount is the one that was on the screen", async () => {
    for (let round = 0; round < 6; round += 1) {
      const { client, hireOn, change } = await offered();
      const [hired] = await Promise.allSettled([hireOn(AS_MADE), change(PRICE - 10_000)]);
      const left = await getBalance(getDb(), { kind: "wallet", owner: client.userId });
      expect(left).toBe(hired.status === "fulfilled" ? 0 : PRICE);
    }
  });
});

describe("answering work", () => {
  test("releasing in a tab that shows version 1 does not pay for version 2", async () => {
    const hired = await hireAndSubmit();
    const { client, freelancer, contractId } = hired;
    await requestChanges(client, { contractId, submissionNumber: 1, note: "Darker." });
    await submitWork(freelancer, { contractId, submissionNumber: 1, note: "Darker now." });
    const seen = { contractId, submissionNumber: 1, heldCents: PRICE };
    await expect(markComplete(client, seen)).rejects.toMatchObject({
      code: "changed_meanwhile",
      changes: [
        { what: "Work", seen: "Version 1", now: "Version 2" },
        { what: "Note", seen: "Here it is.", now: "Darker now." },
      ],
    });
    expect(await money(hired)).toEqual(IS_HELD);
    await markComplete(client, { ...seen, submissionNumber: 2 });
    expect(await money(hired)).toEqual(IS_PAID);
  });

  test("an amount other than the one shown is not released", async () => {
    const hired = await hireAndSubmit();
    const seen = { contractId: hired.contractId, submissionNumber: 1, heldCents: PRICE - 1 };
    await expect(markComplete(hired.client, seen)).rejects.toMatchObject({
      changes: [{ what: "Held for this job", seen: "€399.99", now: "€400.00" }],
    });
    expect(await money(hired)).toEqual(IS_HELD);
  });

  test("changes cannot be requested in a version that the client has not seen", async () => {
    const hired = await hireAndSubmit();
    const { client, freelancer, contractId } = hired;
    await requestChanges(client, { contractId, submissionNumber: 1, note: "Darker." });
    await submitWork(freelancer, { contractId, submissionNumber: 1, note: "Darker now." });
    const late = { contractId, submissionNumber: 1, note: "Lighter." };
    await expect(requestChanges(client, late)).rejects.toMatchObject({ code: "changed_meanwhile" });
    expect(await read(hired)).toMatchObject({ status: "under_review" });
  });

  test("a second request with other words is refused, not ignored", async () => {
    const { client, contractId } = await hireAndSubmit();
    const first = { contractId, submissionNumber: 1, note: "Darker." };
    await requestChanges(client, first);
    expect(await requestChanges(client, first)).toMatchObject({ isReplay: true });
    await expect(requestChanges(client, { ...first, note: "Lighter." })).rejects.toMatchObject({
      code: "wrong_state",
    });
  });

  test("work cannot be submitted by a freelancer who has not seen the client's answer to the last version", async () => {
    const { client, freelancer, contractId } = await hireAndSubmit();
    await requestChanges(client, { contractId, submissionNumber: 1, note: "Darker." });
    const blind = { contractId, submissionNumber: 0, note: "Something else." };
    await expect(submitWork(freelancer, blind)).rejects.toMatchObject({
      code: "changed_meanwhile",
      changes: expect.arrayContaining([{ what: "Work", seen: "none yet", now: "Version 1" }]),
    });
  });
});

describe("answering a request to cancel", () => {
  test("names the request that was read and the amount that is refunded", async () => {
    const hired = await hire();
    const { client, freelancer, contractId } = hired;
    await requestCancellation(client, { contractId });
    await withdrawCancellation(client, { contractId, cancellationNumber: 1 });
    await requestCancellation(client, { contractId });
    const seen = { contractId, cancellationNumber: 1, heldCents: PRICE };
    await expect(agreeToCancellation(freelancer, seen)).rejects.toMatchObject({
      code: "changed_meanwhile",
      changes: [{ what: "Request to cancel", seen: "request 1", now: "request 2" }],
    });
    await expect(withdrawCancellation(client, seen)).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
    const other = { ...seen, cancellationNumber: 2, heldCents: PRICE + 1 };
    await expect(agreeToCancellation(freelancer, other)).rejects.toMatchObject({
      changes: [{ what: "Held for this job", seen: "€400.01", now: "€400.00" }],
    });
    expect(await money(hired)).toEqual(IS_HELD);
    await agreeToCancellation(freelancer, { ...other, heldCents: PRICE });
  });
});
