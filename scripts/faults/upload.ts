import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { noise } from "#db/testing/uploads";
import { type Person, untilKnown } from "./person.ts";

const RETRY_MS = 150;
const ANSWER_MS = 30_000;

const begun = z.array(z.object({ url: z.string() })).length(1);
const finished = z.object({ serverData: z.object({ fileId: z.string() }) });

/**
 * Uploads bytes for a submission: asks for a place until there is one, and sends what that place does not have yet until
 * it says that the file is stored. Returns the file's id.
 */
export async function uploadFile({ device, books }: Person, sizeBytes: number): Promise<string> {
  const bytes = noise(sizeBytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const link = await untilKnown(() => askForPlace(device, bytes.length, sha256));
  for (let isFirst = true; ; isFirst = false) {
    const fileId = await sendRest(device, link, bytes, isFirst).catch(() => null);
    if (fileId) {
      books.done(`file ${fileId} ${sha256}`);
      return fileId;
    }
    books.lose();
    await sleep(RETRY_MS);
  }
}

async function askForPlace(
  { address, headers }: Person["device"],
  size: number,
  sha256: string,
): Promise<string> {
  const response = await fetch(`${address}/api/uploadthing?actionType=upload&slug=submission`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({
      files: [{ name: "work.bin", size, type: "application/octet-stream" }],
      input: { sha256: [sha256] },
    }),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const [place] = begun.parse(await response.json());
  return address + (place?.url ?? "");
}

async function sendRest(
  { headers }: Person["device"],
  link: string,
  bytes: Buffer<ArrayBuffer>,
  isFirst: boolean,
): Promise<string> {
  const start = isFirst ? 0 : await askHowMuch(link);
  const body = new FormData();
  body.set("file", new Blob([bytes.subarray(start)]), "work.bin");
  const response = await fetch(link, {
    method: "PUT",
    headers: { ...headers, range: `bytes=${start}-` },
    body,
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  return finished.parse(await response.json()).serverData.fileId;
}

async function askHowMuch(link: string): Promise<number> {
  const response = await fetch(link, { method: "HEAD", signal: AbortSignal.timeout(ANSWER_MS) });
  if (!response.ok) throw new Error(`The place answered ${response.status}`);
  return Number(response.headers.get("x-ut-range-start"));
}
