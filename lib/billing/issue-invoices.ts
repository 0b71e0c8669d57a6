import type { Tx } from "#db/client";
import { documents } from "#db/schema";
import type { Id } from "#lib/ids";
import { type Cents, CURRENCY } from "#lib/money";
import { newId } from "#lib/new-id";
import { issuedBy, issuedTo, operator, readParties } from "./internal/parties.ts";
import { OPERATOR } from "./schema.ts";

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
