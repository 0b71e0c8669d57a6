import { beforeAll, describe, expect, test } from "vitest";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { cents } from "#lib/money";
import { addDays, now } from "#lib/time";
import { closeJob } from "./close-job.ts";
import { parseJobFilters } from "./filters.ts";
import { countJobs, listJobs } from "./queries/board.ts";
import { listSearchSuggestions } from "./queries/suggestions.ts";

/* The list "Search at a million jobs" of the design, with its examples. Each job is known by its title. */

const database = useTestDatabase();

let client: Actor;
let age = 0;

/** Each one older than the one before it. */
async function post(title: string, fields: { description?: string; skills?: string[] } = {}) {
  age += 1;
  const { description = "Nothing else is said here.", skills = ["Handwork"] } = fields;
  await makeJob(client, { title, description, skills, createdAt: addDays(now(), -age / 24) });
}

beforeAll(async () => {
  client = await makeClient();
  await post("Landing page in Webflow", { skills: ["Webflow"] });
  await post("Wiring for a loft — plan, parts - and labour");
  await post("Developer for a shop", { skills: ["React/Node"], description: "A long contract." });
  await post("A front-end for our archive");
  await post("One frontend, two languages");
  await post("Firmware in C", { skills: ["C"] });
  await post("Plugin in C#", { skills: ["C#"] });
  await post("Engine in C++", { skills: ["C++"] });
  await post("Service on .NET", { skills: ["ASP.NET"] });
  await post("Gateway on Node.js", { skills: ["Node.js"] });
  await post("Statistics in R", { skills: ["R"] });
  await post("Help us go live", { description: "We go to market in May. Will you come?" });
  await post("Backend in Go", { skills: ["Go"] });
  await post("IT support for an office", { description: "It is small. Support is needed daily." });
  await post("Support it, please", { description: "Our support team, and it is large." });
  await post("Übersetzung ins Deutsche", {
    description: "Wir suchen eine Übersetzung für die Häuser und Gärten auf unserer Seite.",
  });
  await post("İnşaat çizimleri", { description: "Bir ev için ışık planı ve çizimler gerekiyor." });
  await post("日本語サイトの制作", { description: "WordPressで日本語のWebサイトを作ります。" });
  await post("网站设计和开发", { description: "我们需要一个新的网站" });
  await post("ออกแบบเว็บไซต์ร้านอาหาร");
  await post("Scripts for a game", { skills: ["JavaScript"] });
});

async function search(q: string, more: Record<string, string> = {}) {
  return listJobs(null, parseJobFilters({ q, ...more }));
}

async function titles(q: string): Promise<string[]> {
  return (await search(q)).jobs.map(({ title }) => title);
}

describe("words", () => {
  test.each(["webflow landing", "landing webflow", "LANDING, webflow!"])(
    "in any order: %s",
    async (q) => {
      expect(await titles(q)).toEqual(["Landing page in Webflow"]);
    },
  );

  test.each(["webf", "landing web", "webflow lan"])(
    "by their beginning while one types: %s",
    async (q) => {
      expect(await titles(q)).toEqual(["Landing page in Webflow"]);
    },
  );

  test("in quotes stand in this order and side by side", async () => {
    expect(await titles('"it support"')).toEqual(["IT support for an office"]);
    expect(await titles('"support it"')).toEqual(["Support it, please"]);
    expect(await titles('"page landing"')).toEqual([]);
  });

  test("with a minus that touches them are left out, and a pasted title finds its job", async () => {
    expect(await titles("support -office")).toEqual(["Support it, please"]);
    expect(await titles('support -"it support"')).toEqual(["Support it, please"]);
    expect(await titles("Wiring for a loft — plan, parts - and labour")).toEqual([
      "Wiring for a loft — plan, parts - and labour",
    ]);
  });

  test("alone to leave out leave everything else", async () => {
    const { total } = await search("");
    const rest = await search("-webflow");
    expect(rest.total).toBe(total - 1);
    expect(rest.jobs).toHaveLength(total - 1);
  });
});

describe("parts of what is written together", () => {
  test.each(["react", "node developer", "React/Node", "react/node", "node/react"])(
    "%s",
    async (q) => {
      expect(await titles(q)).toContain("Developer for a shop");
    },
  );

  test.each(["front-end", "frontend", "Front-End"])("%s", async (q) => {
    expect(await titles(q)).toEqual(["A front-end for our archive", "One frontend, two languages"]);
  });

  test("front end, in two words", async () => {
    expect(await titles("front end")).toEqual(["A front-end for our archive"]);
  });
});

describe("languages with signs", () => {
  test.each([
    ["C", "Firmware in C"],
    ["c#", "Plugin in C#"],
    ["C++", "Engine in C++"],
    [".NET", "Service on .NET"],
    ["node.js", "Gateway on Node.js"],
    ["nodejs", "Gateway on Node.js"],
    ["R", "Statistics in R"],
  ])("%s is found alone", async (q, title) => {
    expect((await titles(q)).filter((found) => found !== "Developer for a shop")).toEqual([title]);
  });

  test("Go is first where it is the skill, and a word of English after that", async () => {
    expect(await titles("Go")).toEqual(["Backend in Go", "Help us go live"]);
  });
});

describe("short common words", () => {
  test("find what has them, and not the whole board", async () => {
    expect(await titles("IT")).toEqual(["IT support for an office", "Support it, please"]);
    expect(await titles("will")).toEqual(["Help us go live"]);
    expect(await titles("whom")).toEqual([]);
    expect((await search("%")).total).toBe(0);
    expect((await search("'", { sort: "newest" })).emptyBecause?.label).toBe("“'”");
  });
});

describe("letters", () => {
  test.each([
    ["ubersetzung", "Übersetzung ins Deutsche"],
    ["ÜBERSETZUNG", "Übersetzung ins Deutsche"],
    ["insaat", "İnşaat çizimleri"],
    ["INSAAT", "İnşaat çizimleri"],
    ["inşaat", "İnşaat çizimleri"],
    ["isik", "İnşaat çizimleri"],
    ["IŞIK", "İnşaat çizimleri"],
  ])("whatever their case and accents: %s", async (q, title) => {
    expect(await titles(q)).toEqual([title]);
  });

  test.each([
    ["contracts", "Developer for a shop"],
    ["developers", "Developer for a shop"],
    ["haus", "Übersetzung ins Deutsche"],
    ["garten", "Übersetzung ins Deutsche"],
  ])("with the endings of the job's language: %s", async (q, title) => {
    expect(await titles(q)).toEqual([title]);
  });

  test.each([
    ["日本語", "日本語サイトの制作"],
    ["制作", "日本語サイトの制作"],
    ["制", "日本語サイトの制作"],
    ["日本語 wordpress", "日本語サイトの制作"],
    ["Webサイト", "日本語サイトの制作"],
    ["网站", "网站设计和开发"],
    ["เว็บไซต์", "ออกแบบเว็บไซต์ร้านอาหาร"],
  ])("without spaces between words: %s", async (q, title) => {
    expect(await titles(q)).toEqual([title]);
  });

  test("without spaces, in quotes", async () => {
    expect(await titles('"日本語サイト"')).toEqual(["日本語サイトの制作"]);
    expect(await titles('"本日"')).toEqual([]);
  });
});

describe("a typing error", () => {
  test("is corrected to a word that occurs, and the page says so", async () => {
    const page = await search("webflwo");
    expect(page.jobs.map(({ title }) => title)).toEqual(["Landing page in Webflow"]);
    expect(page).toMatchObject({ correctedTo: "webflow", total: 1 });
    expect((await search("Landing webflwo")).correctedTo).toBe("Landing webflow");
  });

  test("stays when the correction is refused", async () => {
    expect(await search("webflwo", { exact: "1" })).toMatchObject({ correctedTo: null, total: 0 });
  });

  test("is not corrected to what finds nothing, or where nothing is alike", async () => {
    expect(await search("qqqqzzzz")).toMatchObject({ correctedTo: null, total: 0 });
    expect(await search("webflwo", { category: "design" })).toMatchObject({ correctedTo: null });
  });
});

describe("words with the same meaning", () => {
  test("find each other, and the operator's own pairs too", async () => {
    expect(await titles("js game")).toEqual(["Scripts for a game"]);
    expect(await titles("flat")).toEqual([]);
    await database().app.sql`insert into search_synonyms values ('flat', 'loft')`;
    expect(await titles("flat")).toEqual(["Wiring for a loft — plan, parts - and labour"]);
  });
});

describe("whatever is typed", () => {
  const hostile = [
    "'",
    '"',
    '""',
    "-",
    "--",
    "!",
    "&|!",
    "a & | b",
    "((",
    "<->",
    "a <2> b",
    "%",
    "_",
    "\\",
    "\\'",
    ":*",
    "a:*b",
    "'; drop table jobs; --",
    "\u0000",
    "a\u0000b",
    "\ud800",
    "\u001f",
    "\u001f*",
    "§",
    "a".repeat(10_000),
    "a ".repeat(5_000),
    "日".repeat(10_000),
    "-".repeat(300),
    '"'.repeat(301),
    "o'reilly.com",
    "r&d's",
    "👍🏽",
    "ﷺ",
    "e\u0301",
    "x".repeat(80),
  ];
  test.each(hostile.map((q) => [q.slice(0, 20), q]))("is answered: %j", async (_, q) => {
    for (const sort of ["match", "newest", "budget", "fewest"]) {
      await expect(search(q, { sort })).resolves.toHaveProperty("total");
    }
    await expect(listJobs(null, parseJobFilters({ skill: q }))).resolves.toHaveProperty("total");
  });
});

describe("the order", () => {
  test("of the best match: skill, title, ending, description; the newest among equals", async () => {
    await post("Kubernetz", { description: "There is a quartzite here." });
    await post("Two quartzites");
    await post("A quartzite and a bowl");
    await post("Stone", { skills: ["Quartzite"] });
    await post("Another quartzite");
    const best = [
      "Stone",
      "A quartzite and a bowl",
      "Another quartzite",
      "Two quartzites",
      "Kubernetz",
    ];
    expect(await titles("quartzite")).toEqual(best);
  });

  test.each(["match", "newest", "budget", "fewest"])(
    "by %s, pages make the whole while jobs arrive",
    async (sort) => {
      const seen: string[] = [];
      let after: string | null | undefined;
      const { total } = await search("quartzite", { sort });
      do {
        const page = await listJobs(null, parseJobFilters({ q: "quartzite", sort }), {
          limit: 1,
          ...(after ? { after } : {}),
        });
        seen.push(...page.jobs.map(({ title }) => title));
        after = page.next;
        await makeJob(client, { title: "New: granite", budgetCents: cents(40_000) });
      } while (after);
      expect(seen).toHaveLength(total);
      expect(new Set(seen).size).toBe(total);
    },
  );
});

describe("a result", () => {
  test("marks what was searched for, and shows where it stands", async () => {
    await post("A long letter", {
      description: `${"Nothing that matters is here. ".repeat(12)}Then the Campaniles were built.`,
    });
    const [job] = (await search("campanile")).jobs;
    const marked = job?.snippetHits.map(([from, to]) => job.snippet.slice(from, to));
    expect(marked).toEqual(["Campaniles"]);
    const [titled] = (await search("letter long")).jobs;
    expect(titled?.titleHits).toEqual([
      [2, 6],
      [7, 13],
    ]);
    expect((await search("")).jobs[0]).toMatchObject({ titleHits: [], snippetHits: [] });
  });
});

describe("suggestions", () => {
  test("are jobs, skills and categories that begin with what was typed so far", async () => {
    const { jobs, skills, categories } = await listSearchSuggestions("web");
    expect(jobs.map(({ title }) => title)).toContain("Landing page in Webflow");
    expect(skills).toEqual(["Webflow"]);
    expect(categories.map(({ label }) => label)).toEqual(["Web development"]);
    expect((await listSearchSuggestions("no")).skills).toEqual(["Node.js", "React/Node"]);
  });

  test("are freelancers of that name, and no clients", async () => {
    await makeFreelancer({ name: "Quirin Ödegård" });
    await makeClient({ name: "Quirin Trade" });
    const { people } = await listSearchSuggestions("quiRIN Ö");
    expect(people).toMatchObject([{ name: "Quirin Ödegård", headline: "Front-end engineer" }]);
    expect((await listSearchSuggestions("quirin")).people).toHaveLength(1);
    expect((await listSearchSuggestions("quirin%")).people).toEqual([]);
  });

  test.each(["", " ", "%", "_", "\\", '"', "a".repeat(5_000)])("survive %j", async (q) => {
    await expect(listSearchSuggestions(q)).resolves.toMatchObject({ skills: [] });
  });
});

describe("counts per value", () => {
  test("are those of the search, each menu as if nothing were chosen in it", async () => {
    await makeJob(client, { title: "Marquetry table", category: "design" });
    await makeJob(client, {
      title: "Marquetry box",
      category: "design",
      releaseRule: "on_approval",
    });
    await makeJob(client, { title: "Marquetry chair", category: "writing" });
    const counts = await countJobs(null, parseJobFilters({ q: "marquetry", category: "design" }));
    expect(counts).toEqual({
      categories: { design: 2, writing: 1 },
      releaseRules: { on_submission: 1, on_approval: 1 },
      isOfNewest: false,
    });
  });
});

describe("what search knows of a job", () => {
  test("follows its client, its proposals and its end", async () => {
    const owner = await makeClient();
    const jobId = await makeJob(owner, { title: "Carillon" });
    const freelancer = await makeFreelancer();
    await makeProposal(jobId, freelancer);
    expect((await search("carillon")).jobs[0]).toMatchObject({ jobId, proposalCount: 1 });
    await closeJob(owner, { jobId, proposalsSeen: 1 });
    expect((await search("carillon")).total).toBe(0);
  });
});
