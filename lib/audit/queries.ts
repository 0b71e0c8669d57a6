import { and, asc, desc, eq, gte, inArray, lt, lte, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getDb } from "#db/client";
import { auditEntries, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { deviceName } from "#lib/auth/device-name";
import { requireRight } from "#lib/auth/staff";
import { type Id, isId } from "#lib/ids";
import { cents, formatCents } from "#lib/money";
import { HOUR_MS } from "#lib/time";
import { AUDIT_WORDS, OWN_KINDS } from "./policy.ts";
import type { AuditFilter, AuditView, SecurityEventView } from "./schema.ts";

const PAGE = 50;

export type Part<Row> = { readonly rows: readonly Row[]; readonly next: number | null };

/** What happened to the actor's own account, newest first: a page of it, or the newest few. */
export async function listOwnEvents(
  actor: Actor,
  { before = null, limit = PAGE }: { before?: number | null; limit?: number } = {},
): Promise<Part<SecurityEventView>> {
  const rows = await getDb()
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.personId, actor.userId),
        inArray(auditEntries.kind, OWN_KINDS),
        isBefore(before),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(limit + 1);
  const events = rows.map(({ id, at, address, userAgent, ...entry }) => ({
    id,
    at,
    what: wordsOf(entry),
    device: userAgent === null ? null : deviceName(userAgent),
    address,
  }));
  return toPart(events, limit);
}

/**
 * What was changed, newest first: a page of it, after the entry with the number `before`. Throws not_found without the
 * right to read the audit.
 */
export async function listAudit(
  actor: Actor,
  { person, kind, from, until }: AuditFilter,
  { before = null, limit = PAGE }: { before?: number | null; limit?: number } = {},
): Promise<Part<AuditView>> {
  requireRight(actor, "readAudit");
  const asked = and(
    kind === null ? undefined : eq(auditEntries.kind, kind),
    isBefore(before),
    await isWithin(from, until),
  );
  if (person === "") return toPart(await readAudit(asked, limit), limit);
  const userId = await findPerson(person);
  if (userId === null) return { rows: [], next: null };
  // Each by its own index: one condition for both would have to sort all that a person ever did.
  const [about, by] = await Promise.all(
    [auditEntries.personId, auditEntries.actorId].map((column) =>
      readAudit(and(eq(column, userId), asked), limit),
    ),
  );
  const all = new Map([...(about ?? []), ...(by ?? [])].map((row) => [row.id, row]));
  return toPart(
    [...all.values()].sort((a, b) => b.id - a.id),
    limit,
  );
}

async function readAudit(where: SQL | undefined, limit: number): Promise<AuditView[]> {
  const [person, actor] = [alias(users, "person"), alias(users, "actor")];
  const rows = await getDb()
    .select({ entry: auditEntries, person: person.email, actor: actor.email })
    .from(auditEntries)
    .leftJoin(person, eq(person.id, auditEntries.personId))
    .leftJoin(actor, eq(actor.id, auditEntries.actorId))
    .where(where)
    .orderBy(desc(auditEntries.id))
    .limit(limit + 1);
  return rows.map(({ entry, ...names }) => {
    const { personId, actorId, userAgent, ...others } = entry;
    return {
      ...others,
      // Of an account that is gone, the id is left.
      person: names.person ?? personId,
      actor: names.actor ?? actorId,
      device: userAgent === null ? null : deviceName(userAgent),
    };
  });
}

async function findPerson(typed: string): Promise<Id<"usr"> | null> {
  if (isId("usr", typed)) return typed;
  const [row] = await getDb()
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, typed.trim().toLowerCase()));
  return row?.id ?? null;
}

/** Numbers are given when entries are written, and their moments may be out of order by as much as this. */
const DISORDER_MS = HOUR_MS;

/** Numbers say roughly when, so that an old range is found without reading everything since. */
async function isWithin(from: Date | null, until: Date | null): Promise<SQL | undefined> {
  const first = from && (await firstSince(new Date(from.getTime() - DISORDER_MS)));
  const last = until && (await firstSince(new Date(until.getTime() + DISORDER_MS)));
  return and(
    from ? gte(auditEntries.at, from) : undefined,
    until ? lte(auditEntries.at, until) : undefined,
    first === null ? undefined : gte(auditEntries.id, first),
    last === null ? undefined : lt(auditEntries.id, last),
  );
}

/** The number of the first entry since a moment, by halving; one more than the last number where there is none. */
async function firstSince(moment: Date): Promise<number> {
  const [newest] = await entriesFrom(desc(auditEntries.id));
  let [low, high] = [1, (newest?.id ?? 0) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [entry] = await entriesFrom(asc(auditEntries.id), gte(auditEntries.id, middle));
    if (!entry || entry.at >= moment) high = middle;
    else low = entry.id + 1;
  }
  return low;
}

function entriesFrom(order: SQL, where?: SQL) {
  return getDb()
    .select({ id: auditEntries.id, at: auditEntries.at })
    .from(auditEntries)
    .where(where)
    .orderBy(order)
    .limit(1);
}

function isBefore(place: number | null): SQL | undefined {
  return place === null ? undefined : lt(auditEntries.id, place);
}

function toPart<Row extends { readonly id: number }>(found: readonly Row[], limit: number) {
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

/** What happened, in the words of the person's own page. */
function wordsOf({
  kind,
  before,
  after,
}: Pick<typeof auditEntries.$inferSelect, "kind" | "before" | "after">): string {
  const { label } = AUDIT_WORDS[kind];
  if (kind === "email_changed") return `${label} from ${before?.email} to ${after?.email}`;
  if (kind !== "withdrawal_made") return label;
  return `Withdrawal of ${formatCents(cents(Number(after?.amountCents)))} to ${after?.method}`;
}
