import type { Sql } from "postgres";
import { makeFreelancer } from "#db/testing/factories";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";

const CLIENTS = 500;
export const CONVERSATIONS = 5_000;
export const LONG_MESSAGES = 1_000_000;
export const CHANGES = 10_000;
const MESSAGES_EACH = 10;

/** A freelancer with a long history: many conversations, one of them endless, and many missed changes. */
export type Veteran = { readonly actor: Actor; readonly longConversationId: Id<"cnv"> };

/**
 * Writes the veteran's rows as years of use would have left them, in few statements: 5,000 conversations with 500
 * clients and 10 messages each, the first with a million messages, every third conversation unread, and 10,000 changes.
 */
export async function fillConversations(owner: Sql): Promise<Veteran> {
  const actor = await makeFreelancer({ name: "Vera Lang" });
  const me = actor.userId;
  await owner.begin(async (sql) => {
    // The rows are right by construction; checking each against its neighbours would take minutes.
    await sql`set local session_replication_role = replica`;
    await sql.unsafe(`
      insert into users (id, email, password_hash, role, name, handle, created_at, onboarded_at, email_verified_at)
      select ${idOf("usr", "n")}, 'bench-' || n || '@example.com', '', 'client', 'Person ' || n, 'bench-' || n, now(), now(), now()
      from generate_series(1, ${CLIENTS}) n;
      insert into client_profiles (user_id, company_name)
      select ${idOf("usr", "n")}, 'Company ' || n from generate_series(1, ${CLIENTS}) n;
      insert into jobs (id, client_id, request_key, title, description, category, skills, budget_cents, timeline_days,
        release_rule, review_window_days, created_at, updated_at)
      select ${idOf("job", "n")}, ${clientOf("n")}, 'bench-' || n, 'Job number ' || n, 'Something to do', 'data',
        array['SQL'], 100, 7, 'on_approval', 7, now(), now()
      from generate_series(1, ${CONVERSATIONS}) n;
      insert into conversations (id, job_id, client_id, freelancer_id, last_seq, created_at)
      select ${idOf("cnv", "n")}, ${idOf("job", "n")}, ${clientOf("n")}, '${me}', ${lastSeqOf("n")}, now()
      from generate_series(1, ${CONVERSATIONS}) n;
      insert into participants (conversation_id, user_id, last_read_seq, shown_read_seq, unread_count, last_message_at)
      select ${idOf("cnv", "n")}, person, ${lastSeqOf("n")} - unread, ${lastSeqOf("n")} - unread, unread, now() - n * interval '1 minute'
      from generate_series(1, ${CONVERSATIONS}) n, lateral (values (${clientOf("n")}, 0), ('${me}', case when n % 3 = 0 then 2 else 0 end))
        side (person, unread);
      insert into messages (conversation_id, seq, sender_id, client_id, request_hash, body, created_at)
      select ${idOf("cnv", "n")}, seq, case when seq % 2 = 0 then ${clientOf("n")} else '${me}' end,
        'bench-' || n || '-' || seq, '\\x00', 'Message ' || seq || ${SENTENCE}, now() - (${LONG_MESSAGES} - seq) * interval '1 second'
      from generate_series(1, ${CONVERSATIONS}) n, generate_series(1, ${lastSeqOf("n")}) seq;
      insert into inboxes (user_id, last_seq) values ('${me}', ${CHANGES});
      insert into inbox_changes (user_id, seq, conversation_id, kind, message_seq, at)
      select '${me}', seq, ${idOf("cnv", `(seq * 7 % ${CONVERSATIONS} + 1)`)}, 'message', seq % ${MESSAGES_EACH} + 1, now()
      from generate_series(1, ${CHANGES}) seq;
    `);
  });
  await owner`vacuum analyze`;
  await owner`checkpoint`;
  return { actor, longConversationId: `cnv_${"1".padStart(26, "0")}` };
}

const SENTENCE =
  "': the export has twelve columns now, and the last one is empty for everything before March.'";

function idOf(prefix: string, number: string): string {
  return `'${prefix}_' || lpad(${number}::text, 26, '0')`;
}

function clientOf(number: string): string {
  return idOf("usr", `(${number} % ${CLIENTS} + 1)`);
}

function lastSeqOf(number: string): string {
  return `case when ${number} = 1 then ${LONG_MESSAGES} else ${MESSAGES_EACH} end`;
}
