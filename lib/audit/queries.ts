import { and, desc, eq, inArray, lt, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { getDb } from "#db/client";
import { auditEntries, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { deviceName } from "#lib/auth/device-name";
import { requireRight } from "#lib/auth/staff";
import { type Id, isId } from "#lib/ids";
import { cents, formatCents } from "#lib/money";
import { AUDIT_WORDS, OWN_KINDS } from "./policy.ts";
import type { AuditFilter, AuditView, SecurityEventView } from "./schema.ts";

const PAGE = 50;

type Part<Row> = { readonly rows: readonly Row[]; readonly next: number | null };

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

/** Everything that was changed, newest first. Throws not_found for everyone but the operator. */
export async function listAudit(
  actor: Actor,
  { person, kind }: AuditFilter,
  before: number | null = null,
): Promise<Part<AuditView>> {
  requireRight(actor, "readAudit");
  const ofKind = kind === null ? undefined : eq(auditEntries.kind, kind);
  if (person === "") return toPart(await readAudit(and(ofKind, isBefore(before))), PAGE);
  const userId = await findPerson(person);
  if (userId === null) return { rows: [], next: null };
  // Each by its own index: one condition for both would have to sort all that a person ever did.
  const [about, by] = await Promise.all(
    [auditEntries.personId, auditEntries.actorId].map((column) =>
      readAudit(and(eq(column, userId), ofKind, isBefore(before))),
    ),
  );
  const all = new Map([...(about ?? []), ...(by ?? [])].map((row) => [row.id, row]));
  return toPart(
    [...all.values()].sort((a, b) => b.id - a.id),
    PAGE,
  );
}

async function readAudit(where: SQL | undefined): Promise<AuditView[]> {
  const [person, actor] = [alias(users, "person"), alias(users, "actor")];
  const rows = await getDb()
    .select({ entry: auditEntries, person: person.email, actor: actor.email })
    .from(auditEntries)
    .leftJoin(person, eq(person.id, auditEntries.personId))
    .leftJoin(actor, eq(actor.id, auditEntries.actorId))
    .where(where)
    .orderBy(desc(auditEntries.id))
    .limit(PAGE + 1);
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
