import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { files, rateLimits } from "#db/schema";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { makeStoredFile } from "#db/testing/stored-files";
import { useTestDatabase } from "#db/testing/test-database";
import { uploadBytes } from "#db/testing/uploads";
import type { Actor } from "#lib/auth/actor";
import { beginUploads } from "./begin-uploads.ts";
import { removeFile } from "./remove-file.ts";

useTestDatabase();
beforeEach(async () => {
  await getDb().delete(rateLimits);
});

const TEN = Array.from({ length: 10 }, (_, index) => ({
  name: `${index}.bin`,
  type: "",
  sizeBytes: 1,
}));

function begin(actor: Actor, files = TEN) {
  return beginUploads(actor, { purpose: "message", files });
}

function rowsOf(actor: Actor) {
  return getDb().$count(files, eq(files.ownerId, actor.userId));
}

test("100 requests for 10 uploads each at one moment leave 50 rows, and each refusal says why", async () => {
  const person = await makeClient();
  const results = await Promise.allSettled(Array.from({ length: 100 }, () => begin(person)));
  const refusals = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason.code] : [],
  );
  expect(await rowsOf(person)).toBe(50);
  expect(refusals).toHaveLength(95);
  expect(new Set(refusals)).toEqual(new Set(["too_many_at_once", "rate_limited"]));
  await getDb().delete(rateLimits);
  await expect(begin(person)).rejects.toThrow(
    "You have 50 unfinished uploads, which is the limit. Nothing was changed. Let them finish, or remove some, and try again.",
  );
});

test("uploads that are begun and removed again and again are refused within the hour", async () => {
  const person = await makeClient();
  const key = `uploadsByPerson:${person.userId}`;
  const expire = new Date(Date.now() + 60_000);
  await getDb().insert(rateLimits).values({ key, points: 580, expire });
  for (let round = 0; round < 2; round += 1) {
    for (const { fileId } of await begin(person)) await removeFile(person, { fileId });
  }
  await expect(begin(person)).rejects.toMatchObject({ code: "rate_limited" });
  await begin(await makeClient());
});

test("space that one upload needs is not given to another at the same time", async () => {
  const person = await makeClient();
  await makeStoredFile(person, "message", { sizeBytes: 1024 ** 3 - 10 });
  const results = await Promise.allSettled([begin(person), begin(person)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a full allowance is refused with what to do, and never keeps a freelancer from submitting work", async () => {
  const person = await makeFreelancer();
  await makeStoredFile(person, "message", { sizeBytes: 1024 ** 3 });
  await expect(begin(person)).rejects.toThrow(
    "Only 0 MB of your 1024 MB for files is left. Nothing was uploaded. Choose smaller files; your settings show what takes the space, and what you can remove.",
  );
  await uploadBytes(person, "submission");
  await makeStoredFile(person, "submission", { sizeBytes: 1024 ** 3 - 11 });
  const more = beginUploads(person, { purpose: "submission", files: TEN });
  await expect(more).rejects.toMatchObject({ code: "deliveries_full" });
});
