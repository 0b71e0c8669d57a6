import { and, eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { auditEntries, settingVersions } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { chosen, noteChosen } from "#lib/chosen";
import { houseName } from "#lib/house";
import { changeSetting } from "./change-setting.ts";
import { followSettings } from "./follow-settings.ts";
import { getSettings } from "./queries.ts";
import { readSettings } from "./read-settings.ts";

const database = useTestDatabase();
afterEach(() => noteChosen(null));

const rename = (name: string, seen: number) =>
  ({ section: "look", seen, name, accent: null }) as const;
const announce = (text: string) =>
  ({ section: "banner", seen: 0, text, tone: "note", from: null, until: null }) as const;

/** Versions are never removed, so each test goes on from the one before. */
async function begin() {
  const admin = await makeAdmin();
  const { version: seen } = (await getSettings(admin)).look;
  return { admin, seen };
}

describe("changing a setting", () => {
  test("makes its next version, with who made it, and leaves the others alone", async () => {
    const { admin, seen } = await begin();
    await changeSetting(admin, rename("Atelier", seen));
    await changeSetting(admin, { ...rename("Atelier Nord", seen + 1), accent: "#7A1F3D" });
    const look = (await getSettings(admin)).look;
    expect(look).toMatchObject({
      version: seen + 2,
      value: { name: "Atelier Nord", accent: "#7a1f3d" },
      changed: { by: expect.any(String), at: expect.any(Date) },
    });
    expect((await getSettings(admin)).banner).toEqual({
      section: "banner",
      version: 0,
      value: { text: "", tone: "note", from: null, until: null },
      changed: null,
    });
  });

  test("to what it is already makes no version", async () => {
    const { admin, seen } = await begin();
    await changeSetting(admin, rename("Same", seen));
    await changeSetting(admin, rename("Same", seen));
    expect((await getSettings(admin)).look.version).toBe(seen + 1);
  });

  test("is for the operator alone, and for others there is nothing", async () => {
    for (const actor of [await makeClient(), await makeFreelancer()]) {
      const mine = changeSetting(actor, rename("Mine", 0));
      await expect(mine).rejects.toMatchObject({ code: "not_found" });
      await expect(getSettings(actor)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("of two who change the same version one does, and the other sees what is there now", async () => {
    const { admin: one, seen } = await begin();
    const two = await makeAdmin();
    const outcomes = await Promise.allSettled([
      changeSetting(one, rename("One", seen)),
      changeSetting(two, rename("Two", seen)),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({
      reason: { code: "changed_meanwhile", changes: [{ what: "Name" }] },
    });
    expect((await getSettings(one)).look.version).toBe(seen + 1);
  });

  test("that was seen in an older version is refused with both", async () => {
    const { admin, seen } = await begin();
    const before = (await getSettings(admin)).look.value.name;
    await changeSetting(admin, rename("Early", seen));
    await expect(changeSetting(admin, rename("Late", seen))).rejects.toMatchObject({
      code: "changed_meanwhile",
      changes: [{ what: "Name", seen: before, now: "Early" }],
    });
  });

  test.each([
    ["a name that cannot be seen", { ...rename("   ", 0) }, "name"],
    ["a name that is too long", { ...rename("x".repeat(41), 0) }, "name"],
    ["a colour that cannot be read", { ...rename("Atelier", 0), accent: "#ffd200" }, "accent"],
    ["no colour", { ...rename("Atelier", 0), accent: "red" }, "accent"],
    ["a long announcement", announce("x".repeat(301)), "text"],
    ["a day that is none", { ...announce("Closed"), from: "2026-02-30" }, "from"],
    [
      "an end before the beginning",
      { ...announce("Closed"), from: "2026-05-02", until: "2026-05-01" },
      "until",
    ],
  ])("to %s says at which field it cannot be", async (_, input, field) => {
    const { admin, seen } = await begin();
    await expect(changeSetting(admin, input)).rejects.toMatchObject({
      issues: [{ path: [field] }],
    });
    expect((await getSettings(admin)).look.version).toBe(seen);
  });

  test("is in the audit with its values before and after, and no version is ever changed", async () => {
    const { admin, seen } = await begin();
    await changeSetting(admin, rename("Before", seen));
    await changeSetting(admin, rename("After", seen + 1));
    const entries = await getDb()
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.kind, "setting_changed"), eq(auditEntries.actorId, admin.userId)))
      .orderBy(auditEntries.id);
    expect(entries).toMatchObject([
      { about: "look", after: { name: "Before", version: seen + 1 } },
      {
        about: "look",
        before: { name: "Before", version: seen + 1 },
        after: { name: "After", version: seen + 2 },
      },
    ]);
    await expect(getDb().update(settingVersions).set({ version: 99 })).rejects.toThrow();
    await expect(getDb().delete(settingVersions)).rejects.toThrow();
  });
});

describe("a process", () => {
  test.each([
    ["that follows hears of a change within a moment, without asking", 3_600_000],
    ["that heard nothing finds out by looking", 50],
  ])("%s", async (_, lookMs) => {
    const { admin, seen } = await begin();
    const stop = await followSettings({ url: database().appUrl, lookMs });
    try {
      const name = `Atelier ${lookMs}`;
      await changeSetting(admin, rename(name, seen));
      await expect.poll(() => houseName(), { timeout: 2_000 }).toBe(name);
    } finally {
      await stop();
    }
  });

  test("never goes back to an older reading", async () => {
    const { admin, seen } = await begin();
    await changeSetting(admin, rename("Older", seen));
    await readSettings();
    const older = chosen();
    await changeSetting(admin, rename("Newer", seen + 1));
    await readSettings();
    noteChosen(older);
    expect(houseName()).toBe("Newer");
  });
});
