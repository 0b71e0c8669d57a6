import { expect, test } from "vitest";
import { makeNewcomer } from "#db/testing/accounts";
import { makeAdmin, makeClient } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { editFreelancer } from "./edit-freelancer.ts";
import { getFreelancer, getOwnProfile, getViewer } from "./queries.ts";
import { setUpFreelancer } from "./set-up-freelancer.ts";

useTestDatabase();

const profile = {
  headline: "Front-end engineer",
  bio: "I make interfaces that people can use.\r\n\r\nFor ten years.",
  skills: "React, css,  CSS , Accessibility",
  hourlyRateCents: "85.50",
  location: "Porto",
  availability: "limited",
  portfolio: [
    { title: "A checkout", url: "example.com/checkout", description: "Usable by keyboard." },
    { title: "", url: "", description: "" },
    { title: "A reader" },
  ],
} as const;

test("a profile that is set up is public from then on, as it was written", async () => {
  const actor = await makeNewcomer("freelancer");
  const { handle } = await getViewer(actor);
  await expect(getFreelancer(handle)).rejects.toMatchObject({ code: "not_found" });
  await setUpFreelancer(actor, { ...profile, portfolio: [...profile.portfolio] });
  expect(await getFreelancer(handle)).toMatchObject({
    userId: actor.userId,
    headline: "Front-end engineer",
    bio: "I make interfaces that people can use.\n\nFor ten years.",
    skills: ["React", "css", "Accessibility"],
    hourlyRateCents: 8550,
    availability: "limited",
    portfolio: [
      {
        title: "A checkout",
        url: "https://example.com/checkout",
        description: "Usable by keyboard.",
      },
      { title: "A reader", url: null, description: "" },
    ],
  });
  expect((await getViewer(actor)).isOnboarded).toBe(true);
});

test("the form's flat fields make the portfolio", async () => {
  const actor = await makeNewcomer("freelancer");
  const { portfolio: _, ...rest } = profile;
  const form = { ...rest, "portfolio.0.title": "", "portfolio.1.title": "A checkout" };
  await setUpFreelancer(actor, form);
  expect(await getOwnProfile(actor)).toMatchObject({ portfolio: [{ title: "A checkout" }] });
});

test("setting it up again is refused and changes nothing", async () => {
  const actor = await makeNewcomer("freelancer");
  const input = { ...profile, portfolio: [] };
  await setUpFreelancer(actor, input);
  const again = setUpFreelancer(actor, { ...input, headline: "Something else" });
  await expect(again).rejects.toMatchObject({ code: "already_onboarded" });
  expect(await getOwnProfile(actor)).toMatchObject({ headline: profile.headline });
});

test("twice at the same time sets it up once", async () => {
  const actor = await makeNewcomer("freelancer");
  const input = { ...profile, portfolio: [...profile.portfolio] };
  const results = await Promise.allSettled([
    setUpFreelancer(actor, input),
    setUpFreelancer(actor, input),
  ]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await getOwnProfile(actor)).toMatchObject({ portfolio: { length: 2 } });
});

test("clients and admins have no freelancer profile", async () => {
  const input = { ...profile, portfolio: [] };
  for (const actor of [await makeClient(), await makeAdmin()]) {
    await expect(setUpFreelancer(actor, input)).rejects.toMatchObject({ code: "forbidden" });
    const edited = editFreelancer(actor, { ...input, name: "Ana", handle: "ana" });
    await expect(edited).rejects.toMatchObject({ code: "forbidden" });
  }
});

test.each([
  ["no skill", { skills: " , " }, "Name at least one skill."],
  ["too many skills", { skills: Array.from({ length: 21 }, (_, n) => `skill ${n}`) }, "at most 20"],
  ["a rate that is no amount", { hourlyRateCents: "plenty" }, "Enter an amount"],
  [
    "a script for a link",
    { portfolio: [{ title: "x", url: "javascript:alert(1)" }] },
    "web address",
  ],
  [
    "a piece of work without a title",
    { portfolio: [{ title: "", url: "example.com" }] },
    "a title",
  ],
  ["too many pieces of work", { portfolio: Array(9).fill({ title: "x" }) }, "at most 8"],
])("%s is refused, and nothing is saved", async (_, wrong, sentence) => {
  const actor = await makeNewcomer("freelancer");
  const refused = setUpFreelancer(actor, { ...profile, portfolio: [], ...wrong });
  await expect(refused).rejects.toThrow(sentence);
  expect((await getViewer(actor)).isOnboarded).toBe(false);
});

test("no rate and no portfolio are fine", async () => {
  const actor = await makeNewcomer("freelancer");
  await setUpFreelancer(actor, { ...profile, hourlyRateCents: "", portfolio: undefined });
  expect(await getOwnProfile(actor)).toMatchObject({ hourlyRateCents: null, portfolio: [] });
});
