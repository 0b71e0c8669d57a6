import { and, eq, ilike, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { jobs, type participants } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { InboxFilter } from "../schema.ts";
import { otherName, own, previewBody } from "./conversation-rows.ts";

/** The actor's sides of these conversations, each looked up by its key. */
export function isOneOf(actor: Actor, conversationIds: SQL): SQL | undefined {
  return and(
    eq(own.userId, actor.userId),
    sql`${own.conversationId} = any(array(${conversationIds}))`,
  );
}

/** One side of a conversation, alone or joined with what is shown of it. */
type Side = typeof participants | typeof own;

export function isUnread(side: Side): SQL {
  return sql`${side.archivedAt} is null and (${side.unreadCount} > 0 or ${side.isMarkedUnread})`;
}

export function matchesFilter(side: Side, filter: InboxFilter): SQL | undefined {
  switch (filter) {
    case "all":
      return isNull(side.archivedAt);
    case "unread":
      return isUnread(side);
    case "archived":
      return isNotNull(side.archivedAt);
  }
}

export function matchesWords(q: string): SQL | undefined {
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(otherName, pattern), ilike(jobs.title, pattern), ilike(previewBody, pattern));
}

/** A cursor that was made up is no cursor: the list starts anew. */
export function afterCursor(side: Side, cursor: string | undefined): SQL | undefined {
  const parts = /^(\d{1,15})~(cnv_[0-9a-z]{26})$/.exec(cursor ?? "");
  if (!parts) return undefined;
  const at = new Date(Number(parts[1])).toISOString();
  return sql`(${side.lastMessageAt}, ${side.conversationId}) < (${at}::timestamptz, ${parts[2]})`;
}
