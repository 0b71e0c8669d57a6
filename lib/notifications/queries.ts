import { eq } from "drizzle-orm";
import { driverOf, getDb, type Reader } from "#db/client";
import { notificationPreferences } from "#db/schema";
import { houseName } from "#lib/house";
import type { Id } from "#lib/ids";
import { isolate } from "#lib/text";
import { momentAt } from "#lib/time";
import {
  isWanted,
  momentFor,
  type Notice,
  type NoticeRow,
  selectNotices,
  toNotice,
} from "./internal/notice-rows.ts";
import { entryOf, type Facts, NOT_MAILED, NOT_PUSHED, type NotificationKind } from "./kinds.ts";
import { LIST_MOST, LIST_PAGE } from "./policy.ts";
import type { NotificationPage, NotificationView, PreferencesView } from "./schema.ts";

/** Whose notifications: an actor, or anybody who is known by their id. */
export type Person = { readonly userId: Id<"usr"> };

type Row = {
  id: Id<"ntf">;
  kind: NotificationKind;
  about: string;
  facts: Facts;
  count: number;
  created_at: Date;
  is_unread: boolean;
  who: string | null;
  job_title: string | null;
};

/**
 * What the person was told, newest first: one page, whose joins are only its own. A made-up `before` counts as none.
 */
export async function listNotifications(
  { userId }: Person,
  { before, limit = LIST_PAGE }: { before?: string | undefined; limit?: number } = {},
  reader: Reader = getDb(),
): Promise<NotificationPage> {
  const size = Math.min(limit, LIST_MOST);
  const sql = driverOf(reader);
  const place = readPlace(before);
  const found = await sql<Row[]>`
    select n.id, n.kind, n.about, n.facts, n.count, n.created_at, n.read_at is null as is_unread,
      coalesce(company.company_name, actor.name) as who, jobs.title as job_title
    from (
      select * from notifications where user_id = ${userId} and in_bell
        ${place ? sql`and (created_at, id) < (${place.at.toISOString()}::timestamptz, ${place.id})` : sql``}
      order by created_at desc, id desc limit ${size + 1}
    ) n
    left join users actor on actor.id = n.actor_id
    left join client_profiles company on company.user_id = n.actor_id
    left join jobs on jobs.id = n.job_id
    order by n.created_at desc, n.id desc`;
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  const hasMore = last !== undefined && found.length > size;
  return {
    rows: rows.map(toView),
    next: hasMore ? `${new Date(last.created_at).getTime()}~${last.id}` : null,
  };
}

/** How many are unread, up to UNREAD_COUNTED_MOST. */
export async function countUnread({ userId }: Person, reader: Reader = getDb()): Promise<number> {
  const [row] = await driverOf(reader)<{ unread: number }[]>`
    select notifications_unread(${userId}) as unread`;
  return row?.unread ?? 0;
}

/** Whether the person has not yet read all of these. */
export async function isAnyUnread(
  { userId }: Person,
  notificationIds: readonly Id<"ntf">[],
  reader: Reader = getDb(),
): Promise<boolean> {
  const [row] = await driverOf(reader)<{ found: boolean }[]>`
    select exists (
      select from notifications
      where id = any (${[...notificationIds]}::text[]) and user_id = ${userId} and read_at is null
    ) as found`;
  return row?.found ?? false;
}

/**
 * Those of these notifications that their people want to be told of on their devices, as they read now, and from when
 * they may be: not after `at` when that is now. What was read or switched off is left out.
 */
export async function listPushable(
  notificationIds: readonly Id<"ntf">[],
  at: Date,
  reader: Reader = getDb(),
): Promise<ReadonlyMap<Id<"ntf">, Notice & { readonly mayGoAt: Date }>> {
  const sql = driverOf(reader);
  const rows = await sql<NoticeRow[]>`
    ${selectNotices(sql, "push")} where n.id = any (${[...notificationIds]}::text[])`;
  const wanted = rows.filter((row) => isWanted(row, "push"));
  return new Map(wanted.map((row) => [row.id, { ...toNotice(row), mayGoAt: momentFor(row, at) }]));
}

/** What the person has chosen about being told. */
export async function getPreferences(
  { userId }: Person,
  reader: Reader = getDb(),
): Promise<PreferencesView> {
  const [chosen] = await reader
    .select()
    .from(notificationPreferences)
    .where(eq(notificationPreferences.userId, userId));
  return chosen ?? UNCHOSEN;
}

const UNCHOSEN: PreferencesView = {
  bellOff: [],
  mailOff: NOT_MAILED,
  pushOff: NOT_PUSHED,
  hasPushDetails: false,
  rhythm: "single",
  quietFrom: null,
  quietUntil: null,
  timeZone: null,
};

function toView(row: Row): NotificationView {
  const entry = entryOf(row.kind);
  const who = row.who === null ? houseName() : isolate(row.who);
  return {
    notificationId: row.id,
    kind: row.kind,
    group: entry.group,
    sentence: entry.sentence({ who, count: row.count, facts: row.facts }),
    jobTitle: row.job_title,
    href: entry.href(row.about),
    at: new Date(row.created_at),
    isUnread: row.is_unread,
  };
}

function readPlace(before: string | undefined): { at: Date; id: string } | null {
  const [, ms, id] = /^(\d{1,15})~(ntf_[0-9a-z]{26})$/.exec(before ?? "") ?? [];
  const at = momentAt(Number(ms));
  return at && id !== undefined ? { at, id } : null;
}
