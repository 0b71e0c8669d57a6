import type { Tx } from "#db/client";
import type { Id } from "#lib/ids";
import { enqueue } from "#lib/task";
import { checkPaymentTask } from "./schema.ts";

/** Has the provider asked about a payment at that moment. At most one such question waits per payment. */
export async function scheduleCheck(tx: Tx, paymentId: Id<"pay">, at: Date): Promise<void> {
  await enqueue(tx, checkPaymentTask, { paymentId }, { startAfter: at, singletonKey: paymentId });
}
