import { expect, test } from "vitest";
import { inTransaction } from "#db/client";
import { formAnswers } from "#db/schema";
import { makeNewcomer } from "#db/testing/accounts";
import { makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { now } from "#lib/time";
import { editFreelancer } from "./edit-freelancer.ts";
import { getFreelancer, getOwnProfile } from "./queries.ts";

useTestDatabase();

const edited = {
  name: "Ana Lúcia Lima",
  handle: "ana-lucia",
  headline: "Interface engineer",
  skills: ["React"],
  availability: "available",
  portfolio: [{ title: "A checkout" }],
} as const;
const input = (handle: string) => ({
  ...edited,
  handle,
  skills: [...edited.skills],
  portfolio: [...edited.portfolio],
});

test("an edit replaces the whole profile, portfolio included; the same edit again changes nothing", async () => {
  const actor = await makeFreelancer();
  await editFreelancer(actor, input("first-address"));
  await editFreelancer(actor, input("first-address"));
  const shown = await getFreelancer("first-address");
  expect(shown).toMatchObject({ name: "Ana Lúcia Lima", portfolio: [{ title: "A checkout" }] });
  expect(shown.portfolio).toHaveLength(1);
});

test("languages and zone are kept by their one spelling, stay when left out, and go when emptied", async () => {
  const actor = await makeFreelancer();
  const shown = async () => {
    const { languages, timeZone } = await getFreelancer("polyglot");
    return { languages, timeZone };
  };
  const chosen = { languages: ["", "pt", "en", "pt"], timeZone: "US/Eastern" };
  await editFreelancer(actor, { ...input("polyglot"), ...chosen });
  const kept = { languages: ["en", "pt"], timeZone: "America/New_York" };
  expect(await shown()).toEqual(kept);
  await editFreelancer(actor, input("polyglot"));
  expect(await shown()).toEqual(kept);
  await editFreelancer(actor, { ...input("polyglot"), languages: "", timeZone: "" });
  expect(await shown()).toEqual({ languages: [], timeZone: null });
});

test.each([
  [{ languages: ["xx"] }, "Choose from the list."],
  [
    { languages: ["ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es"] },
    "Choose at most 10 languages.",
  ],
  [{ timeZone: "Mars/Base" }, "Choose one of the time zones."],
  [{ timeZone: "+01:00" }, "Choose one of the time zones."],
])("%j is refused", async (fields, sentence) => {
  const refused = editFreelancer(await makeFreelancer(), { ...input("refused"), ...fields });
  await expect(refused).rejects.toThrow(sentence);
});

test("an address that is taken is refused at its field, and nothing is saved", async () => {
  await editFreelancer(await makeFreelancer(), input("taken"));
  const actor = await makeFreelancer();
  const before = await getOwnProfile(actor);
  const refused = editFreelancer(actor, input("TAKEN"));
  await expect(refused).rejects.toMatchObject({
    code: "handle_taken",
    details: { field: "handle" },
  });
  expect(await getOwnProfile(actor)).toEqual(before);
});

test("of two people who want the same address at the same time, one gets it", async () => {
  const [one, two] = [await makeFreelancer(), await makeFreelancer()];
  const results = await Promise.allSettled([
    editFreelancer(one, input("wanted")),
    editFreelancer(two, input("wanted")),
  ]);
  const codes = results.map((result) => result.status === "rejected" && result.reason.code);
  expect(codes.sort()).toEqual([false, "handle_taken"].sort());
});

test("two forms that save one profile at the same time take turns", async () => {
  const actor = await makeFreelancer();
  await editFreelancer(actor, input("at-once"));
  const { promise: both, resolve: go } = Promise.withResolvers<void>();
  let begun = 0;
  const save = (key: string) =>
    inTransaction(undefined, async (tx) => {
      const { userId } = actor;
      const kept = { userId, key, action: "edit", contents: "", createdAt: now() };
      await tx.insert(formAnswers).values(kept);
      begun += 1;
      if (begun === 2) go();
      await both;
      await editFreelancer(actor, input("at-once"), tx);
    });
  await Promise.all([save("one tab"), save("another tab")]);
  // A deadlock would have undone one of them, which would then have begun again.
  expect(begun).toBe(2);
});

test("before it is set up there is nothing to edit", async () => {
  const refused = editFreelancer(await makeNewcomer("freelancer"), input("early"));
  await expect(refused).rejects.toMatchObject({ code: "profile_incomplete" });
});

test.each(["a", "ana lima", "-ana", "ana--lima", "ana/../bo", "ana.lima", "x".repeat(41)])(
  "%j is no address of a page",
  async (handle) => {
    const refused = editFreelancer(await makeFreelancer(), input(handle));
    await expect(refused).rejects.toThrow(/characters|letters/);
  },
);
