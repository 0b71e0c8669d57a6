import { expect, test } from "vitest";
import { makeClient, makeJob } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { correctLanguage } from "./correct-language.ts";
import { parseJobFilters } from "./filters.ts";
import { listJobs } from "./queries/board.ts";
import { getJob } from "./queries/jobs.ts";

useTestDatabase();

async function count(q: string): Promise<number> {
  return (await listJobs(null, parseJobFilters({ q, exact: "1" }))).total;
}

test("a job whose language was guessed wrong is found by its words with other endings once its client says so", async () => {
  const client = await makeClient();
  const jobId = await makeJob(client, { title: "Gartenhäuser", description: "Gartenhäuser" });
  await makeJob(client, {
    title: "Der Rest",
    description: "Wir bauen auch eine Scheune für die Ernte.",
  });
  expect((await getJob(client, jobId)).language).toBe("en");
  expect(await count("gartenhäusern")).toBe(0);

  await correctLanguage(client, { jobId, language: "de" });
  await correctLanguage(client, { jobId, language: "de" });
  expect(await getJob(client, jobId)).toMatchObject({
    language: "de",
    revision: 1,
    editedAt: null,
  });
  expect(await count("gartenhäusern")).toBe(1);
});

test("only the job's client may, while it is open, and only a language that is known", async () => {
  const client = await makeClient();
  const jobId = await makeJob(client);
  await expect(
    correctLanguage(await makeClient(), { jobId, language: "de" }),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(correctLanguage(client, { jobId, language: "tlh" })).rejects.toThrow(
    "Choose a language",
  );
  const closed = await makeJob(client, { status: "closed" });
  await expect(correctLanguage(client, { jobId: closed, language: "de" })).rejects.toMatchObject({
    code: "job_not_open",
  });
});
