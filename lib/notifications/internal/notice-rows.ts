import type { driverOf } from "#db/client";
import { houseName } from "#lib/house";
import type { Id } from "#lib/ids";
import { isolate } from "#lib/text";
import {
  entryOf,
  type Facts,
  NOT_MAILED,
  NOT_PUSHED,
  type NotificationGroup,
  type NotificationKind,
} from "../kinds.ts";
import { sendingMoment } from "../sending-time.ts";

/** By which ways people are told who are not here: the bell needs neither a decision nor a worker. */
export type Way = "mail" | "push";

/** One thing to tell. */
export type Notice = {
  readonly notificationId: Id<"ntf">;
  readonly kind: NotificationKind;
  readonly group: NotificationGroup;
  readonly sentence: string;
  readonly jobTitle: string | null;
  readonly jobId: Id<"job"> | null;
  readonly path: string;
  /** Its beginning, for people who want to see on their devices what was written. */
  readonly text: string | null;
};

/** A notification with what its person has chosen for one way. */
export type NoticeRow = {
  id: Id<"ntf">;
  userId: Id<"usr">;
  name: string;
  address: string;
  kind: NotificationKind;
  about: string;
  facts: Facts;
  count: number;
  createdAt: string;
  dueAt: string | null;
  isRead: boolean;
  /** They have deleted their account. */
  hasLeft: boolean;
  who: string | null;
  jobTitle: string | null;
  jobId: Id<"job"> | null;
  off: string[] | null;
  rhythm: "single" | "daily" | "weekly" | null;
  quietFrom: number | null;
  quietUntil: number | null;
  timeZone: string | null;
  /** Amounts may be shown, and the text. */
  isOpen: boolean;
  text: string | null;
};

type Sql = ReturnType<typeof driverOf>;

/** Up to its condition, which the caller adds for `n`. */
export function selectNotices(sql: Sql, way: Way) {
  return sql`
    select n.id, n.user_id as "userId", person.name, person.email as address, n.kind, n.about, n.facts, n.count,
      n.created_at as "createdAt", n.read_at is not null as "isRead", person.left_at is not null as "hasLeft", n.job_id as "jobId",
      coalesce(company.company_name, actor.name) as who, jobs.title as "jobTitle",
      chosen.quiet_from as "quietFrom", chosen.quiet_until as "quietUntil", chosen.time_zone as "timeZone",
      ${way === "mail" ? ofMail(sql) : ofPush(sql)}
    from notifications n
    join users person on person.id = n.user_id
    left join users actor on actor.id = n.actor_id
    left join client_profiles company on company.user_id = n.actor_id
    left join jobs on jobs.id = n.job_id
    left join notification_preferences chosen on chosen.user_id = n.user_id`;
}

function ofMail(sql: Sql) {
  return sql`n.mail_due_at as "dueAt", chosen.mail_off as off, chosen.rhythm, true as "isOpen", null as text`;
}

/** A device is told of each thing by itself. What was deleted meanwhile is shown no more. */
function ofPush(sql: Sql) {
  return sql`n.push_due_at as "dueAt", chosen.push_off as off, 'single' as rhythm,
    coalesce(chosen.has_push_details, false) as "isOpen",
    case when chosen.has_push_details and n.kind in ('message', 'invitation') then (
      select left(latest.body, 300) from messages latest
      where latest.conversation_id = n.about and latest.sender_id = n.actor_id and latest.deleted_at is null
      order by latest.seq desc limit 1
    ) end as text`;
}

/** Whether the person wants to be told of it by this way, and has not read it yet. */
export function isWanted({ kind, isRead, hasLeft, off }: NoticeRow, way: Way): boolean {
  if (hasLeft) return false;
  const { group, isWorthKeeping } = entryOf(kind);
  // What is kept comes by mail; a device only says that there is something to look at.
  if (way === "push" && isRead) return false;
  if (group === "security") return true;
  if (isRead && !isWorthKeeping) return false;
  return !(off ?? (way === "mail" ? NOT_MAILED : NOT_PUSHED)).includes(group);
}

/** When it may go: not after `at` when that is now. */
export function momentFor(row: NoticeRow, at: Date): Date {
  if (entryOf(row.kind).group === "security") return at;
  const { rhythm, quietFrom, quietUntil, timeZone } = row;
  const choice = { rhythm: rhythm ?? "single", quietFrom, quietUntil, timeZone };
  return sendingMoment(choice, new Date(row.createdAt), at);
}

export function toNotice(row: NoticeRow): Notice {
  const { id, kind, about, facts, count, jobTitle, jobId, isOpen } = row;
  const entry = entryOf(kind);
  const told = { who: row.who === null ? houseName() : isolate(row.who), count, facts };
  const say = isOpen ? entry.sentence : (entry.discreet ?? entry.sentence);
  return {
    notificationId: id,
    kind,
    group: entry.group,
    sentence: say(told),
    jobTitle,
    jobId,
    path: entry.href(about),
    text: row.text || null,
  };
}
