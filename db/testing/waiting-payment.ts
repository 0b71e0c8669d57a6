import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { addFunds } from "#lib/payments/add-funds";
import { sendPayment } from "#lib/payments/send-payment";

/** A client's deposit that waits for them at the sandbox bank. */
export async function makeWaitingPayment(client: VerifiedActor): Promise<Id<"pay">> {
  const input = { requestKey: newId("pay"), amountCents: "50", card: "card_3184" };
  const { paymentId } = await addFunds(client, input);
  await sendPayment(SYSTEM, { paymentId });
  return paymentId;
}
