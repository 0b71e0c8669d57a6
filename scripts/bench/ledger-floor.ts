import type { Sql } from "postgres";
import { driverOf, getDb } from "#db/client";

/** The account that every posting touches, locked last as in the ledger. */
export const HOT = 1_000_000;

/**
 * The cost of writing the same rows unchecked: tables without constraints except their primary keys, and one plpgsql
 * function that updates two accounts and inserts a transfer and two entries.
 */
export async function createFloor(owner: Sql, accounts: number, transfers: number): Promise<void> {
  await owner.unsafe(`
    drop schema if exists floor cascade;
    create schema floor;
    create table floor.accounts (
      id bigint primary key, balance bigint not null, seq bigint not null
    ) with (fillfactor = 60);
    create table floor.transfers (
      id bigint generated always as identity primary key, kind text, idempotency_key text, request_hash bytea,
      reference text, currency char(3), occurred_at timestamptz, recorded_at timestamptz default clock_timestamp()
    );
    create table floor.entries (
      account_id bigint, seq bigint, transfer_id bigint, currency char(3), amount bigint, balance_after bigint,
      hash bytea, primary key (account_id, seq)
    );
    create function floor.post(
      p_kind text, p_key text, p_reference text, p_currency text, p_occurred_at timestamptz,
      p_from bigint, p_to bigint, p_amount bigint
    ) returns bigint language plpgsql as $$
    declare
      v_id bigint; v_from_balance bigint; v_from_seq bigint; v_to_balance bigint; v_to_seq bigint;
    begin
      insert into floor.transfers (kind, idempotency_key, request_hash, reference, currency, occurred_at)
      values (p_kind, p_key, '\\x00', p_reference, p_currency, p_occurred_at) returning id into v_id;
      update floor.accounts set balance = balance - p_amount, seq = seq + 1 where id = p_from
      returning balance, seq into v_from_balance, v_from_seq;
      update floor.accounts set balance = balance + p_amount, seq = seq + 1 where id = p_to
      returning balance, seq into v_to_balance, v_to_seq;
      insert into floor.entries (account_id, seq, transfer_id, currency, amount, balance_after, hash) values
        (p_from, v_from_seq, v_id, p_currency, -p_amount, v_from_balance, '\\x00'),
        (p_to, v_to_seq, v_id, p_currency, p_amount, v_to_balance, '\\x00');
      return v_id;
    end $$;
    grant usage on schema floor to public;
    grant select, insert, update on all tables in schema floor to public;
    insert into floor.accounts select n, 0, ${Math.ceil((2 * transfers) / accounts)} from generate_series(1, ${accounts}) n;
    insert into floor.accounts values (${HOT}, 0, 0);
    insert into floor.transfers (kind, idempotency_key, reference, currency, occurred_at)
    select 'release', 'fill:' || n, 'bench', 'EUR', now() from generate_series(1, ${transfers}) n;
    insert into floor.entries
    select n % ${accounts} + 1, n / ${accounts} + 1, n / 2 + 1, 'EUR', 1, n, '\\x00' from generate_series(0, ${2 * transfers - 1}) n;
  `);
}

/** One bare transfer through the same driver path as lib/ledger: a Drizzle transaction, one prepared call. */
export function postFloor(key: string, from: number, to: number): Promise<unknown> {
  // In ascending order, so that the floor has no deadlocks either.
  const [first, second] = from < to ? [from, to] : [to, from];
  return getDb().transaction(
    (tx) => driverOf(tx)`
      select floor.post('release', ${key}, 'bench', 'EUR', ${new Date().toISOString()}, ${String(first)}, ${String(second)}, '1')`,
  );
}
