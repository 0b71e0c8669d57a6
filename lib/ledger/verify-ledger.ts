import { sql } from "drizzle-orm";
import { allowMinutes, getDb, type Reader } from "#db/client";

/** One thing that is not as it must be. */
export type Mismatch = {
  /** The short name of the guarantee that is broken. */
  readonly check: string;
  /** The account, entry or transfer where it was found. */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
};

export type LedgerReport = {
  readonly accounts: number;
  readonly transfers: number;
  readonly entries: number;
  readonly mismatches: readonly Mismatch[];
};

/** How long one check of a large ledger may take. */
const VERIFY_MINUTES = 30;

/** At most this many mismatches of one check are listed. */
const LISTED = 100;

/** Each query selects subject, expected and found for everything that breaks one guarantee. */
const CHECKS: Readonly<Record<string, string>> = {
  "balance equals the sum of the entries": `
    select a.kind || ' ' || a.owner as subject, coalesce(sum(e.amount), 0)::text as expected,
      ledger.balance(a.id)::text as found
    from ledger.accounts a left join ledger.entries e on e.account_id = a.id
    group by a.id having coalesce(sum(e.amount), 0) <> ledger.balance(a.id)`,

  "account row equals its last entry": `
    select a.kind || ' ' || a.owner as subject,
      coalesce(e.seq, 0) || ' ' || coalesce(e.balance_after, 0) || ' ' || coalesce(encode(e.hash, 'hex'), '') as expected,
      a.seq || ' ' || a.balance || ' ' || coalesce(encode(a.last_hash, 'hex'), '') as found
    from ledger.accounts a
    left join lateral (select * from ledger.entries e where e.account_id = a.id order by e.seq desc limit 1) e on true
    where a.id < ledger.first_shared_id() and (
      coalesce(e.seq, 0) <> a.seq or coalesce(e.balance_after, 0) <> a.balance or e.hash is distinct from a.last_hash)`,

  "entries follow one another": `
    select a.kind || ' ' || a.owner || ' entry ' || e.seq as subject,
      e.previous_seq + 1 || ' ' || e.previous_balance + e.amount as expected,
      e.seq || ' ' || coalesce(e.balance_after::text, 'nothing') as found
    from (
      select *, coalesce(lag(seq) over account, 0) as previous_seq,
        coalesce(lag(balance_after) over account, 0) as previous_balance
      from ledger.entries where account_id < ledger.first_shared_id()
      window account as (partition by account_id order by seq)
    ) e join ledger.accounts a on a.id = e.account_id
    where e.seq <> e.previous_seq + 1 or e.balance_after is distinct from e.previous_balance + e.amount`,

  // Covers what a statement prints: whose account, which transfer, how much, the balance, what for (through the
  // request's hash) and when.
  "hash chain": `
    select e.kind || ' ' || e.owner || ' entry ' || e.seq as subject,
      encode(e.expected, 'hex') as expected, coalesce(encode(e.hash, 'hex'), 'nothing') as found
    from (
      select a.kind, a.owner, e.seq, e.hash, ledger.entry_hash(
        coalesce(lag(e.hash) over (partition by e.account_id order by e.seq),
          ledger.account_hash(a.kind, a.owner, a.currency, a.payer_id, a.payee_id)),
        e.account_id, e.seq, e.transfer_id, e.amount, e.balance_after, t.request_hash, t.occurred_at) as expected
      from ledger.entries e join ledger.transfers t on t.id = e.transfer_id
      join ledger.accounts a on a.id = e.account_id
      where e.account_id < ledger.first_shared_id()
    ) e where e.hash is distinct from e.expected`,

  "entries belong to an account and a transfer in their currency": `
    select 'account ' || e.account_id || ' entry ' || e.seq as subject, e.currency::text as expected,
      coalesce(a.currency, 'no account') || ' ' || coalesce(t.currency, 'no transfer') as found
    from ledger.entries e left join ledger.accounts a on a.id = e.account_id
    left join ledger.transfers t on t.id = e.transfer_id
    where a.currency is distinct from e.currency or t.currency is distinct from e.currency`,

  "transfer equals what was requested": `
    select 'transfer ' || t.id as subject, encode(t.request_hash, 'hex') as expected,
      coalesce(encode(t.found, 'hex'), 'no entries') as found
    from (
      select t.id, t.request_hash, ledger.request_hash(t.kind, t.idempotency_key, t.reference, t.currency,
        e.from_id, e.to_id, e.amount, e.fee) as found
      from ledger.transfers t left join (
        select transfer_id, min(account_id) filter (where amount < 0) as from_id,
          min(account_id) filter (where amount > 0) as to_id, greatest(max(amount), -min(amount)) as amount,
          -- Only a release with a fee has a third side.
          case when count(*) = 2 then 0
            else coalesce(max(amount) filter (where account_id >= ledger.first_shared_id()), 0) end as fee
        from ledger.entries group by transfer_id
      ) e on e.transfer_id = t.id
    ) t where t.request_hash is distinct from t.found`,

  "transfer sums to zero": `
    select 'transfer ' || transfer_id as subject, '0 over 2 or more' as expected,
      sum(amount) || ' over ' || count(*) as found
    from ledger.entries group by transfer_id having sum(amount) <> 0 or count(*) < 2`,

  "hold equals held less released less refunded": `
    select 'hold ' || a.owner as subject, e.held || ' ' || e.released || ' ' || e.refunded as expected,
      a.held || ' ' || a.released || ' ' || a.refunded as found
    from ledger.accounts a cross join lateral (
      select coalesce(sum(e.amount) filter (where e.amount > 0), 0) as held,
        coalesce(-sum(e.amount) filter (where e.amount < 0 and t.kind <> 'refund'), 0) as released,
        coalesce(-sum(e.amount) filter (where e.amount < 0 and t.kind = 'refund'), 0) as refunded
      from ledger.entries e join ledger.transfers t on t.id = e.transfer_id where e.account_id = a.id
    ) e
    where a.kind = 'hold' and (a.held, a.released, a.refunded) is distinct from (e.held, e.released, e.refunded)`,

  "wallets and holds are not negative": `
    select kind || ' ' || owner as subject, '0 or more' as expected, balance::text as found
    from ledger.accounts where kind in ('wallet', 'hold') and balance < 0`,

  "what is owed is never positive": `
    select kind || ' ' || owner as subject, '0 or less' as expected, balance::text as found
    from ledger.accounts where kind = 'owed' and balance > 0`,

  "who owes has an empty wallet that settles it": `
    select 'owed ' || owed.owner as subject, 'an empty wallet' as expected,
      coalesce(wallet.balance || ' with ' || coalesce(wallet.owed_id::text, 'nothing'), 'no wallet') as found
    from ledger.accounts owed
    left join ledger.accounts wallet on wallet.kind = 'wallet' and wallet.owner = owed.owner
    where owed.kind = 'owed' and owed.balance < 0
      and (wallet.balance is distinct from 0 or wallet.owed_id is distinct from owed.id)`,

  "fees are the operator’s, and what a provider keeps touches no wallet": `
    select 'transfer ' || t.id as subject, 'accounts of the operator' as expected,
      a.kind || ' ' || a.owner || ' ' || e.amount as found
    from ledger.transfers t join ledger.entries e on e.transfer_id = t.id join ledger.accounts a on a.id = e.account_id
    where (t.kind = 'processor_fee' and a.kind not in ('platform', 'external'))
      or (t.kind = 'release' and (a.kind not in ('hold', 'wallet', 'platform') or (a.kind = 'platform' and e.amount <= 0)))`,

  "what is given back goes from wallet to wallet": `
    select 'transfer ' || t.id as subject, 'two wallets' as expected,
      string_agg(a.kind::text, ' and ' order by e.amount) as found
    from ledger.transfers t join ledger.entries e on e.transfer_id = t.id join ledger.accounts a on a.id = e.account_id
    where t.kind = 'give_back' group by t.id having bool_or(a.kind <> 'wallet') or count(*) <> 2`,

  "everything sums to zero": `
    select 'all accounts' as subject, '0' as expected, sum(ledger.balance(id))::text as found
    from ledger.accounts having sum(ledger.balance(id)) <> 0`,
};

/**
 * Recomputes every balance, sequence, hold and hash from the entries, in one snapshot, and reports what does not
 * agree. Reads only; safe on a live database.
 */
export async function verifyLedger(reader: Reader = getDb()): Promise<LedgerReport> {
  return reader.transaction(
    async (tx) => {
      await allowMinutes(tx, VERIFY_MINUTES);
      const [counts] = await tx.execute<{
        accounts: number;
        transfers: number;
        entries: number;
      }>(sql`
        select (select count(*)::int from ledger.accounts) as accounts,
          (select count(*)::int from ledger.transfers) as transfers,
          (select count(*)::int from ledger.entries) as entries`);
      if (!counts) throw new Error("The ledger could not be counted");
      const mismatches: Mismatch[] = [];
      for (const [check, query] of Object.entries(CHECKS)) {
        const rows = await tx.execute<Omit<Mismatch, "check">>(sql.raw(`${query} limit ${LISTED}`));
        mismatches.push(...rows.map((row) => ({ check, ...row })));
      }
      return { ...counts, mismatches };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}
