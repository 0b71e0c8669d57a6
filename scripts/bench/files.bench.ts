import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { makeClient } from "#db/testing/factories";
import { noise, signedIn } from "#db/testing/uploads";
import { openStage } from "../stage.ts";
import { type BareApp, startBareApp } from "./bare-app.ts";
import { exchange, growthDuring, megabytesPerSecond } from "./file-load.ts";
import { type Bench, medians, type Row, row, rowBelow } from "./measure.ts";

/*
 * 1 GB in and 1 GB out, as 41 files of 25 MB, two at a time, through the production build. In includes everything: the
 * reservation, the signed link, multipart, SHA-256, checking the bytes, fsync, rows. Out includes the session and the
 * right to read, for each file. The floor is a route of a second production server in the same framework that only
 * copies the body to disk and back; the product itself has no such route to abuse. Both keep every upload as a separate
 * file, because an overwritten file would get warm pages from memory. Client and servers share the machine in both
 * cases.
 */

const FILE_MB = 25;
const FILES = 41;
const ROUNDS = 3;
const TARGET_RATIO = 0.6;
const GROWTH_MB = 100;

const PART = "----workhub-bench";
const HEAD = Buffer.from(
  `--${PART}\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`,
);
const TAIL = Buffer.from(`\r\n--${PART}--\r\n`);

const begun = z.array(z.object({ url: z.string() })).length(1);
const finished = z.object({ serverData: z.object({ fileId: z.string() }) });

type Copying = {
  upload(number: number): Promise<unknown>;
  download(number: number): Promise<unknown>;
};

export const bench: Bench = async (say) => {
  const folder = mkdtempSync(join(tmpdir(), "workhub-bench-files-"));
  process.env.PERSON_STORAGE_MB = String((ROUNDS + 2) * FILES * FILE_MB);
  process.env.PERSON_LIMITS = "9999";
  const stage = await openStage(say);
  let bare: BareApp | null = null;
  try {
    say("The bare app");
    bare = await startBareApp(folder);
    const app = await stage.startApp();
    const bytes = noise(FILE_MB * 1024 * 1024);
    const own = copyThroughProduct(app.address, bytes, await signedIn(await makeClient()));
    const floor = copyThroughBareRoute(bare.address, bytes);
    // What a process loads for its first files does not count as theirs.
    for (const warm of [own, floor]) await copyBothWays(warm, 4);

    const rows: Row[] = [];
    say(`${FILES * FILE_MB} MB in and out: memory`);
    const grown = await growthDuring(app.child.pid ?? 0, () => copyBothWays(own, FILES));
    for (const way of ["upload", "download"] as const) {
      say(`${FILES * FILE_MB} MB: ${way}, ${ROUNDS} times each`);
      const { value, bare } = await medians(ROUNDS, {
        value: () => megabytesPerSecond(FILES, FILE_MB, own[way]),
        bare: () => megabytesPerSecond(FILES, FILE_MB, floor[way]),
      });
      rows.push(row(way, "MB/s", value, bare, TARGET_RATIO));
    }
    return [...rows, rowBelow("memory", "MB more", grown, GROWTH_MB, GROWTH_MB)];
  } finally {
    await bare?.close();
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function copyBothWays(copying: Copying, files: number): Promise<void> {
  await megabytesPerSecond(files, FILE_MB, copying.upload);
  await megabytesPerSecond(files, FILE_MB, copying.download);
}

function copyThroughBareRoute(address: string, bytes: Buffer): Copying {
  const stored = new Map<number, string>();
  let copies = 0;
  return {
    async upload(number) {
      copies += 1;
      const copy = `${address}/copy/${copies}`;
      expectAll(await exchange(copy, { method: "PUT", body: [bytes] }));
      stored.set(number, copy);
    },
    async download(number) {
      expectAll(await exchange(stored.get(number) ?? "", { method: "GET" }), bytes.length);
    },
  };
}

function copyThroughProduct(
  address: string,
  bytes: Buffer,
  headers: Record<string, string>,
): Copying {
  const stored = new Map<number, string>();
  const asked = {
    files: [{ name: "a.bin", size: bytes.length, type: "application/octet-stream" }],
  };
  return {
    async upload(number) {
      const response = await fetch(`${address}/api/uploadthing?actionType=upload&slug=message`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(asked),
      });
      const [place] = begun.parse(await response.json());
      const answer = await exchange(address + (place?.url ?? ""), {
        method: "PUT",
        headers: { range: "bytes=0-", "content-type": `multipart/form-data; boundary=${PART}` },
        body: [HEAD, bytes, TAIL],
      });
      stored.set(number, finished.parse(JSON.parse(answer.text)).serverData.fileId);
    },
    async download(number) {
      const path = `${address}/files/${stored.get(number)}`;
      expectAll(await exchange(path, { method: "GET", headers }), bytes.length);
    },
  };
}

function expectAll(
  { status, bytes, text }: { status: number; bytes: number; text: string },
  length = 0,
) {
  if (status !== 200 || bytes < length) throw new Error(`${status} after ${bytes} bytes: ${text}`);
}
