import sharp from "sharp";
import { afterEach, expect, test } from "vitest";
import { makeAdmin, makeClient } from "#db/testing/factories";
import { samplePicture } from "#db/testing/sample-files";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { noteChosen } from "#lib/chosen";
import { house } from "#lib/house";
import { changeWordmark } from "./change-wordmark.ts";
import { getSettings, getWordmark } from "./queries.ts";
import { readSettings } from "./read-settings.ts";

useTestDatabase();
afterEach(() => noteChosen(null));

const fileOf = (bytes: Uint8Array | string, type = "image/png") =>
  new File([typeof bytes === "string" ? bytes : new Uint8Array(bytes)], "mark", { type });

async function seenBy(admin: Actor): Promise<number> {
  return (await getSettings(admin)).wordmark.version;
}

test("a picture stands for the name: small, without what its file carried, and until the name comes back", async () => {
  const admin = await makeAdmin();
  const picture = fileOf(await samplePicture("jpeg", { width: 800, height: 200 }), "image/jpeg");
  await changeWordmark(admin, { seen: await seenBy(admin), picture });
  await readSettings();
  const { wordmark } = house();
  expect(wordmark).toMatchObject({ width: 336, height: 84 });
  const kept = await getWordmark(wordmark?.hash ?? "");
  expect(await sharp(kept).metadata()).toMatchObject({ format: "webp", width: 336, height: 84 });
  expect(Buffer.from(kept).includes("secret-place")).toBe(false);

  await changeWordmark(admin, { seen: await seenBy(admin), remove: "on" });
  await readSettings();
  expect(house().wordmark).toBeNull();
  // A page from before still has its picture.
  expect(await getWordmark(wordmark?.hash ?? "")).toEqual(kept);
});

test("what is no picture, and what only looks like one, is refused, and nothing is saved", async () => {
  const admin = await makeAdmin();
  const seen = await seenBy(admin);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  for (const bytes of ["not a picture", svg]) {
    const refused = changeWordmark(admin, { seen, picture: fileOf(bytes) });
    await expect(refused).rejects.toMatchObject({ code: "unreadable_picture" });
  }
  for (const picture of [fileOf(svg, "image/svg+xml"), fileOf(new Uint8Array(512 * 1024 + 1))]) {
    await expect(changeWordmark(admin, { seen, picture })).rejects.toThrow("at most 512 KB");
  }
  await expect(changeWordmark(admin, { seen, picture: fileOf("") })).rejects.toThrow(
    "Choose a picture.",
  );
  expect(await seenBy(admin)).toBe(seen);
});

test("is for the operator alone, and names what somebody else has saved meanwhile", async () => {
  const remove = { seen: 0, remove: "on" } as const;
  await expect(changeWordmark(await makeClient(), remove)).rejects.toMatchObject({
    code: "not_found",
  });
  const admin = await makeAdmin();
  const seen = await seenBy(admin);
  const pictures = [30, 40].map((width) => samplePicture("png", { width, height: 20 }));
  const [first, second] = (await Promise.all(pictures)).map((bytes) => fileOf(bytes));
  await changeWordmark(admin, { seen, picture: first });
  await expect(changeWordmark(admin, { seen, picture: second })).rejects.toMatchObject({
    code: "changed_meanwhile",
    changes: [{ what: "Wordmark", now: expect.stringContaining("a picture, ") }],
  });
  await expect(getWordmark("0".repeat(64))).rejects.toMatchObject({ code: "not_found" });
});
