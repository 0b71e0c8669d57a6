import { driverOf, type Tx } from "#db/client";
import type { Id } from "#lib/ids";
import {
  isWanted,
  momentFor,
  type Notice,
  type NoticeRow,
  selectNotices,
  toNotice,
  type Way,
} from "./internal/notice-rows.ts";
import { entryOf } from "./kinds.ts";

/** How much one transaction takes. */
const AT_ONCE = 500;

export type { Notice };

/** What one person is to be told now by one way: each by itself, or all together. */
export type Due = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly address: string;
  readonly isTogether: boolean;
  readonly notices: readonly Notice[];
};

/**
 * Takes some of what is due to go this way, so that nobody else takes it, and decides: what was read
 * meanwhile or is switched off is let go, what has to wait gets a later moment. Returns null when nothing is due. The
 * caller writes what is sent in the same transaction.
 */
export async function takeDue(tx: Tx, way: Way, at: Date): Promise<Due[] | null> {
  const rows = await lockDue(tx, way, at);
  if (rows.length === 0) return null;
  const later = new Map<Id<"ntf">, Date>();
  const due = rows.filter((row) => {
    if (!isWanted(row, way)) return false;
    const moment = momentFor(row, at);
    if (moment > at) later.set(row.id, moment);
    return moment <= at;
  });
  await settle(tx, way, rows, later);
  return groupByPerson(due);
}

/** What has been due longest. What one person gets together is due at one moment, and is not split. */
async function lockDue(tx: Tx, way: Way, at: Date): Promise<NoticeRow[]> {
  const sql = driverOf(tx);
  const due = sql(`n.${columnOf(way)}`);
  const rows = await sql<NoticeRow[]>`
    ${selectNotices(sql, way)}
    where ${due} <= ${at.toISOString()}::timestamptz
    order by ${due}, n.user_id limit ${AT_ONCE}
    for update of n skip locked`;
  const last = rows.at(-1);
  if (!last || rows.length < AT_ONCE) return rows;
  const isWhole = (row: NoticeRow) => row.userId !== last.userId || row.dueAt !== last.dueAt;
  const whole = rows.filter(isWhole);
  return whole.length > 0 ? whole : rows;
}

function columnOf(way: Way) {
  return way === "mail" ? "mail_due_at" : "push_due_at";
}

async function settle(
  tx: Tx,
  way: Way,
  rows: readonly NoticeRow[],
  later: ReadonlyMap<Id<"ntf">, Date>,
): Promise<void> {
  const sql = driverOf(tx);
  await sql`
    update notifications set ${sql(columnOf(way))} = moment.at::timestamptz
    from unnest(${rows.map(({ id }) => id)}::text[],
      ${rows.map(({ id }) => later.get(id)?.toISOString() ?? null)}::text[]) as moment (id, at)
    where notifications.id = moment.id`;
}

function groupByPerson(rows: readonly NoticeRow[]): Due[] {
  const people = new Map<string, Due & { notices: Notice[] }>();
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
