import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { jobs, searchSegments } from "#db/schema";
import { makeClient, makeJob } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { writeSitemap } from "#lib/sitemap";
import { addDays, now } from "#lib/time";
import { listSitemapJobs, listSitemapSegments } from "./queries/sitemap.ts";

useTestDatabase();

test("search engines are told of each job on the board once, whatever its segment, and of no other", async () => {
  const client = await makeClient();
  await getDb()
    .insert(searchSegments)
    .values({ code: "1", startsAt: addDays(now(), -5) });
  const old = await makeJob(client, { createdAt: addDays(now(), -9) });
  const recent = await makeJob(client, { createdAt: addDays(now(), -2) });
  const expired = await makeJob(client, { createdAt: addDays(now(), -2) });
  await makeJob(client, { status: "closed" });
  await getDb()
    .update(jobs)
    .set({ expiresAt: addDays(now(), -1) })
    .where(eq(jobs.id, expired));
  const segments = await listSitemapSegments();
  expect(segments).toEqual(["1", "0"]);
  const lists = await Promise.all(segments.map((code) => listSitemapJobs(code)));
  expect(lists.map((list) => list.map(({ path }) => path))).toEqual([
    [`/jobs/${recent}`],
    [`/jobs/${old}`],
  ]);
  expect(writeSitemap(lists.flat())).toContain(`/jobs/${recent}</loc><lastmod>20`);
  expect(await listSitemapJobs("' or true --")).toEqual([]);
});

test("a segment without a job on the board is not named", async () => {
  await getDb().update(jobs).set({ status: "closed" });
  expect(await listSitemapSegments()).toEqual([]);
});
