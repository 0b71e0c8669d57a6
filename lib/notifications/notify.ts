import { driverOf, type Tx } from "#db/client";
import { GATHERED_KINDS } from "#db/schema";
import { getEnv } from "#lib/env";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { MINUTE_MS, now } from "#lib/time";
import type { Way } from "./internal/notice-rows.ts";
import { entryOf, type FactsOf, type NotificationKind } from "./kinds.ts";

/** A message that is read at once on an open page is not told on a device. */
const MESSAGE_PUSH_MS = 10_000;

type Happening<K extends NotificationKind> = {
  readonly kind: K;
  /** Who did it; null when nobody did. They are not told of it. */
  readonly by: Id<"usr"> | null;
  readonly jobId?: Id<"job">;
  readonly facts: FactsOf<K>;
  /** Names an event that may be come across again: each person is told of it once. */
  readonly once?: string;
};

/** Whom it concerns, and the id of what it is about: looking at that is reading it. */
export type Recipient = { readonly to: Id<"usr">; readonly about: string };

/** Records what happened, to whom, about what, in the caller's transaction. Everything else follows from that. */
export function notify<K extends NotificationKind>(
  tx: Tx,
  happening: Happening<K> & Recipient,
): Promise<void> {
  return notifyEach(tx, [happening], happening);
}

/**
 * The same for several people, in one statement. Locks what it counts up, in the order of their ids; inboxes are locked
 * later.
 */
export async function notifyEach<K extends NotificationKind>(
  tx: Tx,
  recipients: readonly Recipient[],
  happening: Happening<K>,
): Promise<void> {
  const told = recipients.filter(({ to }) => to !== happening.by);
  if (told.length > 0) await insertNotifications(tx, told, happening);
}

/** The statement that `notify` sends, for a step that makes it a part of its own statement. */
export function notificationStatement<K extends NotificationKind>(
  tx: Tx,
  happening: Happening<K> & Recipient,
) {
  return insertNotifications(tx, [happening], happening);
}

function insertNotifications<K extends NotificationKind>(
  tx: Tx,
  told: readonly Recipient[],
  { kind, by, jobId, facts, once }: Happening<K>,
) {
  const sql = driverOf(tx);
  const isGathered = GATHERED_KINDS.some((gathered) => gathered === kind);
  const at = now();
  return sql`
    insert into notifications (id, user_id, kind, about, actor_id, job_id, facts, once, in_bell, created_at, mail_due_at,
      push_due_at)
    select told.id, told.user_id, ${kind}, told.about, ${by}, ${jobId ?? null}, ${JSON.stringify(facts)}::text::jsonb,
      ${once ?? null}, not exists (
        select from notification_preferences chosen
        where chosen.user_id = told.user_id and ${entryOf(kind).group} = any (chosen.bell_off)
      ), ${at.toISOString()}::timestamptz, ${dueAt("mail", kind, at)}::timestamptz,
      case when exists (select from push_subscriptions device where device.user_id = told.user_id)
        then ${dueAt("push", kind, at)}::timestamptz end
    from ${rowsOf(sql, told)} as told (id, user_id, about)
    order by told.user_id
    ${isGathered ? countUp(sql) : sql`on conflict do nothing`}`;
}

/**
 * One row a recipient. A single one as plain values: a statement over arrays is planned anew at every call, which would
 * be a tenth of what a message costs.
 */
function rowsOf(sql: ReturnType<typeof driverOf>, told: readonly Recipient[]) {
  const [first, ...others] = told;
  if (first && others.length === 0) {
    return sql`(values (${newId("ntf")}::text, ${first.to}::text, ${first.about}::text))`;
  }
  return sql`unnest(${told.map(() => newId("ntf"))}::text[], ${told.map(({ to }) => to)}::text[],
    ${told.map(({ about }) => about)}::text[])`;
}

/** When the worker decides whether it goes this way. What comes until then about the same thing goes together. */
function dueAt(way: Way, kind: NotificationKind, at: Date): string {
  const { waits = 0 } = entryOf(kind);
  const messageMs = way === "mail" ? getEnv().MESSAGE_MAIL_SECONDS * 1000 : MESSAGE_PUSH_MS;
  const waitMs = waits === "message" ? messageMs : waits * MINUTE_MS;
  return new Date(at.getTime() + waitMs).toISOString();
}

/** What is unread about one thing stays one row, and says the latest. */
function countUp(sql: ReturnType<typeof driverOf>) {
  return sql`
    on conflict (user_id, kind, about) where read_at is null and kind in ('proposal_received', 'message', 'search_news')
    do update set count = notifications.count + 1, actor_id = excluded.actor_id, facts = excluded.facts,
      in_bell = excluded.in_bell, created_at = excluded.created_at,
      mail_due_at = coalesce(notifications.mail_due_at, excluded.mail_due_at),
      push_due_at = coalesce(notifications.push_due_at, excluded.push_due_at)`;
}
