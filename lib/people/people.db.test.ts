import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { freelancerProfiles, users } from "#db/schema";
import { makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { hireAndSubmit, PRICE } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { markComplete } from "#lib/contracts/mark-complete";
import { cents } from "#lib/money";
import { leaveReview } from "#lib/reviews/leave-review";
import type { SearchParams } from "#lib/search-params";
import { setClock } from "#lib/time";
import { parsePersonFilters } from "./filters.ts";
import { getPerson, listPeople } from "./queries/people.ts";
import { savePerson, unsavePerson } from "./save-person.ts";

useTestDatabase();

type Profile = Partial<typeof freelancerProfiles.$inferInsert>;

/** A freelancer with this profile, whose name is a part of it. */
async function freelancer(name: string, fields: Profile): Promise<Actor> {
  const actor = await makeFreelancer({ name });
  await profile(actor, fields);
  return actor;
}

async function profile({ userId }: Actor, fields: Profile): Promise<void> {
  await getDb().update(freelancerProfiles).set(fields).where(eq(freelancerProfiles.userId, userId));
}

/** A freelancer whose one finished contract was reviewed with this many stars. */
async function proven(rating: number): Promise<Actor> {
  const hired = await hireAndSubmit();
  const { client, contractId } = hired;
  await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
  for (const author of [client, hired.freelancer]) {
    await leaveReview(author, { contractId, rating, text: "Clear, quick, kind." });
  }
  return hired.freelancer;
}

async function find(params: SearchParams, actor: Actor | null = null) {
  const page = await listPeople(actor, parsePersonFilters(params));
  return page.rows.map(({ userId }) => userId);
}

let client: Actor;
let ana: Actor;
let jonas: Actor;
let zoe: Actor;
let hidden: Actor;
let best: Actor;
let good: Actor;

beforeAll(async () => {
  client = await makeClient();
  ana = await freelancer("Ana Moreira", {
    headline: "Accessible front ends",
    skills: ["React", "Accessibility"],
    hourlyRateCents: cents(6_500),
  });
  jonas = await freelancer("Jonas Weber", {
    headline: "Backends that stay up",
    bio: "I keep queues short.",
    skills: ["PostgreSQL", "Go"],
    hourlyRateCents: cents(9_000),
    availability: "limited",
  });
  zoe = await freelancer("Zoë Ávila", {
    headline: "Illustration for print",
    skills: ["Illustration"],
    availability: "unavailable",
  });
  hidden = await freelancer("Nobody Seesme", { skills: ["React"], isListed: false });
  good = await proven(4);
  best = await proven(5);
});

describe("the list of freelancers", () => {
  test("finds by name, headline, skill, own words and finished work", async () => {
    expect(await find({ q: "moreira" })).toEqual([ana.userId]);
    expect(await find({ q: "zoe avila" })).toEqual([zoe.userId]);
    expect(await find({ q: "accessible" })).toEqual([ana.userId]);
    expect(await find({ q: "postgresql" })).toEqual([jonas.userId]);
    expect(await find({ q: "queues" })).toEqual([jonas.userId]);
    const { reviews } = await getPerson(null, await handleOf(best));
    expect(await find({ q: reviews[0]?.jobTitle ?? "" })).toEqual(
      expect.arrayContaining([best.userId, good.userId]),
    );
  });

  test("shows nobody who does not want to be found, whatever is asked; their page stays", async () => {
    const everybody = [{}, { q: "nobody" }, { skill: "react" }, { sort: "newest" }];
    for (const params of everybody) expect(await find(params)).not.toContain(hidden.userId);
    await savePerson(client, { freelancerId: hidden.userId });
    expect(await find({ saved: "1" }, client)).toEqual([]);
    await unsavePerson(client, { freelancerId: hidden.userId });
    expect(await getPerson(null, await handleOf(hidden))).toMatchObject({
      freelancer: { userId: hidden.userId },
    });
  });

  test("is narrowed by skills, rate, rating and availability", async () => {
    expect(await find({ skill: ["react", "ACCESSIBILITY"] })).toEqual([ana.userId]);
    expect(await find({ min: "70", max: "95" })).toEqual([jonas.userId]);
    expect(await find({ rating: "4.5" })).toEqual([best.userId]);
    expect(await find({ rating: "4", sort: "rating" })).toEqual([best.userId, good.userId]);
    const available = await find({ available: "1" });
    expect(available).toContain(jonas.userId);
    expect(available).not.toContain(zoe.userId);
  });

  test("is narrowed by languages, all of them, and by the time of day where people are", async () => {
    await profile(ana, { languages: ["en", "pt"], timeZone: "Europe/Lisbon" });
    await profile(jonas, { languages: ["de", "en"], timeZone: "Europe/Berlin" });
    await profile(zoe, { languages: ["pt"], timeZone: "America/Sao_Paulo" });
    expect(await find({ lang: "en", sort: "newest" })).toEqual([jonas.userId, ana.userId]);
    expect(await find({ lang: ["pt", "en"] })).toEqual([ana.userId]);
    expect(await find({ zone: "1.Europe/Madrid", sort: "newest" })).toEqual([
      jonas.userId,
      ana.userId,
    ]);
    const page = await listPeople(
      null,
      parsePersonFilters({ lang: ["de", "en"], zone: "1.Asia/Tokyo" }),
    );
    expect(page).toMatchObject({ total: 0, emptyBecause: { label: "Within 1 hour of Tokyo" } });
  });

  test("what is near is asked of the clocks of the moment", async () => {
    await profile(zoe, { timeZone: "America/Sao_Paulo" });
    const near = { zone: "3.Europe/Lisbon" };
    for (const [at, isNear] of [
      ["2027-01-10T12:00:00Z", true],
      ["2027-07-10T12:00:00Z", false],
    ] as const) {
      const reset = setClock(() => new Date(at));
      const found = await find(near);
      reset();
      expect(found.includes(zoe.userId), at).toBe(isNear);
    }
  });

  test("finds who has any skill of a job that is open", async () => {
    const job = await makeJob(client, { skills: ["go", "ILLUSTRATION"] });
    const closed = await makeJob(client, { skills: ["Go"], status: "closed" });
    expect(await find({ for: job, sort: "newest" })).toEqual([zoe.userId, jonas.userId]);
    expect(await find({ for: closed })).toEqual([]);
    expect(await find({ for: "job_x", q: "moreira" })).toEqual([ana.userId]);
  });

  test("is sorted by rating, by rate, and by who is new, with people without a rate last", async () => {
    expect((await find({ sort: "rating" })).slice(0, 2)).toEqual([best.userId, good.userId]);
    expect((await find({ sort: "rate" })).slice(0, 2)).toEqual([ana.userId, jonas.userId]);
    expect((await find({ sort: "newest" }))[0]).toBe(best.userId);
  });

  test("recommends proven people first, and newcomers in between", async () => {
    const rows = (await listPeople(null, parsePersonFilters({}))).rows;
    expect(rows.slice(0, 2).map(({ userId }) => userId)).toEqual([best.userId, good.userId]);
    expect(rows[0]).toMatchObject({ rating: 5, reviewCount: 1, completedCount: 1 });
    expect(rows.slice(2).map(({ completedCount }) => completedCount)).toEqual([0, 0, 0]);
  });

  test.each(["mixed", "rating", "rate", "newest"])(
    "sorted by %s, its pages show each person once",
    async (sort) => {
      const filters = parsePersonFilters({ sort });
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await listPeople(null, filters, { limit: 2, ...(after ? { after } : {}) });
        seen.push(...page.rows.map(({ userId }) => userId));
        after = page.next;
      } while (after !== null && seen.length < 50);
      expect(seen).toHaveLength(5);
      expect(new Set(seen).size).toBe(5);
    },
  );

  test("a made-up cursor begins at the start", async () => {
    for (const after of [
      "x",
      "999999999999999~usr_1",
      "-.-x",
      "1~job_01hzy3c9w1z0000000000000aa",
    ]) {
      for (const sort of ["mixed", "rating", "rate"]) {
        const page = await listPeople(null, parsePersonFilters({ sort }), { after });
        expect(page.rows).toHaveLength(5);
      }
    }
  });

  test("when nobody is found, names the filter that did it", async () => {
    const page = await listPeople(null, parsePersonFilters({ skill: "react", min: "500" }));
    expect(page).toMatchObject({ total: 0, emptyBecause: { wouldFind: 3 } });
    expect(page.emptyBecause?.label).toContain("500");
  });

  test("a new name is found at once, and the old one no longer", async () => {
    await getDb().update(users).set({ name: "Jona Bergmann" }).where(eq(users.id, jonas.userId));
    expect(await find({ q: "bergmann" })).toEqual([jonas.userId]);
    expect(await find({ q: "weber" })).toEqual([]);
  });
});

describe("saved freelancers", () => {
  test("are the client's own list, and saving twice is saving once", async () => {
    const other = await makeClient();
    await savePerson(client, { freelancerId: zoe.userId });
    await savePerson(client, { freelancerId: zoe.userId });
    expect(await find({ saved: "1" }, client)).toEqual([zoe.userId]);
    expect(await find({ saved: "1" }, other)).toEqual([]);
    expect(await find({ saved: "1" })).toEqual([]);
    expect((await getPerson(client, await handleOf(zoe))).viewer).toEqual({
      isOwn: false,
      isSaved: true,
      mayInvite: true,
    });
    await unsavePerson(client, { freelancerId: zoe.userId });
    expect(await find({ saved: "1" }, client)).toEqual([]);
  });

  test("only clients save, and only freelancers are saved", async () => {
    await expect(savePerson(ana, { freelancerId: zoe.userId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(savePerson(client, { freelancerId: client.userId })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

async function handleOf({ userId }: Actor): Promise<string> {
  const [row] = await getDb().select().from(users).where(eq(users.id, userId));
  return row?.handle ?? "";
}
