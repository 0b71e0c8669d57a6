import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { clientProfiles, freelancerProfiles, mailLinks, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { NOBODYS_HASH } from "#lib/auth/password";
import { removeAttached } from "#lib/files/remove-file";
import { now } from "#lib/time";
import { writePortfolio } from "./internal/write-profile.ts";

/** The name of everybody who has left, wherever others still see that somebody was there. */
export const FORMER_MEMBER = "Former member";

/**
 * Takes a person's names, texts, pictures, address and password away. The public page is gone, because no profile is
 * set up, and the e-mail address is free for anybody. The caller holds the person's row.
 */
export async function becomeFormerMember(tx: Tx, { userId }: Actor): Promise<void> {
  await writePortfolio(tx, userId, []);
  await removeAttached(tx, { avatarOf: userId });
  await tx
    .update(users)
    .set({
      name: FORMER_MEMBER,
      handle: `former-member-${userId.slice(4)}`,
      // No host has such a name (RFC 6761).
      email: `${userId}@former.invalid`,
      passwordHash: NOBODYS_HASH,
      emailVerifiedAt: null,
      onboardedAt: null,
      avatarFileId: null,
      leftAt: now(),
    })
    .where(eq(users.id, userId));
  const empty = { website: null, size: null, location: null, about: "" };
  await tx
    .update(clientProfiles)
    .set({ ...empty, companyName: FORMER_MEMBER })
    .where(eq(clientProfiles.userId, userId));
  await tx
    .update(freelancerProfiles)
    .set({
      headline: "",
      bio: "",
      skills: [],
      hourlyRateCents: null,
      location: null,
      availability: "unavailable",
      isListed: false,
      languages: [],
      timeZone: null,
    })
    .where(eq(freelancerProfiles.userId, userId));
  await tx.delete(mailLinks).where(eq(mailLinks.userId, userId));
}
