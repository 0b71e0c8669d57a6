import type { Sql } from "postgres";
import type { Actor } from "#lib/auth/actor";

const ADMIN = "usr_".padEnd(30, "9");

/**
 * An instance with `people` accounts and ten times as many entries in the audit, as many mails and payments as accounts,
 * and the tasks that the worker has done. Little of it needs a person. Returns an admin.
 */
export async function fillHouse(owner: Sql, people: number): Promise<Actor> {
  await owner.begin(async (sql) => {
    // The rows are right by construction, and no entry of the audit is to come of each.
    await sql`set local session_replication_role = replica`;
    await sql.unsafe(`
      insert into users (id, email, password_hash, role, name, handle, created_at, onboarded_at, email_verified_at)
      select 'usr_' || lpad(n::text, 26, '0'), n || '@example.com', '', case when n % 3 = 0 then 'client' else 'freelancer' end,
        'Person ' || n, 'person-' || n, now(), now(), now()
      from generate_series(1, ${people}) n
      union all select '${ADMIN}', 'admin@example.com', '', 'admin', 'Admin', 'the-admin', now(), now(), now();
      insert into audit_entries (at, kind, person_id, actor_id)
      select now() - (${people * 10} - n) * interval '30 seconds', (array['signed_in', 'signed_out', 'money_moved'])[1 + n % 3],
        'usr_' || lpad((n % ${people} + 1)::text, 26, '0'), 'usr_' || lpad((n % ${people} + 1)::text, 26, '0')
      from generate_series(1, ${people * 10}) n;
      insert into mails (id, user_id, to_name, to_address, topic, subject, body, html, notification_ids, is_worth_keeping,
        status, created_at, ended_at)
      select 'mal_' || lpad(n::text, 26, '0'), 'usr_' || lpad(n::text, 26, '0'), 'Person', n || '@example.com', 'work',
        'Hired', 'Hello', 'Hello', '{}', true, case when n % 1000 = 0 then 'refused' else 'sent' end,
        now() - n * interval '1 minute', now() - n * interval '1 minute'
      from generate_series(1, ${people}) n;
      insert into payments (id, user_id, direction, amount_cents, status, method, method_token, provider, request_key,
        created_at, finished_at)
      select 'pay_' || lpad(n::text, 26, '0'), 'usr_' || lpad(n::text, 26, '0'), 'deposit', 10000,
        case when n % 200 = 0 then 'pending' else 'settled' end, 'Card ··4242', 'token', 'sandbox', 'bench-' || n,
        now() - n * interval '1 minute', case when n % 200 = 0 then null else now() end
      from generate_series(1, ${people}) n;
      insert into cases (id, subject_kind, subject, person_id, opened_at, closed_at, outcome)
      select 'cas_' || lpad(n::text, 26, '0'), 'conversation', 'cnv_' || lpad(n::text, 26, '0'),
        'usr_' || lpad(n::text, 26, '0'), now(), case when n % 10 = 0 then null else now() end,
        case when n % 10 = 0 then null else 'no_action' end
      from generate_series(1, ${Math.ceil(people / 50)}) n;
      insert into ledger_checks (checked_at, entries, mismatches)
      select now() - n * interval '1 day', ${people}, 0 from generate_series(0, 89) n;
      insert into pgboss.job (name, singleton_key, data, state, created_on, started_on, completed_on)
      select 'clock', 'clock ' || n % 20, '{"task": "clock", "input": {}}', 'completed', now(), now(),
        now() - n * interval '1 second'
      from generate_series(1, ${Math.ceil(people / 5)}) n;`);
  });
  await owner`vacuum analyze`;
  await owner`checkpoint`;
  return { userId: `usr_${ADMIN.slice(4)}`, role: "admin" };
}
