import { releaseHold } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { now } from "#lib/time";
import type { Tx } from "../client.ts";
import type { Hired } from "./hiring.ts";

let releases = 0;

/** Releases two cents of what is held for a contract, one of them as the fee; what is invoiced for it. */
export async function releaseOf(
  tx: Tx,
  { client, freelancer, contractId }: Omit<Hired, "jobId">,
  at = now(),
) {
  releases += 1;
  const reference = `contract:${contractId}`;
  const { transferId } = await releaseHold(tx, {
    holdFor: contractId,
    amountCents: cents(2),
    feeCents: cents(1),
    key: `${reference}:part:${releases}`,
    reference,
  });
  return {
    contractId,
    clientId: client.userId,
    freelancerId: freelancer.userId,
    subject: "A table",
    transferId,
    grossCents: cents(2),
    feeCents: cents(1),
    at,
  };
}
