import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "#db/client";
import { clientProfiles, freelancerProfiles, portfolioItems, users } from "#db/schema";
import { isUniqueViolation } from "#db/unique-violation";
import type { Actor, Role } from "#lib/auth/actor";
import { inHouseSpelling } from "#lib/chosen";
import { DomainError } from "#lib/errors";
import { attachFiles } from "#lib/files/attach-files";
import { removeAttached } from "#lib/files/remove-file";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import type { ClientFields, FreelancerFields } from "../schema.ts";

/**
 * The actor's own row, locked until the transaction ends, so that two tabs change a profile one after the other. Each
 * kept form refers to this row, so a lock that also blocks references would make two of them wait for each other.
 * Throws forbidden for a role other than `role`.
 */
export async function lockPerson(
  tx: Tx,
  actor: Actor,
  role: Role,
): Promise<typeof users.$inferSelect> {
  if (actor.role !== role) throw new DomainError("forbidden");
  const isActor = eq(users.id, actor.userId);
  const [row] = await tx.select().from(users).where(isActor).for("no key update");
  if (!row) throw new DomainError("not_found");
  return row;
}

/** Gives a person another name and address. Throws handle_taken, with the form's field. */
export async function renamePerson(
  tx: Tx,
  userId: Id<"usr">,
  { name, handle }: { name: string; handle: string },
): Promise<void> {
  const taken = new DomainError("handle_taken", { field: "handle" });
  const others = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.handle, handle), ne(users.id, userId)));
  if (others.length > 0) throw taken;
  try {
    await tx.update(users).set({ name, handle }).where(eq(users.id, userId));
  } catch (error) {
    // The handle was taken between the look-up and the change.
    throw isUniqueViolation(error) ? taken : error;
  }
}

type Person = Pick<typeof users.$inferSelect, "id" | "avatarFileId">;

/**
 * Replaces the person's picture and deletes the old one; null only deletes it, and undefined keeps it. The caller holds
 * the lock on the person's row. Throws file_unavailable.
 */
export async function writeAvatar(
  tx: Tx,
  { id, avatarFileId }: Person,
  wanted: Id<"fil"> | null | undefined,
): Promise<void> {
  if (wanted === undefined || wanted === avatarFileId) return;
  const to = { avatarOf: id };
  await removeAttached(tx, to);
  if (wanted) await attachFiles(tx, { ownerId: id, fileIds: [wanted], purpose: "avatar", to });
  await tx.update(users).set({ avatarFileId: wanted }).where(eq(users.id, id));
}

/** Replaces the fields of the client's profile, or makes it. */
export async function writeClientProfile(
  tx: Tx,
  userId: Id<"usr">,
  fields: Omit<ClientFields, "avatarFileId">,
): Promise<void> {
  const { companyName, website, size, location, about } = fields;
  const profile = { companyName, website, size, location, about };
  await tx
    .insert(clientProfiles)
    .values({ userId, ...profile })
    .onConflictDoUpdate({ target: clientProfiles.userId, set: profile });
}

/** Replaces the fields of the freelancer's profile, portfolio included, or makes it. */
export async function writeFreelancerProfile(
  tx: Tx,
  userId: Id<"usr">,
  fields: Omit<FreelancerFields, "avatarFileId">,
): Promise<void> {
  const { portfolio, isListed, languages, timeZone, ...others } = fields;
  const { headline, bio, skills, hourlyRateCents, location, availability } = others;
  const profile = {
    headline,
    bio,
    skills: inHouseSpelling(skills),
    hourlyRateCents,
    location,
    availability,
    ...(isListed === undefined ? {} : { isListed }),
    ...(languages === undefined ? {} : { languages }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
  await tx
    .insert(freelancerProfiles)
    .values({ userId, ...profile })
    .onConflictDoUpdate({ target: freelancerProfiles.userId, set: profile });
  await writePortfolio(tx, userId, portfolio);
}

/**
 * Replaces the pieces of work and their pictures. Pictures that no piece uses any more are deleted. Throws
 * file_unavailable.
 */
export async function writePortfolio(
  tx: Tx,
  userId: Id<"usr">,
  portfolio: FreelancerFields["portfolio"],
): Promise<void> {
  const except = portfolio.flatMap(({ fileIds }) => fileIds);
  const old = await tx
    .select({ portfolioItemId: portfolioItems.id })
    .from(portfolioItems)
    .where(eq(portfolioItems.userId, userId));
  for (const item of old) await removeAttached(tx, item, { except });
  // Without its piece a picture is attached to nothing, and can be attached again.
  await tx.delete(portfolioItems).where(eq(portfolioItems.userId, userId));
  for (const [position, { fileIds, ...item }] of portfolio.entries()) {
    const id = newId("prt");
    await tx.insert(portfolioItems).values({ ...item, id, userId, position });
    const to = { portfolioItemId: id };
    await attachFiles(tx, { ownerId: userId, fileIds, purpose: "portfolio", to });
  }
}
