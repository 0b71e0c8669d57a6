import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { submissions } from "#db/schema";
import { makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { hire } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { readFileRow, uploadBytes } from "#db/testing/uploads";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { attachFiles } from "./attach-files.ts";
import { beginUploads } from "./begin-uploads.ts";
import { listJobFiles, listSubmissionFiles } from "./queries/attached.ts";
import { removeAttached, removeFile } from "./remove-file.ts";

useTestDatabase();

type Attachment = Parameters<typeof attachFiles>[1];

function attach(attachment: Attachment) {
  return getDb().transaction((tx) => attachFiles(tx, attachment));
}

async function jobOf(owner: Awaited<ReturnType<typeof makeClient>>) {
  const jobId = await makeJob(owner);
  const to = { ownerId: owner.userId, purpose: "job", to: { jobId } } as const;
  return { jobId, attachToJob: (...fileIds: Id<"fil">[]) => attach({ ...to, fileIds }) };
}

describe("attaching", () => {
  test("keeps the given order, even when more files are attached later", async () => {
    const client = await makeClient();
    const { jobId, attachToJob } = await jobOf(client);
    const upload = (name: string) => uploadBytes(client, "job", { name });
    const [a, b, c] = [await upload("a.txt"), await upload("b.txt"), await upload("c.txt")];
    await attachToJob(c.fileId, a.fileId);
    await attachToJob(b.fileId);
    const names = (await listJobFiles(getDb(), jobId)).map(({ name }) => name);
    expect(names).toEqual(["c.txt", "a.txt", "b.txt"]);
  });

  test("attaches a file once: not again, not twice at once, not to something else", async () => {
    const client = await makeClient();
    const { attachToJob } = await jobOf(client);
    const other = await jobOf(client);
    const { fileId } = await uploadBytes(client, "job");
    await expect(attachToJob(fileId, fileId)).rejects.toMatchObject({ code: "file_unavailable" });
    await attachToJob(fileId);
    await expect(attachToJob(fileId)).rejects.toMatchObject({ code: "file_unavailable" });
    await expect(other.attachToJob(fileId)).rejects.toMatchObject({ code: "file_unavailable" });
  });

  test("one of two at the same time gets it", async () => {
    const client = await makeClient();
    const places = await Promise.all([jobOf(client), jobOf(client), jobOf(client)]);
    const { fileId } = await uploadBytes(client, "job");
    const results = await Promise.allSettled(places.map((place) => place.attachToJob(fileId)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("refuses other people’s files, another purpose, unfinished uploads and files that do not exist", async () => {
    const client = await makeClient();
    const { jobId, attachToJob } = await jobOf(client);
    const others = await uploadBytes(await makeClient(), "job");
    const message = await uploadBytes(client, "message");
    const [unfinished] = await beginUploads(client, {
      purpose: "job",
      files: [{ name: "a", type: "", sizeBytes: 1 }],
    });
    const mine = await uploadBytes(client, "job");
    for (const fileId of [others.fileId, message.fileId, unfinished?.fileId, newId("fil")]) {
      const attached = attachToJob(mine.fileId, fileId ?? mine.fileId);
      await expect(attached).rejects.toMatchObject({ code: "file_unavailable" });
    }
    expect(await listJobFiles(getDb(), jobId)).toEqual([]);
  });

  test("refuses more than one thing may have", async () => {
    const client = await makeClient();
    const { attachToJob } = await jobOf(client);
    const uploaded: Id<"fil">[] = [];
    for (let number = 0; number < 11; number += 1) {
      uploaded.push((await uploadBytes(client, "job")).fileId);
    }
    await attachToJob(...uploaded.slice(0, 9));
    const tooMany = attachToJob(...uploaded.slice(9));
    await expect(tooMany).rejects.toMatchObject({ code: "too_many_files" });
    await attachToJob(...uploaded.slice(9, 10));
  });

  test("keeps the versions of a submission apart", async () => {
    const { freelancer, contractId } = await hire();
    const versions: Id<"sub">[] = [];
    for (const number of [1, 2]) {
      const submissionId = newId("sub");
      const version = { id: submissionId, contractId, number, note: "Here.", createdAt: now() };
      await getDb()
        .insert(submissions)
        .values({ ...version, requestKey: submissionId });
      const file = await uploadBytes(freelancer, "submission", { name: `v${number}.txt` });
      await attach({
        ownerId: freelancer.userId,
        fileIds: [file.fileId],
        purpose: "submission",
        to: { submissionId },
      });
      versions.push(submissionId);
    }
    const found = await listSubmissionFiles(getDb(), versions);
    expect(versions.map((id) => found.get(id)?.map(({ name }) => name))).toEqual([
      ["v1.txt"],
      ["v2.txt"],
    ]);
  });
});

describe("removing", () => {
  test("attached files are removed, except those to keep", async () => {
    const client = await makeClient();
    const { jobId, attachToJob } = await jobOf(client);
    const [a, b] = [await uploadBytes(client, "job"), await uploadBytes(client, "job")];
    await attachToJob(a.fileId, b.fileId);
    await getDb().transaction((tx) => removeAttached(tx, { jobId }, { except: [b.fileId] }));
    expect((await listJobFiles(getDb(), jobId)).map(({ fileId }) => fileId)).toEqual([b.fileId]);
    expect(await readFileRow(a.fileId)).toBeUndefined();
  });

  test("a person’s own loose file is removed once; other people’s and attached files do not exist for it", async () => {
    const client = await makeClient();
    const { attachToJob } = await jobOf(client);
    const [loose, attached] = [await uploadBytes(client, "job"), await uploadBytes(client, "job")];
    await attachToJob(attached.fileId);
    const outsider = await makeFreelancer();
    for (const [actor, { fileId }] of [
      [outsider, loose],
      [client, attached],
    ] as const) {
      await expect(removeFile(actor, { fileId })).rejects.toMatchObject({ code: "not_found" });
    }
    await removeFile(client, { fileId: loose.fileId });
    const again = removeFile(client, { fileId: loose.fileId });
    await expect(again).rejects.toMatchObject({ code: "not_found" });
  });
});
