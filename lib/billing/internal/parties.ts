import { eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { billingDetails, clientProfiles, type documents, users } from "#db/schema";
import { getEnv } from "#lib/env";
import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import type { InvoiceParty } from "../schema.ts";
import { splitVat } from "../vat.ts";

export type Party = InvoiceParty & {
  /** The VAT contained in what they charge, in hundredths of a percent. */
  readonly vatBasisPoints: number;
};

/** As both profiles are now; whoever has said nothing is named as on the profile. */
export async function readParties(
  reader: Reader,
  userIds: readonly Id<"usr">[],
): Promise<Map<string, Party & { readonly hasLeft: boolean }>> {
  const rows = await reader
    .select({
      userId: users.id,
      name: sql<string>`coalesce(nullif(${billingDetails.name}, ''), ${clientProfiles.companyName}, ${users.name})`,
      address: sql<string>`coalesce(${billingDetails.address}, '')`,
      country: billingDetails.country,
      vatNumber: billingDetails.vatNumber,
      vatBasisPoints: sql<number>`coalesce(${billingDetails.vatBasisPoints}, 0)`,
      hasLeft: sql<boolean>`${users.leftAt} is not null`,
    })
    .from(users)
    .leftJoin(clientProfiles, eq(clientProfiles.userId, users.id))
    .leftJoin(billingDetails, eq(billingDetails.userId, users.id))
    .where(inArray(users.id, [...userIds]));
  return new Map(rows.map(({ userId, ...party }) => [userId, party]));
}

/** By the settings as they are now. */
export function operator(): Party {
  const env = getEnv();
  return {
    name: env.OPERATOR_NAME,
    address: env.OPERATOR_ADDRESS,
    country: env.OPERATOR_COUNTRY ?? null,
    vatNumber: env.OPERATOR_VAT_NUMBER ?? null,
    vatBasisPoints: env.OPERATOR_VAT_PERCENT,
  };
}

type Columns = typeof documents.$inferInsert;
type IssuerColumns = Pick<
  Columns,
  | "issuerName"
  | "issuerAddress"
  | "issuerCountry"
  | "issuerVatNumber"
  | "vatBasisPoints"
  | "grossCents"
  | "netCents"
  | "vatCents"
>;
type RecipientColumns = Pick<
  Columns,
  "recipientName" | "recipientAddress" | "recipientCountry" | "recipientVatNumber"
>;

/** The issuer's side, and the price with the VAT that it contains. */
export function issuedBy(
  { name, address, country, vatNumber, vatBasisPoints }: Party,
  gross: Cents,
): IssuerColumns {
  return {
    issuerName: name,
    issuerAddress: address,
    issuerCountry: country,
    issuerVatNumber: vatNumber,
    vatBasisPoints,
    grossCents: gross,
    ...splitVat(gross, vatBasisPoints),
  };
}

export function issuedTo({ name, address, country, vatNumber }: InvoiceParty): RecipientColumns {
  return {
    recipientName: name,
    recipientAddress: address,
    recipientCountry: country,
    recipientVatNumber: vatNumber,
  };
}
