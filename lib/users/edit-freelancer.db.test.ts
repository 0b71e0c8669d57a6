import { expect, test } from "vitest";
import { makeNewcomer } from "#db/testing/accounts";
import { makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
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

test("what was edited stands in the place of what was there, portfolio included; again changes nothing", async () => {
  const actor = await makeFreelancer();
  await editFreelancer(actor, input("first-address"));
  await editFreelancer(actor, input("first-address"));
  const shown = await getFreelancer("first-address");
  expect(shown).toMatchObject({ name: "Ana Lúcia Lima", portfolio: [{ title: "A checkout" }] });
  expect(shown.portfolio).toHaveLength(1);
});

test("an address that somebody has is refused at its field, and nothing is saved", async () => {
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

test("of two who want the same address at the same moment, one gets it", async () => {
  const [one, two] = [await makeFreelancer(), await makeFreelancer()];
  const results = await Promise.allSettled([
    editFreelancer(one, input("wanted")),
    editFreelancer(two, input("wanted")),
  ]);
  const codes = results.map((result) => result.status === "rejected" && result.reason.code);
  expect(codes.sort()).toEqual([false, "handle_taken"].sort());
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
