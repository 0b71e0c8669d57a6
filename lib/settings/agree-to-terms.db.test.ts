import { afterEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { termsConsents } from "#db/schema";
import { makeAdmin, makeClient } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { noteChosen } from "#lib/chosen";
import { house } from "#lib/house";
import { agreeToTerms } from "./agree-to-terms.ts";
import { changeSetting } from "./change-setting.ts";
import { getHousePage, getSettings, mustAgree } from "./queries.ts";
import { readSettings } from "./read-settings.ts";

useTestDatabase();
afterEach(() => noteChosen(null));

const headed = (value: string) =>
  expect.objectContaining({
    children: [
      expect.objectContaining({ type: "heading", children: [expect.objectContaining({ value })] }),
    ],
  });

/** Saves a new version of the terms; returns its number. */
async function write(text: string, asksAgain: boolean): Promise<number> {
  const admin = await makeAdmin();
  const seen = (await getSettings(admin)).terms.version;
  await changeSetting(admin, { section: "terms", seen, text, asksAgain });
  await readSettings();
  return seen + 1;
}

test("who was there before is asked once a version asks everybody, and until they have agreed to it or a newer one", async () => {
  const client = await makeClient();
  await write("# Ours", false);
  expect(await mustAgree(client)).toBe(false);
  const asked = await write("# Ours, with more", true);
  expect([await mustAgree(client), await mustAgree(await makeAdmin())]).toEqual([true, false]);
  const newer = await write("# Ours, with less", false);
  await expect(agreeToTerms(client, { version: asked })).rejects.toMatchObject({
    code: "changed_meanwhile",
    changes: [{ what: "Terms", seen: `version ${asked}`, now: `version ${newer}` }],
  });
  await agreeToTerms(client, { version: newer });
  await agreeToTerms(client, { version: newer });
  expect(await mustAgree(client)).toBe(false);
  expect(await getDb().select().from(termsConsents)).toEqual([
    { userId: client.userId, version: newer, agreedAt: expect.any(Date) },
  ]);
});

test("anybody reads the newest version and every earlier one; without a text there is no page", async () => {
  const first = await write("# The first", false);
  const second = await write("# The second", false);
  expect(house().pages).toEqual(["terms"]);
  const newest = await getHousePage("terms", null);
  expect(newest).toMatchObject({ version: second, isNewest: true, root: headed("The second") });
  expect(newest.versions.slice(0, 2).map(({ version }) => version)).toEqual([second, first]);
  expect(await getHousePage("terms", first)).toMatchObject({
    isNewest: false,
    root: headed("The first"),
  });
  await write("", false);
  expect(house().pages).toEqual([]);
  for (const [page, version] of [
    ["terms", null],
    ["terms", 99],
    ["privacy", null],
  ] as const) {
    await expect(getHousePage(page, version)).rejects.toMatchObject({ code: "not_found" });
  }
  const nobody = agreeToTerms(await makeClient(), { version: second + 1 });
  await expect(nobody).rejects.toMatchObject({ code: "not_found" });
});
