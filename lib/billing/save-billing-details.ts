import { inTransaction, type Tx } from "#db/client";
import { billingDetails } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { isStaff } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { type SaveBillingDetailsInput, saveBillingDetailsInput } from "./schema.ts";

/**
 * Keeps what the actor wants on invoices that are issued from now on. Only a freelancer charges VAT. Throws forbidden
 * for an admin, whose invoices are the operator's.
 */
export async function saveBillingDetails(
  { userId, role }: Actor,
  input: SaveBillingDetailsInput,
  tx?: Tx,
): Promise<void> {
  if (isStaff(role)) throw new DomainError("forbidden");
  const { vatRate, ...fields } = saveBillingDetailsInput.parse(input);
  const details = {
    ...fields,
    vatBasisPoints: role === "freelancer" ? Math.round(Number(vatRate) * 100) : 0,
    updatedAt: now(),
  };
  await inTransaction(tx, (tx) =>
    tx
      .insert(billingDetails)
      .values({ userId, ...details })
      .onConflictDoUpdate({ target: billingDetails.userId, set: details }),
  );
}
