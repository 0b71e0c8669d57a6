import { driverOf, type Tx } from "#db/client";
import type { Id } from "#lib/ids";
import { isolate } from "#lib/text";
import {
  entryOf,
  type Facts,
  NOT_MAILED,
  type NotificationGroup,
  type NotificationKind,
} from "./kinds.ts";
import { mailMoment } from "./mail-time.ts";

/** How much one transaction takes. */
const AT_ONCE = 500;

/** One thing to mail. */
export type Notice = {
  readonly notificationId: Id<"ntf">;
  readonly kind: NotificationKind;
  readonly group: NotificationGroup;
  readonly sentence: string;
  readonly jobTitle: string | null;
  readonly jobId: Id<"job"> | null;
  readonly path: string;
};

/** What one person is to be mailed now: each by itself, or all together. */
export type DueMail = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly address: string;
  readonly isTogether: boolean;
  readonly notices: readonly Notice[];
};

type Row = {
  id: Id<"ntf">;
  userId: Id<"usr">;
  name: string;
  address: string;
  kind: NotificationKind;
  about: string;
  facts: Facts;
  count: number;
  createdAt: string;
  dueAt: string;
  isRead: boolean;
  who: string | null;
  jobTitle: string | null;
  jobId: Id<"job"> | null;
  mailOff: string[] | null;
  rhythm: "single" | "daily" | "weekly" | null;
  quietFrom: number | null;
  quietUntil: number | null;
  timeZone: string | null;
};

/**
 * Takes some of what is due to be mailed, so that nobody else takes it, and decides: what was read
 * meanwhile or is switched off is let go, what has to wait gets a later moment. Returns null when nothing is due. The
 * caller writes the mails in the same transaction.
 */
export async function takeDue(tx: Tx, at: Date): Promise<DueMail[] | null> {
  const rows = await lockDue(tx, at);
  if (rows.length === 0) return null;
  const later = new Map<Id<"ntf">, Date>();
  const due = rows.filter((row) => {
    if (!isWanted(row)) return false;
    const moment = momentFor(row, at);
    if (moment > at) later.set(row.id, moment);
    return moment <= at;
  });
  await settle(tx, rows, later);
  return groupByPerson(due);
}

/** What has been due longest. What one person gets together is due at one moment, and is not split. */
async function lockDue(tx: Tx, at: Date): Promise<Row[]> {
  const rows = await driverOf(tx)<Row[]>`
    select n.id, n.user_id as "userId", person.name, person.email as address, n.kind, n.about, n.facts, n.count,
      n.created_at as "createdAt", n.mail_due_at as "dueAt", n.read_at is not null as "isRead", n.job_id as "jobId",
      coalesce(company.company_name, actor.name) as who, jobs.title as "jobTitle",
      chosen.mail_off as "mailOff", chosen.rhythm, chosen.quiet_from as "quietFrom",
      chosen.quiet_until as "quietUntil", chosen.time_zone as "timeZone"
    from notifications n
    join users person on person.id = n.user_id
    left join users actor on actor.id = n.actor_id
    left join client_profiles company on company.user_id = n.actor_id
    left join jobs on jobs.id = n.job_id
    left join notification_preferences chosen on chosen.user_id = n.user_id
    where n.mail_due_at <= ${at.toISOString()}::timestamptz
    order by n.mail_due_at, n.user_id limit ${AT_ONCE}
    for update of n skip locked`;
  const last = rows.at(-1);
  if (!last || rows.length < AT_ONCE) return rows;
  const isWhole = (row: Row) => row.userId !== last.userId || row.dueAt !== last.dueAt;
  const whole = rows.filter(isWhole);
  return whole.length > 0 ? whole : rows;
}

function isWanted({ kind, isRead, mailOff }: Row): boolean {
  const { group, isWorthKeeping } = entryOf(kind);
  if (group === "security") return true;
  if (isRead && !isWorthKeeping) return false;
  return !(mailOff ?? NOT_MAILED).includes(group);
}

function momentFor(row: Row, at: Date): Date {
  if (entryOf(row.kind).group === "security") return at;
  const { rhythm, quietFrom, quietUntil, timeZone } = row;
  const choice = { rhythm: rhythm ?? "single", quietFrom, quietUntil, timeZone };
  return mailMoment(choice, new Date(row.createdAt), at);
}

async function settle(
  tx: Tx,
  rows: readonly Row[],
  later: ReadonlyMap<Id<"ntf">, Date>,
): Promise<void> {
  await driverOf(tx)`
    update notifications set mail_due_at = moment.at::timestamptz
    from unnest(${rows.map(({ id }) => id)}::text[],
      ${rows.map(({ id }) => later.get(id)?.toISOString() ?? null)}::text[]) as moment (id, at)
    where notifications.id = moment.id`;
}

function groupByPerson(rows: readonly Row[]): DueMail[] {
  const people = new Map<string, DueMail & { notices: Notice[] }>();
  for (const row of rows) {
    const { userId, name, address, kind } = row;
    const isTogether = (row.rhythm ?? "single") !== "single" && entryOf(kind).group !== "security";
    const key = `${userId} ${isTogether}`;
    const mail = people.get(key) ?? { userId, name, address, isTogether, notices: [] };
    mail.notices.push(toNotice(row));
    people.set(key, mail);
  }
  return [...people.values()];
}

function toNotice({ id, kind, about, facts, count, who, jobTitle, jobId }: Row): Notice {
  const entry = entryOf(kind);
  const told = { who: who === null ? "WorkHub" : isolate(who), count, facts };
  return {
    notificationId: id,
    kind,
    group: entry.group,
    sentence: entry.sentence(told),
    jobTitle,
    jobId,
    path: entry.href(about),
  };
}
