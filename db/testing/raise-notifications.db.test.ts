import { and, eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import type { Id } from "#lib/ids";
import { listNotifications } from "#lib/notifications/queries";
import { getDb } from "../client.ts";
import { inboxes, NOTIFICATION_KINDS, notifications } from "../schema.ts";
import { makeFreelancer } from "./factories.ts";
import { closeWithProposals, scenesOf, settleEverything } from "./raise-notifications.ts";
import { useTestDatabase } from "./test-database.ts";

useTestDatabase();
afterEach(settleEverything);

const scenes = scenesOf();

test.each(NOTIFICATION_KINDS)(
  "%s is told once to the one whom it concerns, also when it comes again",
  async (kind) => {
    const { to, raise } = await scenes[kind]();
    const isThis = and(eq(notifications.userId, to.userId), eq(notifications.kind, kind));
    const count = () => getDb().$count(notifications, isThis);
    expect(await count()).toBe(0);
    const before = await lastChangeOf(to.userId);
    await raise();
    expect(await count()).toBe(1);
    // Their open pages hear of it.
    expect(await lastChangeOf(to.userId)).toBeGreaterThan(before);
    await raise();
    const rows = await getDb().select().from(notifications).where(isThis);
    expect(rows.map((row) => row.count)).toEqual([1]);
    const [row] = (await listNotifications(to)).rows.filter((shown) => shown.kind === kind);
    expect(row?.isUnread).toBe(true);
    expect(row?.sentence).not.toMatch(/undefined|NaN|null|\{/);
  },
);

async function lastChangeOf(userId: Id<"usr">): Promise<number> {
  const [inbox] = await getDb().select().from(inboxes).where(eq(inboxes.userId, userId));
  return inbox?.lastSeq ?? 0;
}

test("nobody is told of what they did themselves", async () => {
  const own = eq(notifications.userId, notifications.actorId);
  expect(await getDb().$count(notifications)).toBeGreaterThan(NOTIFICATION_KINDS.length);
  expect(await getDb().$count(notifications, own)).toBe(0);
});

test("whoever applied is told when the job is closed", async () => {
  const freelancers = [await makeFreelancer(), await makeFreelancer()];
  await closeWithProposals(freelancers);
  for (const freelancer of freelancers) {
    const { rows } = await listNotifications(freelancer);
    expect(rows.map(({ sentence }) => sentence)).toEqual([
      "Northwind Trade closed the job without hiring",
    ]);
  }
});
