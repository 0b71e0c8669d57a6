import { eq } from "drizzle-orm";
import { getDb, inTransaction } from "#db/client";
import { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { findProvider } from "./find-provider.ts";
import { handleProviderEvent } from "./handle-provider-event.ts";
import { scheduleCheck } from "./schedule-check.ts";

const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/**
 * Asks the provider about a payment that it has accepted, outside of any transaction, and takes in the answer. While
 * that is "not yet", asks again when it is expected, or after half the time that it has taken so far.
 * Throws `not_found`; whatever the provider throws passes through, and the queue tries again.
 */
export async function checkPayment(
  doer: typeof SYSTEM,
  { paymentId }: { paymentId: Id<"pay"> },
): Promise<void> {
  const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
  if (!payment) throw new DomainError("not_found");
  if (payment.status !== "pending") return;
  const provider = findProvider(payment.provider);
  if (!provider) throw new Error(`No provider is set up for ${payment.provider}`);
  const report = await provider.findOrder(paymentId);
  if (!report) throw new Error(`${provider.name} has never heard of ${paymentId}`);
  await handleProviderEvent(doer, { provider: provider.name, report });
  if (report.status !== "accepted") return;
  const next = nextCheckAt(payment.createdAt, report.expectedAt);
  await inTransaction(undefined, (tx) => scheduleCheck(tx, paymentId, next));
}

function nextCheckAt(createdAt: Date, expectedAt: Date): Date {
  const age = now().getTime() - createdAt.getTime();
  const wait = Math.min(Math.max(age / 2, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
  return new Date(Math.max(expectedAt.getTime(), now().getTime() + wait));
}
