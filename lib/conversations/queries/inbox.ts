import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { conversationNames, inboxes, participants } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { momentAt } from "#lib/time";
import type { InboxFilter } from "../policy.ts";
import {
  type InboxPage,
  type InboxPageInput,
  type InboxStanding,
  inboxPageInput,
} from "../schema.ts";
import { isOneOf, own, selectConversationRows, toConversationRow } from "./conversations.ts";

const INBOX_PAGE = 40;

/**
 * The state of the inbox: the number of its newest change, how many conversations have something unread, and how many
 * notifications. One statement, so the numbers are of one moment.
 */
export async function getInboxStanding(
  { userId }: Actor,
  reader: Reader = getDb(),
): Promise<InboxStanding> {
  const [numbers] = await reader
    .select({
      seq: sql<number>`coalesce((
        select ${inboxes.lastSeq} from ${inboxes} where ${inboxes.userId} = ${userId}), 0)`.mapWith(
        Number,
      ),
      unread: sql<number>`count(*)::int`,
      notifications: sql<number>`notifications_unread(${userId})`,
    })
    .from(participants)
    .where(and(eq(participants.userId, userId), isUnread));
  return {
    seq: numbers?.seq ?? 0,
    unreadConversations: numbers?.unread ?? 0,
    unreadNotifications: numbers?.notifications ?? 0,
  };
}

/**
 * One page of the inbox, newest message first; a cursor stays valid while conversations move up. `q` is searched for in
 * the other person's name and the job's title; `listFoundMessages` finds what was written.
 */
export async function listInbox(
  actor: Actor,
  input: InboxPageInput = {},
  reader: Reader = getDb(),
): Promise<InboxPage> {
  const { filter, q, cursor } = inboxPageInput.parse(input);
  // First, so that `seq` is never ahead of the rows: what happens in between comes again as a change.
  const standing = await getInboxStanding(actor, reader);
  // Found on one side alone, and only what the page shows is joined.
  const page = sql`
    select ${participants.conversationId} from ${participants}
    where ${and(
      eq(participants.userId, actor.userId),
      isNotNull(participants.lastMessageAt),
      matchesFilter(filter),
      afterCursor(cursor),
      q === "" ? undefined : hasName(actor, q),
    )}
    order by ${participants.lastMessageAt} desc nulls last, ${participants.conversationId} desc nulls last
    limit ${INBOX_PAGE + 1}`;
  const records = await selectConversationRows(reader)
    .where(isOneOf(actor, page))
    .orderBy(sql`${own.lastMessageAt} desc nulls last, ${own.conversationId} desc nulls last`)
    .limit(INBOX_PAGE + 1);
  const shown = records.slice(0, INBOX_PAGE);
  const last = shown.at(-1)?.own;
  return {
    rows: shown.map(toConversationRow),
    nextCursor:
      last?.lastMessageAt && records.length > INBOX_PAGE
        ? `${last.lastMessageAt.getTime()}~${last.conversationId}`
        : null,
    ...standing,
  };
}

/**
 * The conversation that a desk opens beside its list: the newest one. Null when a search or the archive is shown, and
 * when it was marked unread by hand, because opening it would undo that.
 */
export async function findConversationToOpen(
  { userId }: Actor,
  { filter, q }: { readonly filter: InboxFilter; readonly q: string },
  reader: Reader = getDb(),
): Promise<Id<"cnv"> | null> {
  if (q !== "" || filter === "archived") return null;
  const [newest] = await reader
    .select({
      conversationId: participants.conversationId,
      isMarkedUnread: participants.isMarkedUnread,
    })
    .from(participants)
    .where(
      and(
        eq(participants.userId, userId),
        isNotNull(participants.lastMessageAt),
        matchesFilter(filter),
      ),
    )
    .orderBy(
      sql`${participants.lastMessageAt} desc nulls last, ${participants.conversationId} desc nulls last`,
    )
    .limit(1);
  return newest && !newest.isMarkedUnread ? newest.conversationId : null;
}

const isUnread = sql`${participants.archivedAt} is null
  and (${participants.unreadCount} > 0 or ${participants.isMarkedUnread})`;

function matchesFilter(filter: InboxFilter): SQL | undefined {
  switch (filter) {
    case "all":
      return isNull(participants.archivedAt);
    case "unread":
      return isUnread;
    case "archived":
      return isNotNull(participants.archivedAt);
  }
}

/**
 * The other person's name, a client by the company's, or the job's title has this text, whatever its case and accents.
 * Of the person's conversations those are found first, and only they are looked at.
 */
function hasName({ userId }: Actor, q: string): SQL {
  const { conversationId, otherName, jobTitle } = conversationNames;
  const pattern = sql`(select '%' || regexp_replace(search_fold(${q}), '([\\\\%_])', '\\\\\\1', 'g') || '%')`;
  return sql`${participants.conversationId} = any(array(
    select ${conversationId} from ${conversationNames}
    where ${conversationNames.userId} = ${userId} and (${otherName} like ${pattern} or ${jobTitle} like ${pattern})))`;
}

/** A made-up cursor counts as none: the list starts from the beginning. */
function afterCursor(cursor: string | undefined): SQL | undefined {
  const parts = /^(\d{1,15})~(cnv_[0-9a-z]{26})$/.exec(cursor ?? "");
  const at = parts && momentAt(Number(parts[1]));
  if (!at) return undefined;
  return sql`(${participants.lastMessageAt}, ${participants.conversationId}) < (${at.toISOString()}::timestamptz, ${parts[2]})`;
}
