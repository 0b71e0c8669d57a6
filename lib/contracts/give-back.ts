import { and, eq, isNotNull, sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { contracts, jobEvents, users } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { listChanges } from "#lib/changes";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { recordEvent } from "#lib/jobs/record-event";
import { giveBack as transferBack } from "#lib/ledger/movements";
import { type Cents, cents, formatCents } from "#lib/money";
import { notify } from "#lib/notifications/notify";
import { type LockedContract, lockContract } from "./lock-contract.ts";
import { mayGiveBack } from "./policy.ts";
import { type GiveBackInput, giveBackInput } from "./schema.ts";

/**
 * The freelancer gives back a part of what was released, or all of it, out of their wallet: a transfer of its own, so
 * that what was paid stays in the history as it was. Names what had been given back before, so that sending it again
 * moves nothing. Throws `not_found`, `forbidden`, `too_much_back` (with `most`), `insufficient_funds` (with `missing`),
 * `account_closed` when the client has left, and `changed_meanwhile` when something else was given back since.
 */
export async function giveBack(
  actor: VerifiedActor,
  input: GiveBackInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { contractId, amountCents, givenBackCents: seenCents } = giveBackInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    if (actor.userId !== locked.freelancerId) throw new DomainError("forbidden");
    const { jobId, clientId, givenBackCents } = locked;
    if (seenCents !== givenBackCents) {
      if (await wasGiven(tx, locked, { seenCents, amountCents })) return { isReplay: true };
      throw new DomainError("changed_meanwhile", {}, givenBackChange(seenCents, givenBackCents));
    }
    const most = mayGiveBack(locked.milestones, givenBackCents);
    if (amountCents > most) throw new DomainError("too_much_back", { most: formatCents(most) });
    await requireThere(tx, clientId);
    const reference = `contract:${contractId}`;
    await transferBack(tx, {
      key: `${reference}:give_back:${seenCents}`,
      reference,
      from: actor.userId,
      to: clientId,
      amountCents,
    });
    await tx
      .update(contracts)
      .set({ givenBackCents: cents(givenBackCents + amountCents) })
      .where(eq(contracts.id, contractId));
    await recordEvent(tx, {
      jobId,
      kind: "given_back",
      actor,
      amountCents,
      details: { before: seenCents },
    });
    await notify(tx, {
      kind: "given_back",
      to: clientId,
      about: contractId,
      by: actor.userId,
      jobId,
      facts: { amountCents },
    });
    return { isReplay: false };
  });
}

/** Nobody could take it out of the wallet of somebody who has left. */
async function requireThere(tx: Tx, userId: Id<"usr">): Promise<void> {
  const hasLeft = and(eq(users.id, userId), isNotNull(users.leftAt));
  if ((await tx.$count(users, hasLeft)) > 0) throw new DomainError("account_closed");
}

/** The same amount was given back from the same beginning: the answer was lost, and this is the form again. */
async function wasGiven(
  tx: Tx,
  { jobId }: LockedContract,
  { seenCents, amountCents }: { seenCents: number; amountCents: Cents },
): Promise<boolean> {
  const isIt = and(
    eq(jobEvents.jobId, jobId),
    eq(jobEvents.kind, "given_back"),
    eq(jobEvents.amountCents, amountCents),
    sql`${jobEvents.details} ->> 'before' = ${String(seenCents)}`,
  );
  return (await tx.$count(jobEvents, isIt)) > 0;
}

function givenBackChange(seenCents: number, presentCents: Cents) {
  const [seen, present] = [formatCents(cents(seenCents)), formatCents(presentCents)];
  return listChanges([["Given back so far", seen, present]]);
}
