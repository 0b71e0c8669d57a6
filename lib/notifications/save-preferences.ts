import { inTransaction, type Tx } from "#db/client";
import { notificationPreferences } from "#db/schema";
import { now } from "#lib/time";
import { SWITCHED_GROUPS } from "./kinds.ts";
import type { Person } from "./queries.ts";
import { type SavePreferencesInput, savePreferencesInput } from "./schema.ts";

/**
 * Keeps what the person wants to be told of, by which ways, and when. What is told of the security of their account is
 * not among it: that always comes.
 */
export async function savePreferences(
  { userId }: Person,
  input: SavePreferencesInput,
  tx?: Tx,
): Promise<void> {
  const { bell, mail, push, hasPushDetails, rhythm, quietFrom, quietUntil, timeZone } =
    savePreferencesInput.parse(input);
  const hasQuiet = quietFrom !== null && quietUntil !== null && quietFrom !== quietUntil;
  const chosen = {
    bellOff: SWITCHED_GROUPS.filter((group) => !bell.includes(group)),
    mailOff: SWITCHED_GROUPS.filter((group) => !mail.includes(group)),
    pushOff: SWITCHED_GROUPS.filter((group) => !push.includes(group)),
    hasPushDetails,
    rhythm,
    quietFrom: hasQuiet ? quietFrom : null,
    quietUntil: hasQuiet ? quietUntil : null,
    timeZone,
    updatedAt: now(),
  };
  await inTransaction(tx, (tx) =>
    tx
      .insert(notificationPreferences)
      .values({ userId, ...chosen })
      .onConflictDoUpdate({ target: notificationPreferences.userId, set: chosen }),
  );
}
