import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import { makeClient } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { newId } from "#lib/new-id";
import { addFunds } from "./add-funds.ts";

useTestDatabase();
useTestBank();

test("200 payments a day: the next is refused and leaves nothing, and a form sent again does not count", async () => {
  const client = await makeClient();
  const pay = (requestKey: string) =>
    addFunds(client, { requestKey, amountCents: "250.00", card: "card_4242" });
  const { paymentId } = await pay("form-0");
  const [made] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
  if (!made) throw new Error("There is no payment");
  const more = Array.from({ length: 199 }, (_, index) => ({
    ...made,
    id: newId("pay"),
    requestKey: `more-${index}`,
  }));
  await getDb().insert(payments).values(more);
  await expect(pay("form-1")).rejects.toMatchObject({ code: "too_many_today" });
  expect(await pay("form-0")).toMatchObject({ paymentId, isReplay: true });
  expect((await verifyLedger()).mismatches).toEqual([]);
});
