import { desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { clientProfiles, contracts, jobs, users } from "#db/schema";
import { listAudit } from "#lib/audit/queries";
import { EVERY_ENTRY } from "#lib/audit/schema";
import type { Actor } from "#lib/auth/actor";
import { hasRight, isStaff, requireRight } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { getOwed } from "#lib/ledger/queries";
import { getWallet } from "#lib/payments/queries/wallet";
import type { FoundPeople, PersonContract, PersonRow, PersonView } from "../schema.ts";

const SHOWN = 20;
const LISTED = 10;
const LAST_CHARACTER = "\u{10FFFF}";

/**
 * People whose name, last name, company, handle or e-mail address begins with what was typed, or whose id it is; the
 * newest when nothing was. Each is looked for by its own index, and no more than are shown are read. Throws not_found
 * without the right to see people.
 */
export async function findPeople(actor: Actor, typed: string): Promise<FoundPeople> {
  requireRight(actor, "seePeople");
  const text = typed.trim();
  const ids = text === "" ? await listNewest() : await findIds(text);
  const shown = ids.slice(0, SHOWN);
  const rows = await selectPeople(inArray(users.id, shown));
  const byId = new Map(rows.map((row) => [row.userId, row]));
  return {
    people: shown.flatMap((id) => byId.get(id) ?? []),
    hasMore: ids.length > SHOWN,
  };
}

async function listNewest(): Promise<Id<"usr">[]> {
  const rows = await getDb()
    .select({ id: users.id })
    .from(users)
    .orderBy(desc(users.id))
    .limit(SHOWN + 1);
  return rows.map(({ id }) => id);
}

/** The keys as the indexes have them, word for word. */
const KEYS = [
  sql`lower(${users.name})`,
  sql`last_name(${users.name})`,
  sql`lower(${users.handle}::text)`,
  sql`${users.email}`,
];

async function findIds(text: string): Promise<Id<"usr">[]> {
  if (isId("usr", text)) return [text];
  const from = text.toLowerCase();
  const begins = (key: SQL) =>
    sql`${key} ~>=~ ${from} and ${key} ~<~ ${`${from}${LAST_CHARACTER}`}`;
  const company = sql`lower(${clientProfiles.companyName})`;
  const found = await Promise.all([
    ...KEYS.map((key) =>
      getDb()
        .select({ id: users.id })
        .from(users)
        .where(begins(key))
        .orderBy(sql`${key} using ~<~`, users.id)
        .limit(SHOWN + 1),
    ),
    getDb()
      .select({ id: clientProfiles.userId })
      .from(clientProfiles)
      .where(begins(company))
      .orderBy(sql`${company} using ~<~`, clientProfiles.userId)
      .limit(SHOWN + 1),
  ]);
  return [...new Set(found.flat().map(({ id }) => id))];
}

function selectPeople(where: SQL | undefined) {
  return getDb()
    .select({
      userId: users.id,
      name: users.name,
      companyName: clientProfiles.companyName,
      handle: users.handle,
      email: users.email,
      role: users.role,
      createdAt: users.createdAt,
      emailVerifiedAt: users.emailVerifiedAt,
      onboardedAt: users.onboardedAt,
      leftAt: users.leftAt,
    })
    .from(users)
    .leftJoin(clientProfiles, eq(clientProfiles.userId, users.id))
    .where(where) satisfies PromiseLike<PersonRow[]>;
}

/**
 * One person's account, for whoever may see people: their contracts without what was written in them, their wallet for
 * who keeps the books, and the last entries about them for who may read the audit. Throws not_found.
 */
export async function getPerson(actor: Actor, userId: unknown): Promise<PersonView> {
  requireRight(actor, "seePeople");
  if (!isId("usr", userId)) throw new DomainError("not_found");
  const [person] = await selectPeople(eq(users.id, userId));
  if (!person) throw new DomainError("not_found");
  const [contracts, wallet, audit] = await Promise.all([
    listContracts(person.userId),
    hasRight(actor.role, "keepBooks") ? readWallet(person) : null,
    hasRight(actor.role, "readAudit")
      ? listAudit(actor, { ...EVERY_ENTRY, person: userId }, { limit: LISTED })
      : null,
  ]);
  return { ...person, contracts, wallet, audit: audit?.rows ?? null };
}

async function readWallet({ userId, role }: PersonRow): Promise<PersonView["wallet"]> {
  if (isStaff(role)) return null;
  const [{ availableCents, heldCents }, owedCents] = await Promise.all([
    getWallet({ userId, role }),
    getOwed(getDb(), userId),
  ]);
  return { availableCents, heldCents, owedCents };
}

/** The newest, of both sides: each by its own index. */
async function listContracts(userId: Id<"usr">): Promise<PersonContract[]> {
  const sides = await Promise.all(
    [
      { mine: contracts.clientId, other: contracts.freelancerId },
      { mine: contracts.freelancerId, other: contracts.clientId },
    ].map(({ mine, other }) =>
      getDb()
        .select({
          contractId: contracts.id,
          jobTitle: jobs.title,
          otherId: users.id,
          otherName: users.name,
          createdAt: contracts.createdAt,
          completedAt: contracts.completedAt,
          cancelledAt: contracts.cancelledAt,
        })
        .from(contracts)
        .innerJoin(jobs, eq(jobs.id, contracts.jobId))
        .innerJoin(users, eq(users.id, other))
        .where(eq(mine, userId))
        .orderBy(sql`${contracts.createdAt} desc nulls last`)
        .limit(LISTED),
    ),
  );
  return sides
    .flat()
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .slice(0, LISTED);
}
