import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { AS_MADE, PRICE, provesTheLedger } from "#db/testing/hiring";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { newId } from "#lib/new-id";
import { addFunds, canAddFunds } from "#lib/payments/add-funds";
import { payAndHire } from "./pay-and-hire.ts";

vi.mock("#lib/env", async (load) => {
  const original = await load<typeof import("#lib/env")>();
  return { ...original, getEnv: () => ({ ...original.getEnv(), WALLET_TOP_UPS: false }) };
});

useTestDatabase();
useTestBank();
provesTheLedger();

test("where balances may not be kept, nobody adds funds, and paying to hire is the way in", async () => {
  const client = await makeClient();
  const requestKey = newId("pay");
  const funds = { requestKey, amountCents: 5_000, card: "card_4242" };
  await expect(addFunds(client, funds)).rejects.toMatchObject({ code: "top_ups_off" });
  expect(await getDb().$count(payments, eq(payments.userId, client.userId))).toBe(0);
  expect(canAddFunds("client")).toBe(false);
  const proposalId = await makeProposal(await makeJob(client), await makeFreelancer());
  const hire = { ...AS_MADE, proposalId, requestKey, card: "card_4242", payCents: PRICE };
  expect(await payAndHire(client, hire)).toMatchObject({ isReplay: false });
});
