import { eq, or } from "drizzle-orm";
import { driverOf, type Tx } from "#db/client";
import {
  billingDetails,
  blocks,
  conversationNames,
  dataArchives,
  notificationPreferences,
  notifications,
  payoutAccounts,
  savedJobs,
  savedPeople,
  savedSearches,
  sessions,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { forgetFactors } from "#lib/auth/forget-factors";
import { removeLoose } from "#lib/files/remove-file";
import { closeWallet, openWallet } from "#lib/ledger/movements";
import { dropMails } from "#lib/mail/drop-mails";
import { removeArchives } from "#lib/own-data/remove-archives";
import { becomeFormerMember } from "#lib/users/become-former-member";

/** Removes what belongs to this person alone. The caller holds the person's row. */
export async function forgetPerson(tx: Tx, actor: Actor): Promise<void> {
  const { userId } = actor;
  await becomeFormerMember(tx, actor);
  // Opened if nothing ever moved, so that nothing ever will.
  await openWallet(tx, { owner: userId });
  await closeWallet(tx, { owner: userId });
  // The browsers that are told of things go with their sessions, and what waits for these with them.
  await tx.delete(sessions).where(eq(sessions.userId, userId));
  await forgetFactors(tx, userId);
  await tx.delete(billingDetails).where(eq(billingDetails.userId, userId));
  await tx.delete(payoutAccounts).where(eq(payoutAccounts.userId, userId));
  await tx.delete(notifications).where(eq(notifications.userId, userId));
  await tx.delete(notificationPreferences).where(eq(notificationPreferences.userId, userId));
  await tx.delete(savedJobs).where(eq(savedJobs.userId, userId));
  await tx.delete(savedSearches).where(eq(savedSearches.userId, userId));
  await tx
    .delete(savedPeople)
    .where(or(eq(savedPeople.userId, userId), eq(savedPeople.freelancerId, userId)));
  await tx.delete(blocks).where(or(eq(blocks.blockerId, userId), eq(blocks.blockedId, userId)));
  await dropMails(tx, userId);
  await removeArchives(tx, eq(dataArchives.userId, userId));
  await removeLoose(tx, userId);
  await forgetInboxSearch(tx, userId);
}

/** What they found their messages and conversations by; these themselves are the other people's too. */
async function forgetInboxSearch(tx: Tx, userId: Actor["userId"]): Promise<void> {
  await driverOf(tx)`
    delete from message_search using participants mine
    where mine.user_id = ${userId} and message_search.conversation_id = mine.conversation_id
      and message_search.user_id = ${userId}`;
  await tx.delete(conversationNames).where(eq(conversationNames.userId, userId));
}
