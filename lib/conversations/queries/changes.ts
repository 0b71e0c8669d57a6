import { driverOf, getDb, type Reader } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import type { InboxChange, InboxDelta } from "../schema.ts";
import { listConversationRows } from "./conversations.ts";
import { listMessagesByKey, type MessageKey } from "./messages.ts";

/**
 * The number of the person's newest change, 0 before the first. One row by its key: polls that find nothing end here.
 */
export async function getInboxSeq({ userId }: Actor, reader: Reader = getDb()): Promise<number> {
  // Written for the driver: every open browser asks this every few seconds.
  const [row] = await driverOf(reader)<{ seq: string }[]>`
    select last_seq as seq from inboxes where user_id = ${userId}`;
  return Number(row?.seq ?? 0);
}

/**
 * What changed for the person after change `since`, a bounded part of it, in order and without a gap. Messages and rows
 * are as they are now, so applying a change twice or late does no harm. Throws `resync_required`.
 */
export async function getInboxDelta(
  actor: Actor,
  since: number,
  reader: Reader = getDb(),
): Promise<InboxDelta> {
  const { latestSeq, unreadConversations, unreadNotifications, changes } = await listChangesSince(
    reader,
    actor,
    since,
  );
  const conversationIds = [
    ...new Set(changes.flatMap(({ conversationId }) => conversationId ?? [])),
  ];
  const keys = new Map<string, MessageKey>(
    changes.flatMap(({ kind, conversationId, messageSeq }) =>
      messageSeq !== null &&
      conversationId !== null &&
      (kind === "message" || kind === "edit" || kind === "delete" || kind === "reaction")
        ? [[`${conversationId} ${messageSeq}`, { conversationId, seq: messageSeq }] as const]
        : [],
    ),
  );
  const [found, rows] = await Promise.all([
    listMessagesByKey(reader, [...keys.values()]),
    listConversationRows(reader, actor, conversationIds),
  ]);
  const messageOf = new Map(
    found.map((message) => [`${message.conversationId} ${message.seq}`, message]),
  );
  return {
    changes: changes.map(({ seq, conversationId, kind, messageSeq }) => {
      const key = `${conversationId} ${messageSeq}`;
      const message = keys.has(key) && kind !== "read" ? (messageOf.get(key) ?? null) : null;
      return { seq, conversationId, kind, message };
    }),
    rows,
    seq: changes.at(-1)?.seq ?? latestSeq,
    latestSeq,
    unreadConversations,
    unreadNotifications,
  };
}

/** How many changes one answer carries. */
const DELTA_MAX = 100;

type ChangeRow = {
  readonly seq: number;
  readonly conversationId: Id<"cnv"> | null;
  readonly kind: InboxChange["kind"];
  readonly messageSeq: number | null;
};

type Changes = {
  readonly latestSeq: number;
  readonly unreadConversations: number;
  readonly unreadNotifications: number;
  readonly changes: readonly ChangeRow[];
};

type Row = {
  lastSeq: string;
  prunedSeq: string;
  unread: number;
  notifications: number;
  seq: string | null;
  conversationId: Id<"cnv"> | null;
  kind: InboxChange["kind"];
  messageSeq: string | null;
};

/**
 * The person's next changes after `since`, in order and without a gap, with the numbers of the same moment: one
 * statement, so nothing can be removed or added in between. Throws `resync_required` when some of them are no longer
 * kept, or when `since` has not been reached (a restored database).
 */
async function listChangesSince(
  reader: Reader,
  { userId }: Actor,
  since: number,
): Promise<Changes> {
  const rows = await driverOf(reader)<Row[]>`
    select i.last_seq as "lastSeq", i.pruned_seq as "prunedSeq",
      (select count(*)::int from participants where user_id = ${userId} and archived_at is null
        and (unread_count > 0 or is_marked_unread)) as unread,
      notifications_unread(i.user_id) as notifications,
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
  return {
    latestSeq,
    unreadConversations: rows[0]?.unread ?? 0,
    unreadNotifications: rows[0]?.notifications ?? 0,
    changes,
  };
}
