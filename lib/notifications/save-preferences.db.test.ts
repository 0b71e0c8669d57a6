import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { notifications } from "#db/schema";
import { makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { newId } from "#lib/new-id";
import { SWITCHED_GROUPS } from "./kinds.ts";
import { notify } from "./notify.ts";
import { countUnread, getPreferences, listNotifications, type Person } from "./queries.ts";
import { savePreferences } from "./save-preferences.ts";
import { seePage } from "./see-page.ts";

useTestDatabase();

const CHOICE = {
  bell: [...SWITCHED_GROUPS],
  mail: [...SWITCHED_GROUPS],
  push: [...SWITCHED_GROUPS],
  rhythm: "single" as const,
  quietFrom: "none",
  quietUntil: "none",
  timeZone: "Europe/Lisbon",
};

const hired = (person: Person, about: string) =>
  getDb().transaction((tx) =>
    notify(tx, {
      kind: "hired",
      to: person.userId,
      about,
      by: null,
      facts: { amountCents: 40_000 },
    }),
  );

test("what is switched off in the bell is neither counted nor listed there, and is read like the rest", async () => {
  const person = await makeFreelancer();
  await savePreferences(person, { ...CHOICE, bell: ["messages"] });
  const about = newId("ctr");
  await hired(person, about);
  expect(await countUnread(person)).toBe(0);
  expect((await listNotifications(person)).rows).toEqual([]);
  expect(await getDb().$count(notifications, eq(notifications.userId, person.userId))).toBe(1);
  expect(await seePage(person, { path: `/contracts/${about}` })).toBe(1);
});

test("security cannot be switched off", async () => {
  const person = await makeFreelancer();
  await savePreferences(person, { ...CHOICE, bell: [], mail: [] });
  const { userId } = person;
  await getDb().transaction((tx) =>
    notify(tx, { kind: "password_changed", to: userId, about: userId, by: null, facts: {} }),
  );
  expect(await countUnread(person)).toBe(1);
  const { bellOff, mailOff } = await getPreferences(person);
  expect([bellOff, mailOff]).toEqual([[...SWITCHED_GROUPS], [...SWITCHED_GROUPS]]);
});

test("a choice is one's own, and the last one counts", async () => {
  const [ana, bo] = [await makeFreelancer(), await makeFreelancer()];
  await savePreferences(ana, { ...CHOICE, quietFrom: "22", quietUntil: "7" });
  await savePreferences(ana, { ...CHOICE, rhythm: "weekly", quietFrom: "23", quietUntil: "6" });
  expect(await getPreferences(ana)).toMatchObject({
    rhythm: "weekly",
    quietFrom: 23,
    quietUntil: 6,
    timeZone: "Europe/Lisbon",
  });
  expect(await getPreferences(bo)).toMatchObject({ rhythm: "single", mailOff: ["searches"] });
});

test("quiet hours have two ends, and none when both are the same", async () => {
  const person = await makeFreelancer();
  await expect(savePreferences(person, { ...CHOICE, quietFrom: "22" })).rejects.toThrow(
    "Choose both hours, or none.",
  );
  await savePreferences(person, { ...CHOICE, quietFrom: "7", quietUntil: "7" });
  expect(await getPreferences(person)).toMatchObject({ quietFrom: null, quietUntil: null });
});
