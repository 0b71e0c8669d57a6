import { inArray, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import type { Id } from "#lib/ids";
import type { Standin } from "../stripe/standin.ts";

/*
 * What the stand-in did, by its own record, against what is in people's wallets, by the ledger's entries. Neither the
 * status of a payment nor a key of the ledger is asked: they are what could be wrong.
 */

/** What counts as which fault. */
export type FaultKind =
  /** Money that the stand-in has of a person, and that is in no wallet. */
  | "lost"
  /** Sent to a person twice, or sent and also in the wallet. */
  | "doublePayouts"
  /** Taken from a card twice, or in a wallet twice. */
  | "doubleDeposits"
  /** Any other difference. */
  | "mismatches";

export type Fault = {
  readonly kind: FaultKind;
  /** The payment, or the account at the stand-in. */
  readonly about: string;
  readonly what: string;
};

type Record = Pick<Standin, "sessions" | "charges" | "payouts">;

/** What the stand-in did with one payment, in minor units. */
type Theirs = {
  /** Paid with cards, how often, and what of it was taken back and not given back. */
  paidIn: number;
  timesPaid: number;
  takenBack: number;
  /** On its way to the person, or there; how often; and how often it left the platform. */
  sentOut: number;
  timesSent: number;
  timesTransferred: number;
};

/** All that the ledger moved in the owner's wallet and account of what is owed; and what of that came as deposits. */
type Ours = { readonly moved: number; readonly deposited: number };

/** Everything that is not as it must be about the payments of these people. */
export async function findFaults(
  record: Record,
  people: readonly Id<"usr">[],
): Promise<readonly Fault[]> {
  const [theirs, ours] = [readRecord(record), await readLedger(people)];
  const rows = await getDb()
    .select({ id: payments.id, direction: payments.direction })
    .from(payments)
    .where(inArray(payments.userId, [...people]));
  return rows.flatMap(({ id, direction }) => {
    const did = theirs.get(id) ?? nothing();
    const have = ours.get(`payment:${id}`) ?? { moved: 0, deposited: 0 };
    const kind = direction === "deposit" ? judgeDeposit(did, have) : judgePayout(did, have);
    return kind === null
      ? []
      : [{ kind, about: id, what: `${JSON.stringify(did)} there, ${JSON.stringify(have)} here` }];
  });
}

/** What stays on people's own accounts at the stand-in belongs to nobody: it was neither paid out nor taken back. */
export function findStranded({ payouts }: Record, accounts: readonly string[]): Fault[] {
  return accounts.flatMap((about) => {
    const left = payouts.balanceOf(about);
    return left === 0 ? [] : [{ kind: "mismatches", about, what: `${left} stay on it` } as const];
  });
}

function judgeDeposit(
  { paidIn, timesPaid, takenBack }: Theirs,
  { moved, deposited }: Ours,
): FaultKind | null {
  if (timesPaid > 1 || deposited > paidIn) return "doubleDeposits";
  const excess = moved - (paidIn - takenBack);
  if (excess === 0 && deposited === paidIn) return null;
  return excess < 0 || deposited < paidIn ? "lost" : "mismatches";
}

function judgePayout(
  { sentOut, timesSent, timesTransferred }: Theirs,
  { moved }: Ours,
): FaultKind | null {
  if (timesSent > 1 || timesTransferred > 1) return "doublePayouts";
  const excess = moved + sentOut;
  if (excess === 0) return null;
  return excess > 0 ? "doublePayouts" : "lost";
}

const nothing = (): Theirs => ({
  paidIn: 0,
  timesPaid: 0,
  takenBack: 0,
  sentOut: 0,
  timesSent: 0,
  timesTransferred: 0,
});

function readRecord({ sessions, charges, payouts }: Record): Map<string, Theirs> {
  const all = new Map<string, Theirs>();
  const of = (payment: string) => {
    const known = all.get(payment) ?? nothing();
    all.set(payment, known);
    return known;
  };
  const paidBy = new Map<string, string>();
  for (const {
    client_reference_id,
    payment_status,
    payment_intent,
    amount_total,
  } of sessions.values()) {
    if (payment_status !== "paid" || !payment_intent) continue;
    paidBy.set(payment_intent.id, client_reference_id);
    of(client_reference_id).paidIn += amount_total;
    of(client_reference_id).timesPaid += 1;
  }
  for (const { payment_intent, balance_transactions } of charges.disputes.values()) {
    const deposit = of(paidBy.get(payment_intent) ?? "");
    for (const { amount } of balance_transactions) deposit.takenBack -= amount;
  }
  for (const { payment_intent, metadata, amount, status } of charges.refunds.values()) {
    if (status === "failed") continue;
    if (metadata.withdrawal === undefined) {
      of(paidBy.get(payment_intent) ?? "").takenBack += amount;
      continue;
    }
    of(metadata.withdrawal).sentOut += amount;
    of(metadata.withdrawal).timesSent += 1;
  }
  for (const { payout } of payouts.payouts.values()) {
    if (payout.status === "failed") continue;
    of(payout.metadata.payment).sentOut += payout.amount;
    of(payout.metadata.payment).timesSent += 1;
  }
  for (const { transfer_group, reversed } of payouts.transfers.values()) {
    if (!reversed) of(transfer_group).timesTransferred += 1;
  }
  return all;
}

async function readLedger(people: readonly Id<"usr">[]): Promise<Map<string, Ours>> {
  const owners = sql.join(
    people.map((owner) => sql`${owner}`),
    sql`, `,
  );
  const rows = await getDb().execute<{ reference: string; moved: string; deposited: string }>(sql`
    select transfer.reference, sum(entry.amount) as moved,
      coalesce(sum(entry.amount) filter (where transfer.kind = 'deposit'), 0) as deposited
    from ledger.accounts account
    join ledger.entries entry on entry.account_id = account.id
    join ledger.transfers transfer on transfer.id = entry.transfer_id
    where account.owner in (${owners}) and account.kind in ('wallet', 'owed')
    group by transfer.reference`);
  return new Map(
    rows.map(({ reference, moved, deposited }) => [
      reference,
      { moved: Number(moved), deposited: Number(deposited) },
    ]),
  );
}
