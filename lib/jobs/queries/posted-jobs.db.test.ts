import { expect, test } from "vitest";
import { makeClient, makeJob } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { listPostedJobs } from "./posted-jobs.ts";

useTestDatabase();

test("a client's page lists the open jobs, newest first, and counts all jobs ever posted", async () => {
  const client = await makeClient();
  await makeJob(client, { title: "Older one of two", createdAt: new Date("2026-01-01") });
  await makeJob(client, { title: "Newer one of two", createdAt: new Date("2026-02-01") });
  await makeJob(client, { status: "closed" });
  await makeJob(await makeClient());
  const posted = await listPostedJobs(null, client.userId);
  expect(posted.open.map(({ title }) => title)).toEqual(["Newer one of two", "Older one of two"]);
  expect(posted).toMatchObject({ openCount: 2, postedCount: 3 });
});

test("a client who posted nothing has an empty page", async () => {
  const client = await makeClient();
  const posted = await listPostedJobs(null, client.userId);
  expect(posted).toEqual({ open: [], openCount: 0, postedCount: 0 });
});
