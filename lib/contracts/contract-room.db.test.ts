import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { hire, IS_HELD, money, provesTheLedger } from "#db/testing/hiring";
import { makeStoredFile } from "#db/testing/stored-files";
import { useTestDatabase } from "#db/testing/test-database";
import { attachFiles } from "#lib/files/attach-files";
import { getQuota, listOwnFiles } from "#lib/files/queries/room";
import { requestChanges } from "./request-changes.ts";
import { submitWork } from "./submit-work.ts";

useTestDatabase();
provesTheLedger();

const MB = 1024 ** 2;

test("submitted files do not use the freelancer's space: after a gigabyte the next is accepted too", async () => {
  const { client, freelancer, contractId } = await hire();
  for (const [index, note] of ["One", "Two", "Three"].entries()) {
    const fileId = await makeStoredFile(freelancer, "submission", { sizeBytes: 800 * MB });
    await submitWork(freelancer, {
      contractId,
      submissionNumber: index,
      note,
      fileIds: [fileId],
    });
    expect(await getQuota(freelancer)).toMatchObject({ usedBytes: 0 });
    const waiting = await getQuota(freelancer, { purpose: "submission" });
    expect(waiting).toMatchObject({ usedBytes: 0 });
    if (index === 2) break;
    await requestChanges(client, { contractId, submissionNumber: index + 1, note: "More." });
  }
});

test("each contract has its own limit: beyond it nothing is submitted, and the sentence says what to do", async () => {
  const hired = await hire();
  const { freelancer, contractId } = hired;
  const fileId = await makeStoredFile(freelancer, "submission", { sizeBytes: 5120 * MB + 1 });
  const submitted = submitWork(freelancer, {
    contractId,
    submissionNumber: 0,
    note: "All",
    fileIds: [fileId],
  });
  await expect(submitted).rejects.toThrow(
    "The files of one contract can take 5120 MB, and these take more than is left. Nothing was submitted. Leave some out, or put a link to them in the note.",
  );
  expect(await money(hired)).toEqual(IS_HELD);
  const [file] = await getDb().select().from(files).where(eq(files.id, fileId));
  expect(file?.submissionId).toBeNull();
});

test("a job’s files use its client’s space until a freelancer is hired", async () => {
  const { client, jobId } = await hire();
  const fileId = await makeStoredFile(client, "job", { sizeBytes: 5 * MB });
  expect(await getQuota(client)).toMatchObject({ usedBytes: 5 * MB });
  await getDb().transaction((tx) =>
    attachFiles(tx, { ownerId: client.userId, fileIds: [fileId], purpose: "job", to: { jobId } }),
  );
  expect(await getQuota(client)).toMatchObject({ usedBytes: 0 });
  expect(await listOwnFiles(client)).toEqual([]);
});
