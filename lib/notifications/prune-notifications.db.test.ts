import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { notifications } from "#db/schema";
import { makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Id } from "#lib/ids";
import { idAt, newId } from "#lib/new-id";
import { addDays, now } from "#lib/time";
import { pruneNotifications } from "./prune-notifications.ts";

useTestDatabase();

test("what was read goes after 90 days, everything after a year, and nothing that is still to be mailed", async () => {
  const { userId } = await makeFreelancer();
  const tell = async (daysAgo: number, fields: Partial<typeof notifications.$inferInsert> = {}) => {
    const createdAt = addDays(now(), -daysAgo);
    const id: Id<"ntf"> = `${idAt("ntf", createdAt)}${newId("ntf").slice(-16)}`;
    const told = { id, userId, kind: "hired", about: newId("ctr"), facts: {}, createdAt } as const;
    await getDb()
      .insert(notifications)
      .values({ ...told, ...fields });
    return id;
  };
  const readAt = now();
  const kept = [
    await tell(500, { mailDueAt: now() }),
    // It counts up: its id is old, and what it says is new.
    await tell(400, { createdAt: now() }),
    await tell(364),
    await tell(89, { readAt }),
    await tell(0),
  ];
  await tell(366);
  await tell(91, { readAt });
  expect(await pruneNotifications()).toEqual({ removed: 2 });
  expect(await pruneNotifications()).toEqual({ removed: 0 });
  const left = await getDb().select({ id: notifications.id }).from(notifications);
  expect(left.map(({ id }) => id).sort()).toEqual(kept.sort());
});
