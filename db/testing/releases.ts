import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { cents } from "#lib/money";
import { now } from "#lib/time";

let transferNumber = 1_000_000_000;

/** A release of 300.00 with a fee of 30.00 in the books of these two, on a contract that somebody has. */
export function releaseOf(
  freelancer: VerifiedActor,
  client: VerifiedActor,
  contractId: Id<"ctr">,
  at = now(),
) {
  transferNumber += 1;
  return {
    contractId,
    clientId: client.userId,
    freelancerId: freelancer.userId,
    subject: "A table",
    transferId: String(transferNumber),
    grossCents: cents(30_000),
    feeCents: cents(3_000),
    at,
  };
}
