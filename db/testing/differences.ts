import { CURRENCY, cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { getDb } from "../client.ts";
import { paymentDifferences } from "../schema.ts";

/** Something in the books that differs, as the last reconciliation would have left it: theirs is 10.00 more than ours. */
export async function makeDifference(
  changes: Partial<typeof paymentDifferences.$inferInsert> = {},
): Promise<{ differenceId: number }> {
  const reference = newId("pay").replace("pay", "txn");
  const [row] = await getDb()
    .insert(paymentDifferences)
    .values({
      // One that is not set up, so that nothing else finds it.
      provider: "elsewhere",
      kind: "unknown_kind",
      subject: `transaction:${reference}`,
      reference,
      word: "adjustment",
      oursCents: cents(0),
      theirsCents: cents(1_000),
      currency: CURRENCY,
      firstSeenAt: now(),
      lastSeenAt: now(),
      ...changes,
    })
    .returning({ differenceId: paymentDifferences.id });
  if (!row) throw new Error("No difference was made");
  return row;
}
