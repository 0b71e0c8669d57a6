import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { makeNewcomer } from "#db/testing/accounts";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { makeStoredFile, makeStoredFiles } from "#db/testing/stored-files";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { getReadableFile } from "#lib/files/queries/readable";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { editClient } from "./edit-client.ts";
import { editFreelancer } from "./edit-freelancer.ts";
import { getFreelancer, getOwnProfile, getViewer } from "./queries.ts";
import { type EditFreelancerInput, editFreelancerInput } from "./schema.ts";
import { setUpFreelancer } from "./set-up-freelancer.ts";

useTestDatabase();

function form(handle: string, change: Partial<EditFreelancerInput> = {}): EditFreelancerInput {
  return {
    name: "Ana Moreau",
    handle,
    headline: "Interface engineer",
    skills: ["React"],
    availability: "available",
    ...change,
  };
}

async function filesOf({ userId }: Actor) {
  const rows = await getDb().select().from(files).where(eq(files.ownerId, userId));
  return rows.map(({ id }) => id);
}

async function avatarOf(actor: Actor) {
  return (await getViewer(actor)).avatarFileId;
}

test("an uploaded picture represents the person from then on, for everyone", async () => {
  const actor = await makeFreelancer();
  const avatarFileId = await makeStoredFile(actor, "avatar", { name: "me.webp" });
  await expect(getReadableFile(null, avatarFileId)).rejects.toMatchObject({ code: "not_found" });
  await editFreelancer(actor, form("with-picture", { avatarFileId }));
  expect(await avatarOf(actor)).toBe(avatarFileId);
  expect((await getFreelancer("with-picture")).avatarFileId).toBe(avatarFileId);
  expect(await getReadableFile(null, avatarFileId)).toMatchObject({ isPublic: true });
});

test("a new picture deletes the old one, leaving it out keeps it, and emptying it brings back the initials", async () => {
  const actor = await makeFreelancer();
  const [first, second] = [
    await makeStoredFile(actor, "avatar"),
    await makeStoredFile(actor, "avatar"),
  ];
  await editFreelancer(actor, form("changing", { avatarFileId: first }));
  await editFreelancer(actor, form("changing", { avatarFileId: second }));
  expect(await filesOf(actor)).toEqual([second]);
  await editFreelancer(actor, form("changing"));
  await editFreelancer(actor, form("changing", { avatarFileId: second }));
  expect(await avatarOf(actor)).toBe(second);
  await editFreelancer(actor, form("changing", { avatarFileId: "" }));
  expect(await avatarOf(actor)).toBeNull();
  expect(await filesOf(actor)).toEqual([]);
});

test("clients have a picture too, and it can be chosen when the profile is set up", async () => {
  const client = await makeClient();
  const logo = await makeStoredFile(client, "avatar");
  const fields = { name: "Bo", handle: "northwind", companyName: "Northwind" };
  await editClient(client, { ...fields, avatarFileId: logo });
  expect(await getOwnProfile(client)).toMatchObject({ avatarFileId: logo });
  const newcomer = await makeNewcomer("freelancer");
  const avatarFileId = await makeStoredFile(newcomer, "avatar");
  await setUpFreelancer(newcomer, { ...form("ignored"), avatarFileId });
  expect(await avatarOf(newcomer)).toBe(avatarFileId);
});

test("another person's picture, and a file that is not a picture, change nothing", async () => {
  const actor = await makeFreelancer();
  const unusable: Id<"fil">[] = [
    await makeStoredFile(await makeFreelancer(), "avatar"),
    await makeStoredFile(actor, "portfolio"),
    newId("fil"),
  ];
  for (const avatarFileId of unusable) {
    const refused = editFreelancer(actor, form("refused", { avatarFileId }));
    await expect(refused).rejects.toMatchObject({ code: "file_unavailable" });
  }
  expect(await avatarOf(actor)).toBeNull();
  await expect(getFreelancer("refused")).rejects.toMatchObject({ code: "not_found" });
});

test("pictures stay with their pieces of work when these are edited or reordered; the others are deleted", async () => {
  const actor = await makeFreelancer();
  const [a = newId("fil"), b = newId("fil"), c = newId("fil")] = await makeStoredFiles(
    actor,
    "portfolio",
    ["a.png", "b.png", "c.png"],
  );
  const portfolio = [
    { title: "Maps", fileIds: [a, b] },
    { title: "Checkout", fileIds: [c] },
  ];
  await editFreelancer(actor, form("portfolio", { portfolio }));
  const moved = [
    { title: "Checkout", fileIds: [c] },
    { title: "Maps, again", fileIds: [b] },
  ];
  await editFreelancer(actor, form("portfolio", { portfolio: moved }));
  const shown = (await getFreelancer("portfolio")).portfolio;
  expect(shown.map(({ title, files }) => [title, files.map(({ name }) => name)])).toEqual([
    ["Checkout", ["c.png"]],
    ["Maps, again", ["b.png"]],
  ]);
  expect((await filesOf(actor)).sort()).toEqual([b, c].sort());
});

test("a form's flat fields carry pictures; a piece with only pictures needs a title and has at most four", () => {
  const fileId = newId("fil");
  const flat = { ...form("flat"), "portfolio.0.title": "Maps", "portfolio.0.fileIds": fileId };
  const { portfolio } = editFreelancerInput.parse(flat);
  expect(portfolio).toMatchObject([{ title: "Maps", fileIds: [fileId] }]);
  const nameless = editFreelancerInput.safeParse({
    ...form("flat"),
    "portfolio.0.fileIds": fileId,
  });
  expect(nameless.error?.issues[0]?.message).toBe("Give piece 1 of your work a title.");
  const many = { ...flat, "portfolio.0.fileIds": Array.from({ length: 5 }, () => newId("fil")) };
  expect(editFreelancerInput.safeParse(many).error?.issues[0]?.message).toContain("at most 4");
});
