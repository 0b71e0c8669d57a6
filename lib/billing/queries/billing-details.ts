import { eq, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { billingDetails, clientProfiles, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { isStaff } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import type { BillingDetailsView } from "../schema.ts";

/** What the actor wants on invoices. Throws not_found for an admin, whose invoices are the operator's. */
export async function getBillingDetails({ userId, role }: Actor): Promise<BillingDetailsView> {
  if (isStaff(role)) throw new DomainError("not_found");
  const [row] = await getDb()
    .select({
      profileName: sql<string>`coalesce(${clientProfiles.companyName}, ${users.name})`,
      details: billingDetails,
    })
    .from(users)
    .leftJoin(clientProfiles, eq(clientProfiles.userId, users.id))
    .leftJoin(billingDetails, eq(billingDetails.userId, users.id))
    .where(eq(users.id, userId));
  if (!row) throw new DomainError("not_found");
  const { details, profileName } = row;
  return {
    role,
    profileName,
    name: details?.name ?? "",
    address: details?.address ?? "",
    country: details?.country ?? null,
    vatNumber: details?.vatNumber ?? null,
    vatBasisPoints: details?.vatBasisPoints ?? 0,
  };
}
