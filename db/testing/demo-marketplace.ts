import type { Actor, Role } from "#lib/auth/actor";
import { isId } from "#lib/ids";
import type { Connection } from "../client.ts";

/**
 * Everything that people could notice in a marketplace, except ids and dates, as lines: for each person and job in the
 * order of events.
 */
export async function describeMarketplace({ sql }: Connection): Promise<string[]> {
  const parts = [
    sql`
      select 'person ' || concat_ws(' | ', email, role, name, handle, c.company_name, c.website,
        c.size, c.location, c.about, f.headline, f.bio,
        f.skills::text, f.hourly_rate_cents, f.location, f.availability,
        f.languages::text, f.time_zone) as line
      from users u
      left join client_profiles c on c.user_id = u.id
      left join freelancer_profiles f on f.user_id = u.id order by u.id`,
    sql`
      select 'job ' || concat_ws(' | ', u.email, title, description, category, skills::text, budget_cents,
        timeline_days, release_rule, review_window_days, status) as line
      from jobs j join users u on u.id = j.client_id order by j.id`,
    sql`
      select 'proposal ' || concat_ws(' | ', j.title, u.email, cover_letter, price_cents, p.timeline_days,
        p.status, decline_reason, shortlisted_at is not null) as line
      from proposals p join jobs j on j.id = p.job_id join users u on u.id = p.freelancer_id order by p.id`,
    sql`
      select 'event ' || concat_ws(' | ', j.title, e.kind, u.email, amount_cents, held_after_cents, details) as line
      from job_events e join jobs j on j.id = e.job_id left join users u on u.id = e.actor_id order by j.title, e.id`,
    sql`
      select 'submission ' || concat_ws(' | ', j.title, number, note, changes_note) as line
      from submissions s join contracts c on c.id = s.contract_id join jobs j on j.id = c.job_id order by s.id`,
    sql`
      select 'review ' || concat_ws(' | ', j.title, rating, text) as line
      from reviews r join contracts c on c.id = r.contract_id join jobs j on j.id = c.job_id order by r.id`,
    sql`
      select 'saved ' || concat_ws(' | ', u.email, j.title) as line
      from saved_jobs s join users u on u.id = s.user_id join jobs j on j.id = s.job_id
      order by s.created_at, u.email`,
    sql`
      select 'message ' || concat_ws(' | ', j.title, f.email, m.seq, u.email, m.body) as line
      from messages m join conversations c on c.id = m.conversation_id join jobs j on j.id = c.job_id
      join users f on f.id = c.freelancer_id join users u on u.id = m.sender_id order by j.title, f.email, m.seq`,
    sql`
      select 'file ' || concat_ws(' | ', u.email, purpose, f.name, type, size_bytes, encode(sha256, 'hex'), width, height,
        status, preview) as line
      from files f join users u on u.id = f.owner_id order by purpose, f.name`,
    sql`
      select 'inbox ' || concat_ws(' | ', u.email, j.title, p.last_read_seq, p.unread_count,
        p.archived_at is not null) as line
      from participants p join conversations c on c.id = p.conversation_id join jobs j on j.id = c.job_id
      join users u on u.id = p.user_id order by u.email, j.title, c.id`,
    sql`
      select 'payment ' || concat_ws(' | ', u.email, direction, amount_cents, status, method, failure_reason) as line
      from payments p join users u on u.id = p.user_id order by p.id`,
    sql`
      select 'entry ' || concat_ws(' | ', u.email, e.seq, t.kind, e.amount, e.balance_after) as line
      from ledger.entries e join ledger.accounts a on a.id = e.account_id
      join ledger.transfers t on t.id = e.transfer_id
      join users u on u.id = a.owner order by u.email, e.seq`,
  ];
  const lines: string[] = [];
  for (const part of parts) for (const row of await part) lines.push(String(row.line));
  return lines;
}

/** The person with this e-mail address, as an actor. */
export async function findPerson({ sql }: Connection, email: string): Promise<Actor> {
  const [row] = await sql<{ id: string; role: Role }[]>`
    select id, role from users where email = ${email}`;
  if (!row || !isId("usr", row.id)) throw new Error(`There is nobody called ${email}`);
  return { userId: row.id, role: row.role };
}
