import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { freelancerProfiles, savedSearches } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { PERSON_LIMITS } from "#lib/auth/limit-person";
import { newId } from "#lib/new-id";
import { now, setClock } from "#lib/time";
import { listSearches } from "./queries.ts";
import { removeSearch } from "./remove-search.ts";
import { renameSearch } from "./rename-search.ts";
import { replaceSearch } from "./replace-search.ts";
import { saveSearch } from "./save-search.ts";
import { seeSearch } from "./see-search.ts";

useTestDatabase();

let resetClock: (() => void) | undefined;
afterEach(() => resetClock?.());

/** Lets business time go on by so many minutes from now. */
function wait(minutes: number): void {
  const at = new Date(now().getTime() + minutes * 60_000);
  resetClock?.();
  resetClock = setClock(() => at);
}

let words = 0;
/** A word that no other test's jobs have. */
const freshWord = () => `zq${String.fromCharCode(97 + (words++ % 26))}${newId("job").slice(-8)}`;

async function newIn(actor: Actor, board: "jobs" | "freelancers" = "jobs") {
  const searches = await listSearches(actor, board);
  return Object.fromEntries(searches.map(({ name, newCount }) => [name, newCount]));
}

describe("what is new in a saved search", () => {
  test("is what was posted since it was saved and passes its filters", async () => {
    const [client, ana, word] = [await makeClient(), await makeFreelancer(), freshWord()];
    const job = { title: `Paint the ${word} red`, skills: ["Painting"] };
    await makeJob(client, job);
    wait(1);
    await saveSearch(ana, { name: "Words", query: `q=${word}` });
    await saveSearch(ana, { name: "Skills", query: `q=${word}&skill=varnish` });
    await saveSearch(ana, { name: "Budget", query: `q=${word}&min=500&sort=budget` });
    expect(await newIn(ana)).toEqual({ Budget: 0, Skills: 0, Words: 0 });
    wait(1);
    await makeJob(client, job);
    await makeJob(client, { ...job, skills: ["Varnish"] });
    await makeJob(client, { ...job, status: "closed" });
    await makeJob(client, { title: "Something else" });
    expect(await newIn(ana)).toEqual({ Budget: 0, Skills: 1, Words: 2 });
  });

  test("is nothing once it was opened, and only in that one", async () => {
    const [client, ana, word] = [await makeClient(), await makeFreelancer(), freshWord()];
    const { searchId } = await saveSearch(ana, { name: "Mine", query: `q=${word}` });
    await saveSearch(ana, { name: "Other", query: `q=${word}&sort=newest` });
    wait(1);
    await makeJob(client, { title: `A ${word}` });
    const looked = now().getTime();
    wait(1);
    await makeJob(client, { title: `A later ${word}` });
    expect(await newIn(ana)).toEqual({ Mine: 2, Other: 2 });
    const [before] = await listSearches(ana, "jobs");
    expect((await seeSearch(ana, { searchId, at: looked })).newSince).toEqual(before?.seenAt);
    expect(await newIn(ana), "what came after it was read is still new").toEqual({
      Mine: 1,
      Other: 2,
    });
    await seeSearch(ana, { searchId, at: looked - 60_000 });
    expect((await newIn(ana)).Mine, "what was seen stays seen").toBe(1);
    await seeSearch(ana, { searchId, at: now().getTime() + 3_600_000 });
    wait(1);
    await makeJob(client, { title: `The last ${word}` });
    expect((await newIn(ana)).Mine, "nobody has seen the future").toBe(1);
  });

  test("is counted to a hundred and not further", async () => {
    const [client, ana, word] = [await makeClient(), await makeFreelancer(), freshWord()];
    await saveSearch(ana, { name: "Many", query: `q=${word}` });
    wait(1);
    for (let n = 0; n < 103; n += 1) {
      await makeJob(client, { title: `A ${word}` });
      if (n === 99) expect(await newIn(ana)).toEqual({ Many: 100 });
    }
    expect(await newIn(ana)).toEqual({ Many: 101 });
  });

  test("is, for a client, who has set up a profile since and passes the filters", async () => {
    const [client, word] = [await makeClient(), freshWord()];
    await makeFreelancer({ name: `Ana ${word}` });
    wait(1);
    await saveSearch(client, { name: "All", query: `q=${word}` });
    await saveSearch(client, { name: "Skilled", query: `q=${word}&skill=varnish` });
    wait(1);
    const ben = await makeFreelancer({ name: `Ben ${word}` });
    expect(await newIn(client, "freelancers")).toEqual({ All: 1, Skilled: 0 });
    await getDb()
      .update(freelancerProfiles)
      .set({ isListed: false })
      .where(eq(freelancerProfiles.userId, ben.userId));
    expect(await newIn(client, "freelancers")).toEqual({ All: 0, Skilled: 0 });
  });

  test("a search of whose filters some are gone still counts by the others, and says what is gone", async () => {
    const [client, ana, word] = [await makeClient(), await makeFreelancer(), freshWord()];
    const { searchId } = await saveSearch(ana, { name: "Old", query: "" });
    const query = `q=${word}&category=handicraft`;
    await getDb().update(savedSearches).set({ query }).where(eq(savedSearches.id, searchId));
    wait(1);
    await makeJob(client, { title: `A ${word}` });
    expect(await listSearches(ana, "jobs")).toMatchObject([
      { saved: query, query: `q=${word}`, lost: ["handicraft"], newCount: 1 },
    ]);
  });
});

describe("saving", () => {
  test("keeps the board's own address, and each name once, whatever its case", async () => {
    const ana = await makeFreelancer();
    await saveSearch(ana, { name: "Design", query: "job=job_x&sort=newest&category=design&x=1" });
    await expect(saveSearch(ana, { name: "design", query: "" })).rejects.toMatchObject({
      code: "search_name_taken",
      details: { field: "name" },
    });
    const [search] = await listSearches(ana, "jobs");
    expect(search).toMatchObject({ saved: "category=design", name: "Design" });
    await saveSearch(await makeFreelancer(), { name: "Design", query: "" });
  });

  test("two tabs that save under one name save one", async () => {
    const ana = await makeFreelancer();
    const both = [1, 2].map(() => saveSearch(ana, { name: "Twice", query: "q=a" }));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listSearches(ana, "jobs")).toHaveLength(1);
  });

  test("ends at the limit, and goes on when one is removed", async () => {
    const ana = await makeFreelancer();
    const most = PERSON_LIMITS.savedSearches.atOnce;
    for (let n = 0; n < most; n += 1) await saveSearch(ana, { name: `Search ${n}`, query: "" });
    await expect(saveSearch(ana, { name: "More", query: "" })).rejects.toMatchObject({
      code: "too_many_at_once",
    });
    const searches = await listSearches(ana, "jobs");
    expect(searches).toHaveLength(most);
    const [first] = searches;
    if (!first) throw new Error("It has none");
    await removeSearch(ana, { searchId: first.searchId });
    await saveSearch(ana, { name: "More", query: "" });
  });

  test("is for people who look for something", async () => {
    await expect(saveSearch(await makeAdmin(), { name: "All", query: "" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await listSearches(null, "jobs")).toEqual([]);
  });
});

describe("a saved search", () => {
  test("is renamed, replaced and removed", async () => {
    const ana = await makeFreelancer();
    const { searchId } = await saveSearch(ana, { name: "First", query: "q=a" });
    await saveSearch(ana, { name: "Second", query: "q=b" });
    await renameSearch(ana, { searchId, name: "FIRST" });
    await expect(renameSearch(ana, { searchId, name: "second" })).rejects.toMatchObject({
      code: "search_name_taken",
    });
    expect(await replaceSearch(ana, { searchId, query: "q=c&category=design" })).toEqual({
      name: "FIRST",
    });
    expect(await listSearches(ana, "jobs")).toMatchObject([
      { name: "FIRST", saved: "q=c&category=design" },
      { name: "Second", saved: "q=b" },
    ]);
    await removeSearch(ana, { searchId });
    await expect(removeSearch(ana, { searchId })).rejects.toMatchObject({ code: "not_found" });
    expect(await listSearches(ana, "jobs")).toMatchObject([{ name: "Second" }]);
  });

  test("does not exist for anybody else", async () => {
    const [ana, ben] = [await makeFreelancer(), await makeFreelancer()];
    const { searchId } = await saveSearch(ana, { name: "Mine", query: "q=a" });
    const tries = [
      () => renameSearch(ben, { searchId, name: "Yours" }),
      () => replaceSearch(ben, { searchId, query: "" }),
      () => removeSearch(ben, { searchId }),
      () => seeSearch(ben, { searchId }),
    ];
    for (const attempt of tries) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await listSearches(ben, "jobs")).toEqual([]);
    expect(await listSearches(ana, "freelancers")).toEqual([]);
    expect(await listSearches(ana, "jobs")).toMatchObject([{ name: "Mine", saved: "q=a" }]);
  });
});
