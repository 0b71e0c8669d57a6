import { createHash } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import {
  messages,
  NOTIFICATION_KINDS,
  notifications,
  pushes,
  pushSubscriptions,
  sessions,
} from "#db/schema";
import { makeFreelancer } from "#db/testing/factories";
import { useMovingClock } from "#db/testing/moving-clock";
import { inDays, scenesOf } from "#db/testing/raise-notifications";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { deviceKeyOf } from "#lib/auth/device-key";
import { endSession } from "#lib/auth/end-session";
import { createSession } from "#lib/auth/sessions";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { SWITCHED_GROUPS } from "#lib/notifications/kinds";
import { notify } from "#lib/notifications/notify";
import { savePreferences } from "#lib/notifications/save-preferences";
import type { SavePreferencesInput } from "#lib/notifications/schema";
import { seePage } from "#lib/notifications/see-page";
import { addDays, MINUTE_MS, now } from "#lib/time";
import { makePushes } from "./make-pushes.ts";
import { DEVICES_MAX } from "./policy.ts";
import type { Delivery, OutgoingPush, PushProvider } from "./provider.ts";
import { isSubscribed } from "./queries.ts";
import { sendPushes } from "./send-pushes.ts";
import { subscribe } from "./subscribe.ts";
import { unsubscribe } from "./unsubscribe.ts";

useTestDatabase();

const wait = useMovingClock("2026-11-20T12:00:00Z");
let number = 0;

beforeEach(async () => {
  await getDb().delete(pushSubscriptions);
  await getDb().delete(notifications);
});

function fakeService(answer: (push: OutgoingPush) => Delivery = () => ({ outcome: "sent" })) {
  const got: OutgoingPush[] = [];
  const provider: PushProvider = {
    send: async (push) => {
      got.push(push);
      return answer(push);
    },
  };
  const contents = () => got.map((push): Record<string, unknown> => JSON.parse(push.contents));
  return { got, provider, contents };
}

const browserAt = (name: string) => ({
  endpoint: `https://fcm.googleapis.com/fcm/send/${name}`,
  keys: { p256dh: `B${"A".repeat(86)}`, auth: "A".repeat(22) },
});

/** A session of this person, in a browser that is told. */
async function deviceOf(person: Actor, name = `device-${number++}`): Promise<Id<"ses">> {
  const sessionId = await getDb().transaction((tx) => createSession(tx, person.userId, null));
  await subscribe(person, { ...browserAt(name), sessionId });
  return sessionId;
}

const CHOICE: SavePreferencesInput = {
  bell: [...SWITCHED_GROUPS],
  mail: [...SWITCHED_GROUPS],
  push: [...SWITCHED_GROUPS],
  rhythm: "single",
  quietFrom: "none",
  quietUntil: "none",
  timeZone: "UTC",
};

const hired = (to: Actor, about = newId("ctr")) =>
  getDb().transaction((tx) =>
    notify(tx, { kind: "hired", to: to.userId, about, by: null, facts: { amountCents: 40_000 } }),
  );
const endpoints = async () => {
  const rows = await getDb()
    .select({ endpoint: pushSubscriptions.endpoint })
    .from(pushSubscriptions)
    .orderBy(asc(pushSubscriptions.createdAt), asc(pushSubscriptions.id));
  return rows.map(({ endpoint }) => endpoint.split("/").at(-1));
};
const waitingCount = () => getDb().$count(pushes);

/** Somebody is told of a message, whose text then becomes this one. */
async function written(body: string, choice: SavePreferencesInput | null = null): Promise<Actor> {
  const { to, raise } = await scenesOf({ title: "Chart the sandbanks" }).message();
  await getDb().delete(notifications);
  await deviceOf(to, "phone");
  if (choice) await savePreferences(to, choice);
  await raise();
  await getDb()
    .update(messages)
    .set(body === "" ? { body, deletedAt: now() } : { body });
  wait(1);
  return to;
}

describe("a push", () => {
  test("says who and about what, to each device, and neither amounts nor text", async () => {
    const client = await written("My number is 555 0100.");
    await deviceOf(client, "desk");
    await hired(client);
    expect(await makePushes()).toBe(4);
    const { got, provider, contents } = fakeService();
    expect(await sendPushes(provider)).toBe(4);
    const told = contents().filter(({ path }) => /^\/inbox\/cnv_/.test(String(path)));
    const key = deviceKeyOf(client.userId);
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({
      title: expect.stringMatching(/ wrote to you$/),
      body: "Chart the sandbanks",
      mark: createHash("sha256").update(`mark of ${key}`).digest("hex"),
    });
    // Marks and ids are chance, and may have any digits in them.
    expect(got.map(({ contents }) => contents).join()).not.toMatch(/555 0100|€/);
    expect(await waitingCount()).toBe(0);
    expect(await makePushes()).toBe(0);
  });

  test("shows amounts and text to a person who wants that", async () => {
    const client = await written("My number is 555 0100.", { ...CHOICE, hasPushDetails: "on" });
    await hired(client);
    await makePushes();
    const { provider, contents } = fakeService();
    await sendPushes(provider);
    const told = contents().map(({ title, body }) => `${title} / ${body}`);
    expect(told).toContain("WorkHub hired you for €400.00 / ");
    expect(told.find((one) => one.includes("wrote to you"))).toMatch(
      / \/ My number is 555 0100\.$/,
    );
  });

  test("of a message that was deleted shows no text", async () => {
    await written("", { ...CHOICE, hasPushDetails: "on" });
    await makePushes();
    const { provider, contents } = fakeService();
    await sendPushes(provider);
    expect(contents().map(({ body }) => body)).not.toContain("Hello.");
  });

  test("of any kind has no amount in it", async () => {
    const scenes = scenesOf();
    for (const kind of NOTIFICATION_KINDS) {
      const { to, raise } = await scenes[kind]();
      await deviceOf(to);
      await savePreferences(to, CHOICE);
      await raise();
    }
    const { got, provider } = fakeService();
    await inDays(31, async () => {
      await getDb()
        .update(sessions)
        .set({ expiresAt: addDays(now(), 90), lastSeenAt: addDays(now(), 31) });
      await makePushes();
      await sendPushes(provider);
    });
    expect(got.length).toBeGreaterThanOrEqual(NOTIFICATION_KINDS.length);
    for (const { contents } of got) {
      expect(contents).not.toMatch(/€|\d\.\d\d\b/);
      expect(Buffer.byteLength(contents)).toBeLessThan(3900);
    }
  });

  test("about what was read or switched off meanwhile is let go", async () => {
    const ana = await makeFreelancer();
    await deviceOf(ana);
    const [first, second, third] = [newId("ctr"), newId("ctr"), newId("ctr")];
    await hired(ana, first);
    await seePage(ana, { path: `/contracts/${first}` });
    expect(await makePushes()).toBe(0);
    await hired(ana, second);
    await makePushes();
    await seePage(ana, { path: `/contracts/${second}` });
    await hired(ana, third);
    await makePushes();
    await savePreferences(ana, { ...CHOICE, push: [] });
    const { got, provider } = fakeService();
    expect(await sendPushes(provider)).toBe(0);
    expect([got, await waitingCount()]).toEqual([[], 0]);
  });

  test("waits for quiet hours to end, also when it was noted before them", async () => {
    const ana = await makeFreelancer();
    await deviceOf(ana);
    await savePreferences(ana, { ...CHOICE, quietFrom: "13", quietUntil: "15" });
    await hired(ana);
    await makePushes();
    wait(70);
    await hired(ana);
    expect(await makePushes()).toBe(0);
    const { provider } = fakeService();
    expect(await sendPushes(provider)).toBe(0);
    wait(110);
    expect(await makePushes()).toBe(1);
    expect(await sendPushes(provider)).toBe(2);
  });

  test("is not written for people without a device, and not for what happened before they had one", async () => {
    const ana = await makeFreelancer();
    await hired(ana);
    const [row] = await getDb()
      .select()
      .from(notifications)
      .where(eq(notifications.userId, ana.userId));
    expect(row?.pushDueAt).toBeNull();
    await deviceOf(ana);
    expect(await makePushes()).toBe(0);
  });

  test("is tried again with growing pauses, as long as the service asks, and then let go", async () => {
    const ana = await makeFreelancer();
    await deviceOf(ana);
    await hired(ana);
    await makePushes();
    const { got, provider } = fakeService(() => ({
      outcome: "later",
      reason: "The push service answered 429",
      afterMs: got.length === 1 ? 5 * MINUTE_MS : 0,
    }));
    await sendPushes(provider);
    wait(4);
    await sendPushes(provider);
    expect(got).toHaveLength(1);
    wait(1);
    await sendPushes(provider);
    expect(got).toHaveLength(2);
    for (let round = 0; round < 20; round += 1) {
      wait(60);
      await sendPushes(provider);
    }
    expect(got).toHaveLength(6);
    expect([await waitingCount(), await endpoints()]).toEqual([0, [expect.any(String)]]);
  });

  test("that its service refuses is let go, and the device stays", async () => {
    const ana = await makeFreelancer();
    await deviceOf(ana, "phone");
    await hired(ana);
    await makePushes();
    await sendPushes(fakeService(() => ({ outcome: "refused", reason: "413" })).provider);
    expect([await waitingCount(), await endpoints()]).toEqual([0, ["phone"]]);
  });

  test("goes once, however many workers send", async () => {
    const ana = await makeFreelancer();
    await deviceOf(ana);
    await hired(ana);
    await makePushes();
    const { got, provider } = fakeService();
    await Promise.all([sendPushes(provider), sendPushes(provider)]);
    expect(got).toHaveLength(1);
  });
});

describe("a device", () => {
  test("that its service no longer knows is told no more", async () => {
    const ana = await makeFreelancer();
    await deviceOf(ana, "phone");
    await deviceOf(ana, "desk");
    await hired(ana);
    await makePushes();
    const { provider } = fakeService(({ endpoint }) =>
      endpoint.endsWith("phone") ? { outcome: "gone" } : { outcome: "sent" },
    );
    expect(await sendPushes(provider)).toBe(1);
    expect([await waitingCount(), await endpoints()]).toEqual([0, ["desk"]]);
  });

  test("goes with its session, wherever that was ended", async () => {
    const ana = await makeFreelancer();
    const phone = await deviceOf(ana, "phone");
    await deviceOf(ana, "desk");
    await hired(ana);
    await makePushes();
    await endSession(ana, { sessionId: phone });
    expect(await endpoints()).toEqual(["desk"]);
    const { got, provider } = fakeService();
    await sendPushes(provider);
    expect(got.map(({ endpoint }) => endpoint.split("/").at(-1))).toEqual(["desk"]);
  });

  test("whose session has run out is told nothing", async () => {
    const ana = await makeFreelancer();
    const sessionId = await deviceOf(ana);
    await hired(ana);
    await makePushes();
    await getDb().update(sessions).set({ expiresAt: now() }).where(eq(sessions.id, sessionId));
    const { got, provider } = fakeService();
    await sendPushes(provider);
    expect([got, await waitingCount()]).toEqual([[], 0]);
  });

  test("is one for each session, and belongs to whoever named it last", async () => {
    const [ana, bo] = [await makeFreelancer(), await makeFreelancer()];
    const sessionId = await deviceOf(ana, "old");
    await subscribe(ana, { ...browserAt("new"), sessionId });
    await subscribe(ana, { ...browserAt("new"), sessionId });
    expect(await endpoints()).toEqual(["new"]);
    const other = await deviceOf(bo, "new");
    expect(await endpoints()).toEqual(["new"]);
    expect(await isSubscribed(ana, { sessionId })).toBe(false);
    expect(await isSubscribed(bo, { sessionId: other })).toBe(true);
  });

  test("is told no more when the person says so, and nobody else can say it", async () => {
    const [ana, bo] = [await makeFreelancer(), await makeFreelancer()];
    const sessionId = await deviceOf(ana, "phone");
    await unsubscribe(bo, { sessionId });
    expect(await endpoints()).toEqual(["phone"]);
    await unsubscribe(ana, { sessionId });
    await unsubscribe(ana, { sessionId });
    expect(await endpoints()).toEqual([]);
  });

  test("of a session that has ended, or is another person's, is not told", async () => {
    const [ana, bo] = [await makeFreelancer(), await makeFreelancer()];
    const sessionId = await deviceOf(ana);
    await expect(subscribe(bo, { ...browserAt("x"), sessionId })).rejects.toMatchObject({
      code: "not_signed_in",
    });
    await getDb().delete(sessions).where(eq(sessions.id, sessionId));
    await expect(subscribe(ana, { ...browserAt("x"), sessionId })).rejects.toMatchObject({
      code: "not_signed_in",
    });
  });

  test("beyond twenty takes the place of the oldest", async () => {
    const ana = await makeFreelancer();
    for (let device = 0; device <= DEVICES_MAX; device += 1) {
      wait(1);
      await deviceOf(ana, `n${device}`);
    }
    const told = await endpoints();
    expect([told.length, told[0], told.at(-1)]).toEqual([DEVICES_MAX, "n1", `n${DEVICES_MAX}`]);
  });

  test("at an address of nobody's push service is refused", async () => {
    const ana = await makeFreelancer();
    const sessionId = await deviceOf(ana);
    const browser = { ...browserAt("x"), endpoint: "https://169.254.169.254/latest/meta-data" };
    await expect(subscribe(ana, { ...browser, sessionId })).rejects.toThrow(
      "That is not the address of a push service.",
    );
  });
});
