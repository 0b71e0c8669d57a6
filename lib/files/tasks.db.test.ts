import { mkdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { makeClient, makeJob } from "#db/testing/factories";
import { samplePdf, samplePicture } from "#db/testing/sample-files";
import { useTestDatabase } from "#db/testing/test-database";
import { noise, readFileRow, type Sent, uploadBytes } from "#db/testing/uploads";
import { startWorker, type Worker } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { newId } from "#lib/new-id";
import { HOUR_MS, now, setClock } from "#lib/time";
import { attachFiles } from "./attach-files.ts";
import { beginUploads } from "./begin-uploads.ts";
import { makePreview } from "./make-preview.ts";
import { FILE_FOLDERS, type FileFolder, locateFile } from "./providers/disk.ts";
import { removeFile } from "./remove-file.ts";
import { removeOrphans } from "./remove-orphans.ts";
import { fileTasks } from "./tasks.ts";

const database = useTestDatabase();

let worker: Worker | null = null;
let restoreClock = () => {};
afterEach(async () => {
  restoreClock();
  await worker?.stop();
  worker = null;
});

async function exists(folder: FileFolder, fileId: Id<"fil">): Promise<boolean> {
  return stat(locateFile(folder, fileId)).then(
    () => true,
    () => false,
  );
}

async function foldersOf(fileId: Id<"fil">): Promise<FileFolder[]> {
  const found = await Promise.all(FILE_FOLDERS.map((folder) => exists(folder, fileId)));
  return FILE_FOLDERS.filter((_, index) => found[index]);
}

async function startFileWorker() {
  worker = await startWorker(database().appUrl, fileTasks);
}

describe("the first page of a PDF", () => {
  async function previewOf(sent: Sent) {
    const owner = await makeClient();
    const file = await uploadBytes(owner, "message", { type: "application/pdf", ...sent });
    expect(file.preview).toBe("pending");
    await makePreview({ fileId: file.fileId });
    return { fileId: file.fileId, preview: (await readFileRow(file.fileId))?.preview };
  }

  test("becomes its small picture", async () => {
    const { fileId, preview } = await previewOf({ bytes: samplePdf() });
    expect(preview).toBe("ready");
    expect(await foldersOf(fileId)).toEqual(["stored", "previews"]);
  });

  test("of a broken document does not exist, and nothing waits for it", async () => {
    const cut = samplePdf().subarray(0, 200);
    expect(await previewOf({ bytes: cut })).toMatchObject({ preview: "none" });
    const filled = Buffer.concat([Buffer.from("%PDF-1.7\n"), noise(50_000)]);
    expect(await previewOf({ bytes: filled })).toMatchObject({ preview: "none" });
  });

  test("is made by the worker", async () => {
    await startFileWorker();
    const { fileId } = await uploadBytes(await makeClient(), "message", { bytes: samplePdf() });
    await expect
      .poll(async () => (await readFileRow(fileId))?.preview, { timeout: 15_000 })
      .toBe("ready");
  });
});

describe("bytes", () => {
  test("are removed with their row, including the small picture, after the commit", async () => {
    await startFileWorker();
    const owner = await makeClient();
    const bytes = await samplePicture("png");
    const { fileId } = await uploadBytes(owner, "message", { type: "image/png", bytes });
    expect(await foldersOf(fileId)).toEqual(["stored", "previews"]);
    await removeFile(owner, { fileId });
    await expect.poll(() => foldersOf(fileId), { timeout: 15_000 }).toEqual([]);
  });

  test("that no row knows are removed after a day; fresh ones and known ones stay", async () => {
    const known = await uploadBytes(await makeClient(), "message");
    const [old, fresh] = [newId("fil"), newId("fil")];
    for (const fileId of [old, fresh]) {
      const path = locateFile("stored", fileId);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, "left behind");
    }
    const yesterday = Date.now() / 1000 - 25 * 3600;
    for (const fileId of [old, known.fileId]) {
      await utimes(locateFile("stored", fileId), yesterday, yesterday);
    }
    await removeOrphans();
    const found = await Promise.all([old, fresh, known.fileId].map(foldersOf));
    expect(found).toEqual([[], ["stored"], ["stored"]]);
  });

  test("all stay when the folder seems to belong to another database", async () => {
    const yesterday = Date.now() / 1000 - 25 * 3600;
    const paths = Array.from({ length: 101 }, () => locateFile("stored", newId("fil")));
    for (const path of paths) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, "of somebody else");
      await utimes(path, yesterday, yesterday);
    }
    const count = async () => (await Promise.all(paths.map((path) => stat(path)))).length;
    vi.spyOn(log, "error").mockImplementation(() => {});
    try {
      await expect(removeOrphans()).rejects.toThrow(/101 of \d+$/);
      expect(await count()).toBe(101);
    } finally {
      await Promise.all(paths.map((path) => rm(path)));
    }
  });

  test("of other files are removed, and so are strays, when one orphan cannot be removed", async () => {
    vi.spyOn(log, "error").mockImplementation(() => {});
    const owner = await makeClient();
    const broken = await uploadBytes(owner, "message");
    const other = await uploadBytes(owner, "message");
    await database().owner.sql.unsafe(`
      create function refuse() returns trigger language plpgsql as $$
      begin raise exception 'not this one'; end $$;
      create trigger refused before delete on files for each row
      when (old.id = '${broken.fileId}') execute function refuse();`);
    restoreClock = setClock(() => new Date(Date.now() + 25 * HOUR_MS));
    try {
      await expect(removeOrphans()).rejects.toThrow(/1 of \d+ failed, the first: not this one/);
    } finally {
      restoreClock();
      await database().owner.sql.unsafe("drop trigger refused on files; drop function refuse()");
    }
    expect(await readFileRow(broken.fileId)).toBeDefined();
    expect(await readFileRow(other.fileId)).toBeUndefined();
  });
});

describe("a file that nobody attached", () => {
  async function makeFiles() {
    const owner = await makeClient();
    const jobId = await makeJob(owner);
    const attached = await uploadBytes(owner, "job");
    await getDb().transaction((tx) =>
      attachFiles(tx, {
        ownerId: owner.userId,
        fileIds: [attached.fileId],
        purpose: "job",
        to: { jobId },
      }),
    );
    const loose = await uploadBytes(owner, "job");
    const [unfinished] = await beginUploads(owner, {
      purpose: "job",
      files: [{ name: "a", type: "", sizeBytes: 1 }],
    });
    return [attached.fileId, loose.fileId, unfinished?.fileId ?? loose.fileId];
  }

  async function leftAfter(hours: number, fileIds: Id<"fil">[]) {
    const later = new Date(now().getTime() + hours * HOUR_MS);
    restoreClock = setClock(() => later);
    await removeOrphans();
    restoreClock();
    return Promise.all(fileIds.map(async (fileId) => (await readFileRow(fileId)) !== undefined));
  }

  test("is removed after a day, an unfinished upload after three hours, an attached file never", async () => {
    const files = await makeFiles();
    expect(await leftAfter(2.9, files)).toEqual([true, true, true]);
    expect(await leftAfter(3.1, files)).toEqual([true, true, false]);
    expect(await leftAfter(23.9, files)).toEqual([true, true, false]);
    expect(await leftAfter(24.1, files)).toEqual([true, false, false]);
  });
});
