import type { Actor } from "#lib/auth/actor";
import { getBillingDetails } from "#lib/billing/queries/billing-details";
import { getEnv } from "#lib/env";
import { getReceipt } from "#lib/payments/queries/receipts";
import { listPayoutSteps } from "#lib/payments/queries/wallet";
import { drawReceipt } from "../draw-receipt.ts";

/**
 * The receipt of one movement of money as a PDF, with times in `timeZone`. Throws `not_found`, also for other people's.
 */
export async function getReceiptPdf(
  actor: Actor,
  receiptId: string,
  timeZone: string,
): Promise<Buffer> {
  const receipt = await getReceipt(actor, receiptId);
  const { payment } = receipt.row;
  const { name, profileName } = await getBillingDetails(actor);
  const author = getEnv().OPERATOR_NAME;
  return drawReceipt(receipt, {
    author,
    facts: [
      { label: "Wallet of", text: name || profileName },
      { label: "Kept by", text: author },
    ],
    timeZone,
    steps: payment ? await listPayoutSteps(actor, payment.paymentId) : [],
  });
}
