import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { clientProfiles, freelancerProfiles, portfolioItems, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { isStaff, requireRight } from "#lib/auth/staff";
import { DomainError, sentenceOf } from "#lib/errors";
import { listPortfolioFiles } from "#lib/files/queries/attached";
import type { Id } from "#lib/ids";
import { isHiddenNow, isListable } from "#lib/standing/queries";
import { findLink, whyNot } from "./internal/mail-links.ts";
import {
  type FreelancerView,
  type LinkPurpose,
  type LinkView,
  type OwnProfileView,
  type PersonHint,
  type PortfolioItemView,
  type PublicClientView,
  type StaffView,
  toCompanySize,
  type ViewerView,
} from "./schema.ts";

/** The signed-in person, for the frame around every page. Throws not_found when the account is gone. */
export async function getViewer(actor: Actor): Promise<ViewerView> {
  const row = await getPerson(actor.userId);
  return {
    userId: row.id,
    role: row.role,
    name: row.name,
    handle: row.handle,
    email: row.email,
    isOnboarded: row.onboardedAt !== null || isStaff(row.role),
    avatarFileId: row.avatarFileId,
  };
}

/** What a link in a mail can still do, for whoever opens it. Looking at it uses nothing up. */
export async function getLink(
  { purpose, token }: { purpose: LinkPurpose; token: unknown },
  asker: Actor | null,
): Promise<LinkView> {
  const link = typeof token === "string" ? await findLink(purpose, token) : undefined;
  const problem = whyNot(link, asker);
  if (problem) return { problem: sentenceOf(problem), email: null };
  return { problem: null, email: link?.email ?? null };
}

/**
 * A freelancer's public page. Throws not_found, also before the profile is set up, and for everybody else while a
 * moderator hides it.
 */
export async function getFreelancer(
  handle: string,
  actor: Actor | null = null,
): Promise<FreelancerView> {
  const person = await findPublic(handle, "freelancer", actor);
  const fields = person && (await findFreelancerFields(person.id));
  if (!fields) throw new DomainError("not_found");
  return { ...personView(person), ...fields };
}

/** A client's public page: the company, not the person who acts for it. Throws not_found, as above. */
export async function getClient(
  handle: string,
  actor: Actor | null = null,
): Promise<PublicClientView> {
  const person = await findPublic(handle, "client", actor);
  const fields = person && (await findClientFields(person.id));
  if (!fields) throw new DomainError("not_found");
  const { name: _, ...shown } = personView(person);
  return { ...shown, ...fields };
}

/** Everybody who keeps the house, by name. Throws not_found without the right to change it. */
export async function listStaff(actor: Actor): Promise<StaffView[]> {
  requireRight(actor, "manageStaff");
  const rows = await getDb()
    .select()
    .from(users)
    // As the index of them has it, word for word.
    .where(and(sql`${users.role} in ('admin', 'moderator', 'accountant')`, isNull(users.leftAt)))
    .orderBy(asc(users.name), asc(users.id));
  return rows.flatMap(({ id, name, email, role, createdAt, emailVerifiedAt }) =>
    isStaff(role)
      ? [{ userId: id, name, email, role, createdAt, hasConfirmed: emailVerifiedAt !== null }]
      : [],
  );
}

const LAST_CHARACTER = "\u{10FFFF}";

/** Freelancers who want to be found and whose name begins with what was typed. Anyone may ask. */
export async function listPeopleNamed(
  typed: string,
  limit: number,
  reader: Reader = getDb(),
): Promise<PersonHint[]> {
  const from = typed.toLowerCase();
  const name = sql`lower(${users.name})`;
  return reader
    .select({ handle: users.handle, name: users.name, headline: freelancerProfiles.headline })
    .from(users)
    .innerJoin(freelancerProfiles, eq(freelancerProfiles.userId, users.id))
    .where(
      and(
        // As the index of names has it, word for word.
        sql`${users.role} = 'freelancer' and ${users.onboardedAt} is not null`,
        eq(freelancerProfiles.isListed, true),
        isListable(users.id),
        sql`${name} ~>=~ ${from} and ${name} ~<~ ${`${from}${LAST_CHARACTER}`}`,
      ),
    )
    .orderBy(sql`${name} using ~<~`, users.id)
    .limit(limit);
}

/** The actor's own profile, for editing. Throws not_found before it is set up. */
export async function getOwnProfile({ userId, role }: Actor): Promise<OwnProfileView> {
  const person = personView(await getPerson(userId));
  switch (role) {
    case "admin":
    case "moderator":
    case "accountant":
      return { role, ...person };
    case "client": {
      const fields = await findClientFields(userId);
      if (fields) return { role, ...person, ...fields };
      break;
    }
    case "freelancer": {
      const fields = await findFreelancerFields(userId);
      if (fields) return { role, ...person, ...fields };
    }
  }
  throw new DomainError("not_found");
}

type PersonRow = typeof users.$inferSelect;

function personView({ id, name, handle, createdAt, avatarFileId }: PersonRow) {
  return { userId: id, name, handle, memberSince: createdAt, avatarFileId };
}

async function getPerson(userId: Id<"usr">): Promise<PersonRow> {
  const [row] = await getDb().select().from(users).where(eq(users.id, userId));
  if (!row) throw new DomainError("not_found");
  return row;
}

async function findPublic(handle: string, role: "client" | "freelancer", actor: Actor | null) {
  const [row] = await getDb()
    .select()
    .from(users)
    .where(and(eq(users.handle, handle), eq(users.role, role), isNotNull(users.onboardedAt)));
  if (!row || row.id === actor?.userId) return row;
  return (await isHiddenNow(getDb(), row.id)) ? undefined : row;
}

async function findClientFields(userId: Id<"usr">) {
  const { companyName, website, size, location, about } = clientProfiles;
  const [row] = await getDb()
    .select({ companyName, website, size, location, about })
    .from(clientProfiles)
    .where(eq(clientProfiles.userId, userId));
  return row && { ...row, size: toCompanySize(row.size) };
}

const FREELANCER_FIELDS = {
  headline: freelancerProfiles.headline,
  bio: freelancerProfiles.bio,
  skills: freelancerProfiles.skills,
  hourlyRateCents: freelancerProfiles.hourlyRateCents,
  location: freelancerProfiles.location,
  availability: freelancerProfiles.availability,
  isListed: freelancerProfiles.isListed,
  languages: freelancerProfiles.languages,
  timeZone: freelancerProfiles.timeZone,
};

async function findFreelancerFields(userId: Id<"usr">) {
  const [row] = await getDb()
    .select(FREELANCER_FIELDS)
    .from(freelancerProfiles)
    .where(eq(freelancerProfiles.userId, userId));
  return row && { ...row, portfolio: await listPortfolio(userId) };
}

async function listPortfolio(userId: Id<"usr">): Promise<PortfolioItemView[]> {
  const { id, title, url, description } = portfolioItems;
  const items = await getDb()
    .select({ id, title, url, description })
    .from(portfolioItems)
    .where(eq(portfolioItems.userId, userId))
    .orderBy(asc(portfolioItems.position));
  const ids = items.map((item) => item.id);
  const files = await listPortfolioFiles(getDb(), ids);
  return items.map(({ id, ...item }) => ({ ...item, files: files.get(id) ?? [] }));
}
