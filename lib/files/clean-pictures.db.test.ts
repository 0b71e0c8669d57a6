import { readFile, writeFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { files, portfolioItems } from "#db/schema";
import { makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { samplePicture } from "#db/testing/sample-files";
import { useTestDatabase } from "#db/testing/test-database";
import { noise, readFileRow, uploadBytes } from "#db/testing/uploads";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { attachFiles } from "./attach-files.ts";
import { cleanPictures } from "./clean-pictures.ts";
import type { FilePurpose } from "./policy.ts";
import { locateFile } from "./providers/disk.ts";
import { getReadableFile } from "./queries/readable.ts";
import { serveFile } from "./serve-file.ts";

useTestDatabase();

const FORMATS = ["jpeg", "png", "webp", "gif"] as const;

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="51,30.0N secret-place"/></rdf:RDF></x:xmpmeta>`;

/** A picture on its side with a place in EXIF and XMP, a colour profile, and a comment if the format has one. */
async function tellingPicture(format: (typeof FORMATS)[number]): Promise<Buffer> {
  const picture = await sharp(await samplePicture(format, { width: 120, height: 80 }))
    .withIccProfile("p3")
    .withExif({ IFD0: { Copyright: "secret-place" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
    .withXmp(XMP)
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();
  if (format === "gif") return withGifComment(picture);
  return format === "jpeg" ? withJpegComment(picture) : picture;
}

function withJpegComment(jpeg: Buffer): Buffer {
  const text = Buffer.from("secret-place");
  const segment = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, text, jpeg.subarray(2)]);
}

/** Before its trailer. */
function withGifComment(gif: Buffer): Buffer {
  const text = Buffer.from("secret-place");
  const extension = Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), text, Buffer.from([0])]);
  return Buffer.concat([gif.subarray(0, -1), extension, gif.subarray(-1)]);
}

async function expectClean(bytes: Uint8Array): Promise<void> {
  expect(Buffer.from(bytes).includes("secret-place")).toBe(false);
  const { exif, xmp, iptc, icc, comments, orientation, tifftagPhotoshop } =
    await sharp(bytes).metadata();
  expect([exif, xmp, iptc, icc, comments, tifftagPhotoshop]).toEqual(Array(6).fill(undefined));
  expect(orientation ?? 1).toBe(1);
}

/** What a person gets from the file's own address, in all of its parts. */
async function download(actor: Actor | null, fileId: Id<"fil">): Promise<Uint8Array> {
  const request = new Request(`http://workhub.test/files/${fileId}`);
  return (await serveFile(request, await getReadableFile(actor, fileId))).bytes();
}

async function show(owner: Actor, purpose: FilePurpose, fileId: Id<"fil">): Promise<void> {
  await getDb().transaction(async (tx) => {
    const { userId } = owner;
    if (purpose === "job") {
      const to = { jobId: await makeJob(owner) };
      return attachFiles(tx, { ownerId: userId, fileIds: [fileId], purpose, to });
    }
    const portfolioItemId = newId("prt");
    await tx
      .insert(portfolioItems)
      .values({ id: portfolioItemId, userId, position: 0, title: "A checkout" });
    const to = { portfolioItemId };
    await attachFiles(tx, { ownerId: userId, fileIds: [fileId], purpose, to });
  });
}

describe.each(["portfolio", "job"] as const)("a picture for strangers, of a %s", (purpose) => {
  test.each(FORMATS)("as %s reveals nothing, is upright and looks the same", async (format) => {
    const owner = purpose === "job" ? await makeClient() : await makeFreelancer();
    const bytes = await tellingPicture(format);
    expect(bytes.includes("secret-place")).toBe(true);
    const sent = { name: `a.${format}`, type: `image/${format}`, bytes };
    const { fileId, width, height, type } = await uploadBytes(owner, purpose, sent);
    await show(owner, purpose, fileId);
    const stranger = purpose === "job" ? await makeFreelancer() : null;
    const seen = await download(stranger, fileId);
    await expectClean(seen);
    await expectClean(await readFile(locateFile("previews", fileId)));
    expect(type).toBe(`image/${format}`);
    const upright = await sharp(bytes).autoOrient().toColourspace("srgb").raw().toBuffer();
    const shown = await sharp(seen).raw().toBuffer({ resolveWithObject: true });
    expect([width, height]).toEqual([shown.info.width, shown.info.height]);
    for (const channel of [0, 1, 2]) {
      expect(Math.abs((upright[channel] ?? 0) - (shown.data[channel] ?? 255))).toBeLessThan(4);
    }
  });
});

test("an animation stays animated", async () => {
  const frames = Buffer.alloc(10 * 20 * 3, 0).fill(255, 300);
  const gif = await sharp(frames, { raw: { width: 10, height: 20, channels: 3, pageHeight: 10 } })
    .gif({ delay: [100, 100], loop: 0 })
    .toBuffer();
  expect((await sharp(gif).metadata()).pages).toBe(2);
  const sent = { name: "a.gif", type: "image/gif", bytes: gif };
  const { fileId } = await uploadBytes(await makeFreelancer(), "portfolio", sent);
  const kept = await readFile(locateFile("stored", fileId));
  expect((await sharp(kept).metadata()).pages).toBe(2);
});

test("a file meant for one person stays byte for byte", async () => {
  const freelancer = await makeFreelancer();
  for (const purpose of ["message", "submission"] as const) {
    const bytes = await tellingPicture("jpeg");
    const sent = { name: "a.jpg", type: "image/jpeg", bytes };
    const { fileId } = await uploadBytes(freelancer, purpose, sent);
    expect(Buffer.from(await download(freelancer, fileId)).equals(bytes)).toBe(true);
  }
});

test("a job accepts every document, but no picture that cannot be encoded again", async () => {
  const client = await makeClient();
  const heic = Buffer.concat([
    Buffer.from("0000001866747970686569630000000068656963", "hex"),
    noise(500),
  ]);
  const tiff = await sharp(await samplePicture("png"))
    .tiff()
    .toBuffer();
  const cut = (await samplePicture("png")).subarray(0, 60);
  for (const [name, bytes] of [
    ["a.heic", heic],
    ["a.tiff", tiff],
    ["a.png", cut],
  ] as const) {
    await expect(uploadBytes(client, "job", { name, type: "", bytes })).rejects.toThrow(
      `We cannot remove what the camera hid in ${name}`,
    );
  }
  const note = await uploadBytes(client, "job");
  expect((await readFileRow(note.fileId))?.cleanedAt).not.toBeNull();
});

describe("a picture that was stored before uploads were encoded again", () => {
  async function oldPicture(purpose: "portfolio" | "job", bytes?: Buffer) {
    const owner = purpose === "job" ? await makeClient() : await makeFreelancer();
    const telling = bytes ?? (await tellingPicture("jpeg"));
    // As a message's file it is kept as it is.
    const sent = { name: "a.jpg", type: "image/jpeg", bytes: telling };
    const old = await uploadBytes(owner, "message", sent);
    await getDb().update(files).set({ purpose }).where(eq(files.id, old.fileId));
    await show(owner, purpose, old.fileId);
    return { owner, fileId: old.fileId, bytes: telling };
  }

  test.each(["portfolio", "job"] as const)(
    "of a %s is made anew before anybody gets it",
    async (purpose) => {
      const { fileId } = await oldPicture(purpose);
      const stranger = await makeFreelancer();
      const both = await Promise.all([download(stranger, fileId), download(stranger, fileId)]);
      for (const seen of both) await expectClean(seen);
      const row = await readFileRow(fileId);
      expect(row?.cleanedAt).not.toBeNull();
      expect(row?.sizeBytes).toBe(both[0].length);
      expect([row?.width, row?.height]).toEqual([80, 120]);
    },
  );

  test("is also encoded again by the scheduled task, and only once", async () => {
    const { fileId } = await oldPicture("portfolio");
    await cleanPictures();
    const first = await readFileRow(fileId);
    await expectClean(await readFile(locateFile("stored", fileId)));
    await cleanPictures();
    expect(await readFileRow(fileId)).toEqual(first);
  });

  test("is encoded once more after an interruption between bytes and row", async () => {
    const { fileId } = await oldPicture("portfolio");
    const before = await readFileRow(fileId);
    await cleanPictures();
    await getDb()
      .update(files)
      .set({ cleanedAt: null, sizeBytes: before?.sizeBytes, sha256: before?.sha256 })
      .where(eq(files.id, fileId));
    await expectClean(await download(null, fileId));
  });

  test("that cannot be encoded again is hidden from strangers, but not from its owner", async () => {
    const { owner, fileId } = await oldPicture("job");
    const path = locateFile("stored", fileId);
    await writeFile(path, (await readFile(path)).subarray(0, 400));
    const stranger = getReadableFile(await makeFreelancer(), fileId);
    await expect(stranger).rejects.toMatchObject({ code: "not_found" });
    expect(await getReadableFile(owner, fileId)).toMatchObject({ fileId });
  });
});
