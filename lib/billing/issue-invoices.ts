import { eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { billingDetails, clientProfiles, documents, users } from "#db/schema";
import { getEnv } from "#lib/env";
import type { Id } from "#lib/ids";
import { type Cents, CURRENCY } from "#lib/money";
import { newId } from "#lib/new-id";
import { OPERATOR } from "./schema.ts";
import { splitVat } from "./vat.ts";

type Release = {
  readonly contractId: Id<"ctr">;
  readonly clientId: Id<"usr">;
  readonly freelancerId: Id<"usr">;
  /** What was paid for: the job's title. */
  readonly subject: string;
  readonly transferId: string;
  readonly grossCents: Cents;
  /** What the operator kept of it, in minor units; zero for no fee. */
  readonly feeCents: Cents;
  readonly at: Date;
};

/**
 * Issues the freelancer's invoice to the client and, where a fee was taken, the operator's to the freelancer, in the
 * transaction of the release. The database numbers them in this order: it locks the freelancer's counter, then the
 * operator's, which everybody shares. The caller holds the ledger's locks already.
 */
export async function issueInvoices(tx: Tx, release: Release): Promise<void> {
  const { clientId, freelancerId, grossCents, feeCents } = release;
  const parties = await readParties(tx, [clientId, freelancerId]);
  const [client, freelancer] = [clientId, freelancerId].map((userId) => parties.get(userId));
  if (!client || !freelancer) throw new Error(`${release.contractId} has no two parties`);
  const work = {
    kind: "invoice",
    issuer: freelancerId,
    recipientId: clientId,
    ...issuedBy(freelancer, grossCents),
    ...issuedTo(client),
  } as const;
  const fee = {
    kind: "fee_invoice",
    issuer: OPERATOR,
    recipientId: freelancerId,
    ...issuedBy(operator(), feeCents),
    ...issuedTo(freelancer),
  } as const;
  const { contractId, subject, at } = release;
  await tx.insert(documents).values(
    (feeCents > 0 ? [work, fee] : [work]).map((invoice) => ({
      id: newId("doc"),
      contractId,
      transferId: BigInt(release.transferId),
      issuedAt: at,
      subject,
      currency: CURRENCY,
      ...invoice,
    })),
  );
}

type Party = {
  readonly name: string;
  readonly address: string;
  readonly country: string | null;
  readonly vatNumber: string | null;
  readonly vatBasisPoints: number;
};

/** As both profiles are now; whoever has said nothing is named as on the profile. */
async function readParties(tx: Tx, userIds: Id<"usr">[]): Promise<Map<string, Party>> {
  const rows = await tx
    .select({
      userId: users.id,
      name: sql<string>`coalesce(nullif(${billingDetails.name}, ''), ${clientProfiles.companyName}, ${users.name})`,
      address: sql<string>`coalesce(${billingDetails.address}, '')`,
      country: billingDetails.country,
      vatNumber: billingDetails.vatNumber,
      vatBasisPoints: sql<number>`coalesce(${billingDetails.vatBasisPoints}, 0)`,
    })
    .from(users)
    .leftJoin(clientProfiles, eq(clientProfiles.userId, users.id))
    .leftJoin(billingDetails, eq(billingDetails.userId, users.id))
    .where(inArray(users.id, userIds));
  return new Map(rows.map(({ userId, ...party }) => [userId, party]));
}

function operator(): Party {
  const env = getEnv();
  return {
    name: env.OPERATOR_NAME,
    address: env.OPERATOR_ADDRESS,
    country: env.OPERATOR_COUNTRY ?? null,
    vatNumber: env.OPERATOR_VAT_NUMBER ?? null,
    vatBasisPoints: env.OPERATOR_VAT_PERCENT,
  };
}

/** The issuer's side, and the price with the VAT that it contains. */
function issuedBy({ name, address, country, vatNumber, vatBasisPoints }: Party, gross: Cents) {
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

function issuedTo({ name, address, country, vatNumber }: Party) {
  return {
    recipientName: name,
    recipientAddress: address,
    recipientCountry: country,
    recipientVatNumber: vatNumber,
  };
}
