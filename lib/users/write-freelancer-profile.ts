import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { freelancerProfiles, portfolioItems } from "#db/schema";
import { type Id, newId } from "#lib/ids";
import type { FreelancerFields } from "./schema.ts";

/** Puts these fields, portfolio included, in the place of the freelancer's profile, or makes it. */
export async function writeFreelancerProfile(
  tx: Tx,
  userId: Id<"usr">,
  fields: FreelancerFields,
): Promise<void> {
  const { portfolio, headline, bio, skills, hourlyRateCents, location, availability } = fields;
  const profile = { headline, bio, skills, hourlyRateCents, location, availability };
  await tx
    .insert(freelancerProfiles)
    .values({ userId, ...profile })
    .onConflictDoUpdate({ target: freelancerProfiles.userId, set: profile });
  await tx.delete(portfolioItems).where(eq(portfolioItems.userId, userId));
  if (portfolio.length === 0) return;
  await tx
    .insert(portfolioItems)
    .values(portfolio.map((item, position) => ({ ...item, id: newId("prt"), userId, position })));
}
