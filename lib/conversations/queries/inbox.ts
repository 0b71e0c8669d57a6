import { and, eq, ilike, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { inboxes, jobs, participants } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { momentAt } from "#lib/time";
import type { InboxFilter } from "../policy.ts";
import {
  type InboxPage,
  type InboxPageInput,
  type InboxStanding,
  inboxPageInput,
} from "../schema.ts";
import {
  isOneOf,
  otherName,
  own,
  previewBody,
  selectConversationRows,
  toConversationRow,
} from "./conversations.ts";

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
    .where(and(eq(participants.userId, userId), isUnread(participants)));
  return {
    seq: numbers?.seq ?? 0,
    unreadConversations: numbers?.unread ?? 0,
    unreadNotifications: numbers?.notifications ?? 0,
  };
}

/**
 * One page of the inbox, newest message first; a cursor stays valid while conversations move up. `q` is searched for in
 * the other person's name, the job's title and the preview.
 */
export async function listInbox(
  actor: Actor,
  input: InboxPageInput = {},
  reader: Reader = getDb(),
): Promise<InboxPage> {
  const { filter, q, cursor } = inboxPageInput.parse(input);
  // First, so that `seq` is never ahead of the rows: what happens in between comes again as a change.
  const standing = await getInboxStanding(actor, reader);
  const side = q === "" ? participants : own;
  const inOrder = sql`${side.lastMessageAt} desc nulls last, ${side.conversationId} desc nulls last`;
  const isWanted = and(
    eq(side.userId, actor.userId),
    isNotNull(side.lastMessageAt),
    matchesFilter(side, filter),
    afterCursor(side, cursor),
  );
  // A search needs everything joined; otherwise one side's index finds the page, and only its rows are joined.
  const page = sql`
    select ${participants.conversationId} from ${participants} where ${isWanted} order by ${inOrder} limit ${INBOX_PAGE + 1}`;
  const records = await selectConversationRows(reader)
    .where(q === "" ? isOneOf(actor, page) : and(isWanted, matchesWords(q)))
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

/** One side of a conversation, alone or joined with what is shown of it. */
type Side = typeof participants | typeof own;

function isUnread(side: Side): SQL {
  return sql`${side.archivedAt} is null and (${side.unreadCount} > 0 or ${side.isMarkedUnread})`;
}

function matchesFilter(side: Side, filter: InboxFilter): SQL | undefined {
  switch (filter) {
    case "all":
      return isNull(side.archivedAt);
    case "unread":
      return isUnread(side);
    case "archived":
      return isNotNull(side.archivedAt);
  }
}

function matchesWords(q: string): SQL | undefined {
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(otherName, pattern), ilike(jobs.title, pattern), ilike(previewBody, pattern));
}

/** A made-up cursor counts as none: the list starts from the beginning. */
function afterCursor(side: Side, cursor: string | undefined): SQL | undefined {
  const parts = /^(\d{1,15})~(cnv_[0-9a-z]{26})$/.exec(cursor ?? "");
  const at = parts && momentAt(Number(parts[1]));
  if (!at) return undefined;
  return sql`(${side.lastMessageAt}, ${side.conversationId}) < (${at.toISOString()}::timestamptz, ${parts[2]})`;
}
