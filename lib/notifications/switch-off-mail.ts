import { inTransaction, type Tx } from "#db/client";
import { notificationPreferences } from "#db/schema";
import { now } from "#lib/time";
import { type Stoppable, SWITCHED_GROUPS } from "./kinds.ts";
import { getPreferences, type Person } from "./queries.ts";

/** The person gets no more mail of this group, or none at all. Doing it again changes nothing. */
export async function switchOffMail(person: Person, group: Stoppable, tx?: Tx): Promise<void> {
  await inTransaction(tx, async (tx) => {
    const { mailOff, timeZone, ...chosen } = await getPreferences(person, tx);
    const groups = group === "together" ? SWITCHED_GROUPS : [group];
    const set = { mailOff: [...new Set([...mailOff, ...groups])], updatedAt: now() };
    await tx
      .insert(notificationPreferences)
      .values({
        userId: person.userId,
        bellOff: [...chosen.bellOff],
        pushOff: [...chosen.pushOff],
        hasPushDetails: chosen.hasPushDetails,
        rhythm: chosen.rhythm,
        quietFrom: chosen.quietFrom,
        quietUntil: chosen.quietUntil,
        timeZone: timeZone ?? "UTC",
        ...set,
      })
      .onConflictDoUpdate({ target: notificationPreferences.userId, set });
  });
}
