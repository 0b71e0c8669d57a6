import type { Tx } from "#db/client";
import { freelancerProfiles } from "#db/schema";
import type { Id } from "#lib/ids";
import type { FreelancerFields } from "./schema.ts";
import { writePortfolio } from "./write-portfolio.ts";

/** Puts these fields, portfolio included, in the place of the freelancer's profile, or makes it. */
export async function writeFreelancerProfile(
  tx: Tx,
  userId: Id<"usr">,
  fields: Omit<FreelancerFields, "avatarFileId">,
): Promise<void> {
  const { portfolio, headline, bio, skills, hourlyRateCents, location, availability } = fields;
  const profile = { headline, bio, skills, hourlyRateCents, location, availability };
  await tx
    .insert(freelancerProfiles)
    .values({ userId, ...profile })
    .onConflictDoUpdate({ target: freelancerProfiles.userId, set: profile });
  await writePortfolio(tx, userId, portfolio);
}
