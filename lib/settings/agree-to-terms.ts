import { inTransaction, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { isStaff } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { recordConsent } from "./record-consent.ts";
import { type AgreeToTermsInput, agreeToTermsInput } from "./schema.ts";

/**
 * The actor agrees to the terms that were on the screen; doing it again changes nothing. Throws not_found for people who
 * keep the house and where there are no terms, and changed_meanwhile when there is a newer version.
 */
export async function agreeToTerms(actor: Actor, input: AgreeToTermsInput, tx?: Tx): Promise<void> {
  if (isStaff(actor.role)) throw new DomainError("not_found");
  const { version } = agreeToTermsInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const isRecorded = await recordConsent(tx, actor.userId, version);
    if (!isRecorded) throw new DomainError("not_found");
  });
}
