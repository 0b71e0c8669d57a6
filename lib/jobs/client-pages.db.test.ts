import { expect, test } from "vitest";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { addDays, now } from "#lib/time";
import { listClosedJobs, listOpenJobs } from "./queries/jobs.ts";

useTestDatabase();

test("an old open job with proposals stays first, however many closed ones are newer", async () => {
  const client = await makeClient();
  const old = await makeJob(client, { createdAt: addDays(now(), -200) });
  await makeProposal(old, await makeFreelancer());
  for (let n = 0; n < 120; n += 1) await makeJob(client, { status: "closed" });
  const recent = await makeJob(client);
  const open = await listOpenJobs(client);
  expect(open.map(({ jobId }) => jobId)).toEqual([old, recent]);
  const first = await listClosedJobs(client, { limit: 100 });
  expect(first).toMatchObject({ total: 120 });
  const second = await listClosedJobs(client, {
    limit: 100,
    after: first.next ?? undefined,
  });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([100, 20, null]);
});
