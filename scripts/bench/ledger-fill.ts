import type { Sql } from "postgres";

/**
 * Fills the ledger as postings would have, with `holds` wallets and as many holds, each with money left for its payee.
 * Every row, number and hash is right, and `ledger:verify` finds nothing. It takes few statements, because posting one
 * by one would take many minutes. Writes 4 entries per hold.
 */
export async function fillLedger(owner: Sql, holds: number): Promise<void> {
  await owner.unsafe(`
    select ledger.open_account('external', 'outside', 'EUR');
    insert into ledger.accounts (id, kind, owner, currency)
    select nextval('ledger.account_ids'), 'wallet', 'wallet' || n, 'EUR' from generate_series(1, ${holds}) n;
    insert into ledger.accounts (id, kind, owner, currency, payer_id, payee_id)
    select nextval('ledger.account_ids'), 'hold', 'hold' || n, 'EUR', payer.id, payee.id
    from generate_series(1, ${holds}) n
    join ledger.accounts payer on payer.kind = 'wallet' and payer.owner = 'wallet' || n
    join ledger.accounts payee on payee.kind = 'wallet' and payee.owner = 'wallet' || (n % ${holds} + 1);
  `);
  await owner.unsafe("analyze ledger.accounts");
  await fillRound(owner, "deposit", 10_000_000);
  await fillRound(owner, "hold", 9_000_000);
}

/** Releases one cent from every hold `rounds` more times: 2 entries per hold and round. */
export async function fillReleases(owner: Sql, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await fillRound(owner, "release", 1);
}

/** One transfer per hold, wallet or payee, as ledger.post would write it; the rules are not checked here. */
async function fillRound(owner: Sql, kind: Kind, amount: number): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql.unsafe(`
      create temporary table round on commit drop as
      select row_number() over () as n, key, from_id, to_id,
        ledger.request_hash('${kind}', key, 'bench', 'EUR', from_id, to_id, ${amount}) as request_hash
      from (${PAIRS[kind]}) pair (key, from_id, to_id)
    `);
    await sql.unsafe(`
      with posted as (
        insert into ledger.transfers (kind, idempotency_key, request_hash, reference, currency, occurred_at)
        select '${kind}', key, request_hash, 'bench', 'EUR', now() from round
        returning id, idempotency_key, occurred_at
      ), sides as (
        select p.id as transfer_id, p.occurred_at, r.request_hash, side.account_id, side.amount
        from posted p join round r on r.key = p.idempotency_key
        cross join lateral (values (r.from_id, -${amount}::bigint), (r.to_id, ${amount}::bigint)) side (account_id, amount)
      ), changed as (
        update ledger.accounts a set balance = a.balance + s.amount, seq = a.seq + 1,
          held = a.held + case when a.kind = 'hold' and s.amount > 0 then s.amount else 0 end,
          released = a.released - case when a.kind = 'hold' and s.amount < 0 then s.amount else 0 end,
          last_hash = ledger.entry_hash(
            coalesce(a.last_hash, ledger.account_hash(a.kind, a.owner, a.currency, a.payer_id, a.payee_id)),
            a.id, a.seq + 1, s.transfer_id, s.amount, a.balance + s.amount, s.request_hash, s.occurred_at)
        from sides s where a.id = s.account_id and a.kind <> 'external'
        returning a.id, a.seq, s.transfer_id, s.amount, a.balance, a.last_hash
      )
      insert into ledger.entries (account_id, seq, transfer_id, currency, amount, balance_after, hash, xid)
      select id, seq, transfer_id, 'EUR', amount, balance, last_hash, null::xid8 from changed
      union all
      select account_id, nextval('ledger.shared_entry_seq'), transfer_id, 'EUR', amount, null, null, pg_current_xact_id()
      from sides where account_id >= ledger.first_shared_id()
    `);
  });
}

const PAIRS = {
  deposit: `select 'fill:deposit:' || id, (select id from ledger.accounts where kind = 'external'), id
    from ledger.accounts where kind = 'wallet'`,
  hold: `select 'fill:hold:' || id, payer_id, id from ledger.accounts where kind = 'hold' and owner like 'hold%'`,
  release: `select 'fill:release:' || id || ':' || seq, id, payee_id from ledger.accounts where kind = 'hold' and owner like 'hold%'`,
} as const;

type Kind = keyof typeof PAIRS;
