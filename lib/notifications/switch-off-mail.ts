import { inTransaction, type Tx } from "#db/client";
import { notificationPreferences } from "#db/schema";
import { now } from "#lib/time";
import type { NotificationGroup } from "./kinds.ts";
import { getPreferences, type Person } from "./queries.ts";

/** The person gets no more mail of this group. Doing it again changes nothing. */
export async function switchOffMail(
  person: Person,
  group: Exclude<NotificationGroup, "security">,
  tx?: Tx,
): Promise<void> {
  await inTransaction(tx, async (tx) => {
    const { mailOff, timeZone, ...chosen } = await getPreferences(person, tx);
    const set = { mailOff: [...new Set([...mailOff, group])], updatedAt: now() };
    await tx
      .insert(notificationPreferences)
      .values({
        userId: person.userId,
        bellOff: [...chosen.bellOff],
        rhythm: chosen.rhythm,
        quietFrom: chosen.quietFrom,
        quietUntil: chosen.quietUntil,
        timeZone: timeZone ?? "UTC",
        ...set,
      })
      .onConflictDoUpdate({ target: notificationPreferences.userId, set });
  });
}
