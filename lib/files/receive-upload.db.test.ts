import { expect, test, vi } from "vitest";
import { makeClient } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { readFileRow } from "#db/testing/uploads";
import type { Id } from "#lib/ids";
import { HOUR_MS, now } from "#lib/time";
import { beginUploads } from "./begin-uploads.ts";
import { finishUpload } from "./finish-upload.ts";
import { INGEST_URL, signUpload } from "./internal/upload-link.ts";
import { receiveUpload } from "./receive-upload.ts";

useTestDatabase();

const BYTES = "The work.";
/** What a killed process leaves is free again within this time. */
const FREE_MS = 10_000;

async function begin(): Promise<Id<"fil">> {
  const files = [{ name: "work.txt", type: "text/plain", sizeBytes: BYTES.length }];
  const [begun] = await beginUploads(await makeClient(), { purpose: "message", files });
  if (!begun) throw new Error("Nothing began");
  return begun.fileId;
}

/** All of its bytes, on a signed link. */
function whole(fileId: Id<"fil">): Request {
  const expires = now().getTime() + HOUR_MS;
  const link = `${INGEST_URL}/${fileId}?expires=${expires}&x-ut-custom-id=${fileId}&x-ut-slug=message`;
  const body = new FormData();
  body.set("file", new Blob([BYTES]), "work.txt");
  const signed = `${link}&signature=${encodeURIComponent(signUpload(link))}`;
  return new Request(signed, { method: "PUT", body });
}

async function claimedFor(fileId: Id<"fil">): Promise<number> {
  const until = (await readFileRow(fileId))?.writingUntil;
  return until ? until.getTime() - now().getTime() : 0;
}

test("a process that is killed while it checks a file keeps it for seconds only", async () => {
  const fileId = await begin();
  let claimedMs = 0;
  await receiveUpload(whole(fileId), async () => {
    claimedMs = await claimedFor(fileId);
    return finishUpload(fileId, fileId);
  });
  expect(claimedMs).toBeGreaterThan(0);
  expect(claimedMs).toBeLessThan(FREE_MS);
});

test("while a long check goes on, nobody else may write", async () => {
  const fileId = await begin();
  const { promise: begun, resolve: start } = Promise.withResolvers<Date | null | undefined>();
  const { promise: end, resolve: finish } = Promise.withResolvers<void>();
  const received = receiveUpload(whole(fileId), async () => {
    start((await readFileRow(fileId))?.writingUntil);
    await end;
    return finishUpload(fileId, fileId);
  });
  const first = (await begun)?.getTime() ?? Number.POSITIVE_INFINITY;
  await vi.waitFor(async () => {
    const until = (await readFileRow(fileId))?.writingUntil?.getTime() ?? 0;
    expect(until).toBeGreaterThan(first);
  }, FREE_MS);
  const other = receiveUpload(whole(fileId), () => finishUpload(fileId, fileId));
  await expect(other).rejects.toMatchObject({ code: "upload_busy" });
  finish();
  expect(await received).toMatchObject({ fileId });
  expect(await readFileRow(fileId)).toMatchObject({ status: "stored", writingUntil: null });
});
