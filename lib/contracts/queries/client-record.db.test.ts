import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { sessions } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import {
  AS_MADE,
  hireAndSubmit,
  letClocksAct,
  PRICE,
  provesTheLedger,
  travel,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { createSession } from "#lib/auth/sessions";
import { cents } from "#lib/money";
import { declineProposal } from "#lib/proposals/decline-proposal";
import { addDays, DAY_MS, now } from "#lib/time";
import { acceptProposal } from "../accept-proposal.ts";
import { markComplete } from "../mark-complete.ts";
import { requestChanges } from "../request-changes.ts";
import { submitWork } from "../submit-work.ts";
import { getClientRecord, getPaymentRecord } from "./client-record.ts";

useTestDatabase();
provesTheLedger();

function read(client: Actor, actor: Actor | null = client, budgetCents = cents(PRICE)) {
  return getClientRecord(actor, { client, budgetCents, status: "open" });
}

test("a client who has done nothing yet has an empty record, not zeros that look like a bad one", async () => {
  expect(await read(await makeClient())).toEqual({
    hiredCount: 0,
    medianApprovalMs: null,
    paidCount: 0,
    paidForWorkCount: 0,
    paidOnTimeCount: 0,
    medianPaidMs: null,
    submittedCount: 0,
    changedCount: 0,
    receivedCount: 0,
    answeredCount: 0,
    medianAnswerMs: null,
    lastActive: null,
    isMoneyHere: false,
  });
});

test("pays: from the last version before the release, by the ledger; and what was sent back", async () => {
  const { client, freelancer, contractId } = await hireAndSubmit("on_approval");
  expect(await read(client)).toMatchObject({ hiredCount: 1, paidCount: 0, submittedCount: 1 });
  travel(1);
  await requestChanges(client, {
    contractId,
    submissionNumber: 1,
    note: "The second page is missing.",
  });
  travel(3);
  await submitWork(freelancer, { contractId, submissionNumber: 1, note: "Both pages." });
  travel(2);
  await markComplete(client, { contractId, submissionNumber: 2, heldCents: PRICE });
  const record = await read(client);
  expect(record).toMatchObject({ paidCount: 1, submittedCount: 1, changedCount: 1 });
  expect(Math.round((record.medianPaidMs ?? 0) / DAY_MS)).toBe(2);
});

test("paid on submission is paid at once", async () => {
  const { client } = await hireAndSubmit("on_submission");
  expect(await read(client)).toMatchObject({ paidCount: 1, medianPaidMs: 0, changedCount: 0 });
});

test("paid on time is what the client released before the clock did", async () => {
  const { client, contractId } = await hireAndSubmit("on_approval");
  travel(6.9);
  await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
  const prompt = { paidForWorkCount: 1, paidOnTimeCount: 1 };
  expect(await getPaymentRecord(client.userId)).toMatchObject(prompt);
  const forgetful = await hireAndSubmit("on_approval");
  travel(7);
  await letClocksAct();
  const late = { paidForWorkCount: 1, paidOnTimeCount: 0 };
  expect(await getPaymentRecord(forgetful.client.userId)).toMatchObject(late);
});

test("answers: proposals that had a week, and earlier ones only once answered; hiring another answers nobody else", async () => {
  const client = await makeClient({ fundsCents: PRICE });
  const jobId = await makeJob(client);
  const old = { createdAt: addDays(now(), -8) };
  const [first, second] = [
    await makeProposal(jobId, await makeFreelancer(), old),
    await makeProposal(jobId, await makeFreelancer(), old),
  ];
  await makeProposal(jobId, await makeFreelancer(), old);
  await makeProposal(jobId, await makeFreelancer());
  await makeProposal(jobId, await makeFreelancer(), { ...old, status: "withdrawn" });
  expect(await read(client)).toMatchObject({ receivedCount: 3, answeredCount: 0 });
  await declineProposal(client, { proposalId: first, proposalRevision: 1, reason: "Too dear." });
  await acceptProposal(client, { proposalId: second, ...AS_MADE });
  const record = await read(client);
  expect(record).toMatchObject({ receivedCount: 3, answeredCount: 2 });
  expect(Math.round((record.medianAnswerMs ?? 0) / DAY_MS)).toBe(8);
});

test("the money is here while the wallet covers the budget, for people who are signed in, and without the amount", async () => {
  const client = await makeClient({ fundsCents: PRICE });
  const freelancer = await makeFreelancer();
  expect(await read(client, freelancer)).toMatchObject({ isMoneyHere: true });
  expect(await read(client, freelancer, cents(PRICE + 1))).toMatchObject({ isMoneyHere: false });
  expect(await read(client, null)).toMatchObject({ isMoneyHere: false });
  const closed = { client, budgetCents: cents(PRICE), status: "closed" } as const;
  expect(await getClientRecord(freelancer, closed)).toMatchObject({ isMoneyHere: false });
});

test("last active is vague", async () => {
  const client = await makeClient();
  await getDb().transaction((tx) => createSession(tx, client.userId, null));
  for (const [days, said] of [
    [0, "day"],
    [2, "week"],
    [8, "month"],
    [40, "earlier"],
  ] as const) {
    await getDb()
      .update(sessions)
      .set({ lastSeenAt: addDays(now(), -days) })
      .where(eq(sessions.userId, client.userId));
    expect((await read(client)).lastActive).toBe(said);
  }
});
