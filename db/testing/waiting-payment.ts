import { eq } from "drizzle-orm";
import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { addFunds } from "#lib/payments/add-funds";
import { getDb } from "../client.ts";
import { payments } from "../schema.ts";

/** A client's deposit that waits for them at the provider. */
export async function makeWaitingPayment(client: VerifiedActor): Promise<Id<"pay">> {
  const input = { requestKey: newId("pay"), amountCents: "50", card: "card_4242" };
  const { paymentId } = await addFunds(client, input);
  await getDb()
    .update(payments)
    .set({
      status: "requires_action",
      actionAddress: "https://bank.example/pay",
      providerReference: `ref_${paymentId}`,
    })
    .where(eq(payments.id, paymentId));
  return paymentId;
}
