import type { Id } from "#lib/ids";
import { driverOf, getDb } from "../client.ts";

type Row = { what: string; expected: string; found: string };

/**
 * Counts everything in a conversation again from its messages, by the definitions alone, and both people's changes.
 * Returns the differences from the stored counts; empty when they are right.
 */
export async function recountInboxes(conversationId: Id<"cnv">): Promise<Row[]> {
  const rows = await driverOf(getDb())<Row[]>`
    with sides as (
      select p.*, c.last_seq,
        (select count(*) from messages m where m.conversation_id = c.id and m.seq > p.last_read_seq
          and m.sender_id <> p.user_id and m.deleted_at is null) as unread,
        (select count(*) from messages m where m.conversation_id = c.id) as messages,
        (select max(m.seq) from messages m where m.conversation_id = c.id) as newest,
        (select max(m.created_at) from messages m where m.conversation_id = c.id) as newest_at,
        (select count(*) from inbox_changes i where i.user_id = p.user_id) as changes
      from participants p join conversations c on c.id = p.conversation_id
      where c.id = ${conversationId}
    ), figures as (
      select 'unread of ' || user_id as what, unread::text as expected, unread_count::text as found from sides
      union all select 'messages', messages::text, last_seq::text from sides
      union all select 'newest message', coalesce(newest, 0)::text, last_seq::text from sides
      union all select 'moment of the newest', newest_at::text, last_message_at::text from sides
      union all select 'not beyond the newest', least(last_read_seq, last_seq)::text, last_read_seq::text from sides
      union all select 'changes of ' || sides.user_id, changes::text, inboxes.last_seq::text
        from sides join inboxes on inboxes.user_id = sides.user_id
    )
    select * from figures where expected is distinct from found`;
  return [...rows];
}
