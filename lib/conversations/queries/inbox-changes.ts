import { driverOf, type Reader } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import type { InboxChange } from "../schema.ts";

/** How many changes one answer carries. */
export const DELTA_MAX = 100;

export type ChangeRow = {
  readonly seq: number;
  readonly conversationId: Id<"cnv">;
  readonly kind: InboxChange["kind"];
  readonly messageSeq: number | null;
};

export type Changes = {
  readonly latestSeq: number;
  readonly unreadConversations: number;
  readonly changes: readonly ChangeRow[];
};

type Row = {
  lastSeq: string;
  prunedSeq: string;
  unread: number;
  seq: string | null;
  conversationId: Id<"cnv">;
  kind: InboxChange["kind"];
  messageSeq: string | null;
};

/**
 * The person's next changes after `since`, in order and without a gap, with the numbers of the same moment: it is one
 * statement, so nothing can be removed or added in between. Throws `resync_required` when some of them are no longer
 * kept, or when `since` has not been reached (a database that was restored).
 */
export async function listChangesSince(
  reader: Reader,
  { userId }: Actor,
  since: number,
): Promise<Changes> {
  const rows = await driverOf(reader)<Row[]>`
    select i.last_seq as "lastSeq", i.pruned_seq as "prunedSeq",
      (select count(*)::int from participants where user_id = ${userId} and archived_at is null
        and (unread_count > 0 or is_marked_unread)) as unread,
      c.seq, c.conversation_id as "conversationId", c.kind, c.message_seq as "messageSeq"
    from inboxes i left join lateral (
      select * from inbox_changes where user_id = i.user_id and seq > ${since} order by seq limit ${DELTA_MAX}
    ) c on true
    where i.user_id = ${userId} order by c.seq`;
  const latestSeq = Number(rows[0]?.lastSeq ?? 0);
  if (since > latestSeq || since < Number(rows[0]?.prunedSeq ?? 0)) {
    throw new DomainError("resync_required");
  }
  const changes = rows.flatMap(({ seq, conversationId, kind, messageSeq }) =>
    seq === null
      ? []
      : {
          seq: Number(seq),
          conversationId,
          kind,
          messageSeq: messageSeq === null ? null : Number(messageSeq),
        },
  );
  return { latestSeq, unreadConversations: rows[0]?.unread ?? 0, changes };
}
