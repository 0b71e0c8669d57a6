import { expect, test } from "vitest";
import { makeClient } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { addSettled } from "#db/testing/wallet-life";
import { refuseUnrealMoney } from "./database.ts";

useTestDatabase();
const bank = useTestBank();

test("a live key of Stripe is refused over money that a bank of tests made", async () => {
  const live = { STRIPE_SECRET_KEY: "sk_live_1" };
  await refuseUnrealMoney(live);
  await addSettled(bank, await makeClient());
  await expect(refuseUnrealMoney(live)).rejects.toThrow(/money that is not real/);
  await refuseUnrealMoney({ STRIPE_SECRET_KEY: "sk_test_1" });
  await refuseUnrealMoney({ STRIPE_SECRET_KEY: undefined });
});
