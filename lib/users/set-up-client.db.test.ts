import { expect, test } from "vitest";
import { makeNewcomer } from "#db/testing/accounts";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { editClient } from "./edit-client.ts";
import { getClient, getFreelancer, getOwnProfile, getViewer } from "./queries.ts";
import { setUpClient } from "./set-up-client.ts";

useTestDatabase();

const profile = {
  companyName: "Nordlicht Studio",
  website: "nordlicht.example",
  size: "2-10",
  location: "",
  about: "We make things.",
} as const;

test("a company that is set up is public under an address made from its name, without the person behind it", async () => {
  const actor = await makeNewcomer("client");
  await setUpClient(actor, profile);
  const shown = await getClient("nordlicht-studio");
  expect(shown).toMatchObject({
    userId: actor.userId,
    companyName: "Nordlicht Studio",
    website: "https://nordlicht.example/",
    size: "2-10",
    location: null,
  });
  expect(shown).not.toHaveProperty("name");
  expect(shown).not.toHaveProperty("email");
  expect((await getViewer(actor)).handle).toBe("nordlicht-studio");
});

test("the next company of the same name gets the next address", async () => {
  const input = { ...profile, companyName: "Twice Ltd" };
  await setUpClient(await makeNewcomer("client"), input);
  const second = await makeNewcomer("client");
  await setUpClient(second, input);
  expect((await getViewer(second)).handle).toBe("twice-ltd-2");
});

test("companies of one name that are set up at the same time all get an address", async () => {
  const actors = await Promise.all([1, 2, 3, 4, 5].map(() => makeNewcomer("client")));
  await Promise.all(
    actors.map((actor) => setUpClient(actor, { ...profile, companyName: "Racing Ltd" })),
  );
  const handles = await Promise.all(actors.map(async (actor) => (await getViewer(actor)).handle));
  expect(handles.sort()).toEqual([
    "racing-ltd",
    "racing-ltd-2",
    "racing-ltd-3",
    "racing-ltd-4",
    "racing-ltd-5",
  ]);
});

test("companies with a very short or a very long name can save the address that they were given", async () => {
  for (const companyName of ["Q", "北京", "x".repeat(60), "x".repeat(60)]) {
    const actor = await makeNewcomer("client");
    await setUpClient(actor, { ...profile, companyName });
    const { name, handle } = await getViewer(actor);
    await editClient(actor, { ...profile, companyName, name, handle });
    expect((await getViewer(actor)).handle).toBe(handle);
  }
});

test.each(["\u200b\u3164", "\u202e\u202c\n", "\u2800", "\u{e0041}"])(
  "%j is no company's name, because nobody could see it",
  async (companyName) => {
    const actor = await makeNewcomer("client");
    await expect(setUpClient(actor, { ...profile, companyName })).rejects.toThrow("Enter the name");
    expect((await getViewer(actor)).isOnboarded).toBe(false);
  },
);

test("setting it up again is refused and changes nothing", async () => {
  const actor = await makeNewcomer("client");
  await setUpClient(actor, profile);
  const again = setUpClient(actor, { ...profile, companyName: "Another" });
  await expect(again).rejects.toMatchObject({ code: "already_onboarded" });
  expect(await getOwnProfile(actor)).toMatchObject({ companyName: "Nordlicht Studio" });
});

test("a freelancer has no company and no client page", async () => {
  const actor = await makeFreelancer();
  await expect(setUpClient(actor, profile)).rejects.toMatchObject({ code: "forbidden" });
  const edit = editClient(actor, { ...profile, name: "Ana", handle: "ana" });
  await expect(edit).rejects.toMatchObject({ code: "forbidden" });
  const { handle } = await getViewer(actor);
  await expect(getClient(handle)).rejects.toMatchObject({ code: "not_found" });
  await expect(getFreelancer("nordlicht-studio")).rejects.toMatchObject({ code: "not_found" });
});

test("a company and its address can be edited; the same edit again changes nothing", async () => {
  const actor = await makeClient();
  const input = { ...profile, name: "Mara Lind", handle: "nordlicht", size: "" } as const;
  await editClient(actor, input);
  await editClient(actor, input);
  expect(await getOwnProfile(actor)).toMatchObject({
    role: "client",
    name: "Mara Lind",
    handle: "nordlicht",
    size: null,
  });
});

test("before it is set up there is nothing to edit", async () => {
  const input = { ...profile, name: "Mara Lind", handle: "early-client" };
  const refused = editClient(await makeNewcomer("client"), input);
  await expect(refused).rejects.toMatchObject({ code: "profile_incomplete" });
});

test.each([
  "ftp://example.com",
  "javascript:alert(1)",
  "https://user:secret@example.com",
  "nothing",
])("%j is no website, and nothing is saved", async (website) => {
  const actor = await makeNewcomer("client");
  await expect(setUpClient(actor, { ...profile, website })).rejects.toThrow("web address");
  expect((await getViewer(actor)).isOnboarded).toBe(false);
});
