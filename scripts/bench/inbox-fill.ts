import { connect } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { makeWords } from "./board-words.ts";

const CONVERSATIONS = 5_000;
const MESSAGES = 200_000;
const CLIENTS = 500;
/** Reading, archiving and what happens on contracts are changes too. */
const CHANGES_EACH = 2.5;

/** The freelancer who has written all this. */
export const VETERAN: Actor = { userId: `usr_${"0".repeat(26)}`, role: "freelancer" };

/**
 * Fills an empty, migrated database with one person's years of conversations, in few statements: 5,000 of them with 500
 * clients, and 200,000 messages in all. The product's own function makes the terms, for this person only: the index
 * leads with the person, so what others find takes no part.
 */
export async function fillInbox(ownerUrl: string, say: (line: string) => void): Promise<void> {
  const owner = connect(ownerUrl, { max: 1 });
  const me = VETERAN.userId;
  say(`${MESSAGES.toLocaleString("en")} messages`);
  try {
    await owner.sql.begin(async (sql) => {
      // The rows are right by construction; checking each against its neighbours would take minutes.
      await sql`set local session_replication_role = replica`;
      await sql`select setseed(0.5)`;
      await sql`
        create temp table words on commit drop as
        select n - 1 as n, word from unnest(${makeWords()}::text[]) with ordinality w (word, n)`;
      await sql.unsafe(`
        drop index message_search_terms;
        insert into search_languages values ('en'), ('de'), ('fr') on conflict do nothing;
        insert into users (id, email, password_hash, role, name, handle, created_at, onboarded_at, email_verified_at)
        select ${idOf("usr", "n")}, 'bench-' || n || '@example.com', '', case n when 0 then 'freelancer' else 'client' end,
          'Person ' || n, 'bench-' || n, now(), now(), now()
        from generate_series(0, ${CLIENTS}) n;
        insert into client_profiles (user_id, company_name)
        select ${idOf("usr", "n")}, (select initcap(word) from words where words.n = 100 + c.n) || ' & Co.'
        from generate_series(1, ${CLIENTS}) c (n);
        insert into jobs (id, client_id, request_key, title, description, category, skills, budget_cents, timeline_days,
          release_rule, review_window_days, language, created_at, updated_at, expires_at)
        select ${idOf("job", "j.n")}, ${clientOf("j.n")}, 'bench-' || j.n, (select string_agg(word, ' ') from words
            where words.n in (j.n % 97, 100 + j.n % 331, 1000 + j.n % 1009, 5000 + j.n)), '', 'data', array['SQL'], 100, 7,
          'on_approval', 7, 'en', now(), now(), now()
        from generate_series(1, ${CONVERSATIONS}) j (n);
        insert into conversations (id, job_id, client_id, freelancer_id, last_seq, created_at)
        select ${idOf("cnv", "n")}, ${idOf("job", "n")}, ${clientOf("n")}, '${me}', ${MESSAGES / CONVERSATIONS}, now()
        from generate_series(1, ${CONVERSATIONS}) n;
        insert into participants (conversation_id, user_id, last_read_seq, shown_read_seq, unread_count, last_message_at, archived_at)
        select ${idOf("cnv", "n")}, person, 0, 0, case when n % 3 = 0 then 2 else 0 end, now() - n * interval '1 minute',
          case when n % 5 = 0 then now() end
        from generate_series(1, ${CONVERSATIONS}) n, lateral (values (${clientOf("n")}), ('${me}')) side (person);
        select name_conversation(conversation_id, user_id) from participants;
        insert into inboxes (user_id, last_seq) values ('${me}', ${MESSAGES * CHANGES_EACH});
        insert into messages (conversation_id, seq, sender_id, client_id, request_hash, body, created_at)
        select ${idOf("cnv", "n")}, seq, case when seq % 2 = 0 then ${clientOf("n")} else '${me}' end, 'bench-' || at, '\\x00',
          body, now() - (${MESSAGES} - at) * interval '10 minutes'
        from (
          select said.at, said.at % ${CONVERSATIONS} + 1 as n, said.at / ${CONVERSATIONS} + 1 as seq, string_agg(word, ' ') as body
          from (select at, floor(power(60000, random()))::int - 1 as n
            from generate_series(0, ${MESSAGES - 1}) at, generate_series(1, 5 + at % 21)) said
          join words on words.n = said.n group by said.at) written;`);
      say("their terms");
      await sql.unsafe(`
        insert into message_search (conversation_id, seq, user_id, segment, sent_at, terms)
        select m.conversation_id, m.seq, p.user_id, p.segment, m.created_at,
          array_to_tsvector(array(select message_search_code(p.user_id, p.segment) || t from unnest(m.terms) t))
        from (
          select *, message_terms(body, 'en') as terms,
            ((seq - 1) * ${CONVERSATIONS} + right(conversation_id, 10)::int) * ${CHANGES_EACH} / 8192 as segment from messages
          offset 0) m
        cross join lateral (values ('${me}', floor(m.segment)::int)) p (user_id, segment);
        set local maintenance_work_mem = '512MB';
        create index message_search_terms on message_search using gin (terms) with (fastupdate = false);`);
    });
    await owner.sql`vacuum analyze`;
    await owner.sql`checkpoint`;
  } finally {
    await owner.close();
  }
}

function idOf(prefix: string, number: string): string {
  return `'${prefix}_' || lpad((${number})::text, 26, '0')`;
}

function clientOf(number: string): string {
  return idOf("usr", `${number} % ${CLIENTS} + 1`);
}
