import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { makeZip } from "client-zip";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { hugePng, samplePdf, samplePicture } from "#db/testing/sample-files";
import { useTestDatabase } from "#db/testing/test-database";
import { noise, readFileRow, type Sent, uploadBytes } from "#db/testing/uploads";
import type { FilePurpose } from "../policy.ts";
import { locateFile } from "../providers/disk.ts";
import { getQuota } from "../queries/room.ts";

useTestDatabase();

const OCTETS = "application/octet-stream";

async function upload(sent: Sent, purpose: FilePurpose = "message") {
  return uploadBytes(await makeFreelancer(), purpose, sent);
}

/** What the file is found to be. */
async function typeOf(name: string, declared: string, bytes: Uint8Array | string) {
  const { type } = await upload({ name, type: declared, bytes: Buffer.from(bytes) });
  return type;
}

async function zipOf(entries: Record<string, string>): Promise<Uint8Array> {
  const inputs = Object.entries(entries).map(([name, input]) => ({ name, input }));
  return new Response(makeZip(inputs)).bytes();
}

describe("the type of a file", () => {
  test("is what its bytes say, whatever its name or declared type", async () => {
    const png = await samplePicture("png");
    expect(await typeOf("a.txt", "text/plain", png)).toBe("image/png");
    expect(await typeOf("a.png", "image/png", await samplePicture("jpeg"))).toBe("image/jpeg");
    expect(await typeOf("a.jpg", "image/jpeg", samplePdf())).toBe("application/pdf");
    expect(await typeOf("a.pdf", "application/pdf", "%PDX")).toBe(OCTETS);
  });

  test("is never HTML or SVG: text called a picture is bytes, markup is at most plain text", async () => {
    const html = "<!doctype html><script>alert(1)</script>";
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    expect(await typeOf("a.png", "image/png", html)).toBe(OCTETS);
    expect(await typeOf("a.html", "text/html", html)).toBe("text/plain");
    expect(await typeOf("a.svg", "image/svg+xml", svg)).toBe(OCTETS);
    expect(await typeOf("a.svg", "image/svg+xml", `<?xml version="1.0"?>${svg}`)).toBe(OCTETS);
    expect(await typeOf("a.html", "application/xhtml+xml", html)).toBe(OCTETS);
  });

  test("is text only when all of it is UTF-8 without control characters", async () => {
    expect(await typeOf("a.txt", "text/plain", "Grüße\n\tund 日本語\r\n")).toBe("text/plain");
    expect(await typeOf("a.csv", "text/csv", "a,b\n1,2")).toBe("text/csv");
    expect(await typeOf("a.csv", "application/octet-stream", "a,b")).toBe("text/csv");
    expect(await typeOf("a.txt", "text/plain", Buffer.from("Grüße", "latin1"))).toBe(OCTETS);
    expect(await typeOf("a.txt", "text/plain", "a\0b")).toBe(OCTETS);
    const late = Buffer.concat([Buffer.alloc(600_000, "é"), Buffer.from([0xff])]);
    expect(await typeOf("a.txt", "text/plain", late)).toBe(OCTETS);
    expect(await typeOf("a.txt", "text/plain", Buffer.alloc(600_001, "aé"))).toBe("text/plain");
  });

  test("of an office document is found even when its index comes last", async () => {
    const main =
      '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>';
    const bytes = await zipOf({
      "word/media/first.bin": "x".repeat(200_000),
      "word/document.xml": "<w:document/>",
      "[Content_Types].xml": `<?xml version="1.0"?><Types>${main}</Types>`,
    });
    const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    expect(await typeOf("a.docx", docx, bytes)).toBe(docx);
    expect(await typeOf("a.zip", "application/zip", await zipOf({ a: "b" }))).toBe(
      "application/zip",
    );
  });
});

describe("a zip bomb", () => {
  test("is kept as it is and never unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024), { level: 9 });
    const before = process.memoryUsage.rss();
    const started = performance.now();
    const file = await upload({ name: "bomb.gz", type: "application/gzip", bytes: bomb });
    expect(file).toMatchObject({ type: "application/gzip", sizeBytes: bomb.length });
    expect(performance.now() - started).toBeLessThan(3000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });
});

describe("a picture", () => {
  test.each(["png", "jpeg", "webp", "gif"] as const)(
    "as %s has its size and a small WebP without the camera’s notes",
    async (format) => {
      const bytes = await samplePicture(format);
      const file = await upload({ name: `a.${format}`, type: `image/${format}`, bytes });
      expect(file).toMatchObject({ width: 1200, height: 800, preview: "ready" });
      const preview = await readFile(locateFile("previews", file.fileId));
      expect(await sharp(preview).metadata()).toMatchObject({
        format: "webp",
        width: 640,
        height: 427,
      });
      expect(preview.includes("secret-place")).toBe(false);
      expect(await readFile(locateFile("stored", file.fileId))).toEqual(bytes);
    },
  );

  test("that lies on its side is measured and shown upright", async () => {
    const bytes = await sharp(await samplePicture("jpeg"))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const file = await upload({ name: "a.jpg", type: "image/jpeg", bytes });
    expect(file).toMatchObject({ width: 800, height: 1200 });
    const preview = await sharp(locateFile("previews", file.fileId)).metadata();
    expect([preview.width, preview.height]).toEqual([427, 640]);
  });

  test("of 50,000 × 50,000 pixels is bytes to be downloaded, and costs no memory", async () => {
    const before = process.memoryUsage.rss();
    const bytes = hugePng(50_000, 50_000);
    const file = await upload({ name: "huge.png", type: "image/png", bytes });
    expect(file).toMatchObject({ type: OCTETS, width: null, preview: "none" });
    const avatar = upload({ name: "huge.png", type: "image/png", bytes }, "avatar");
    await expect(avatar).rejects.toMatchObject({ code: "file_not_a_picture" });
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });

  test("that is broken has no small picture, or is only bytes", async () => {
    const png = await samplePicture("png");
    const cut = await upload({ name: "a.png", type: "image/png", bytes: png.subarray(0, 60) });
    expect(cut.preview).toBe("none");
    const header = Buffer.concat([png.subarray(0, 8), noise(500)]);
    expect(await typeOf("a.png", "image/png", header)).toBe(OCTETS);
  });
});

describe("an avatar", () => {
  test("is encoded again: square, WebP, upright, with nothing that the camera added", async () => {
    const bytes = await samplePicture("jpeg");
    const person = await makeClient();
    const file = await uploadBytes(person, "avatar", {
      name: "me.jpeg",
      type: "image/jpeg",
      bytes,
    });
    expect(file).toMatchObject({
      name: "me.webp",
      type: "image/webp",
      width: 512,
      height: 512,
      preview: "ready",
    });
    const kept = await readFile(locateFile("stored", file.fileId));
    expect(kept.length).toBe(file.sizeBytes);
    const { exif, xmp, format } = await sharp(kept).metadata();
    expect({ exif, xmp, format }).toEqual({ exif: undefined, xmp: undefined, format: "webp" });
    expect(await getQuota(person)).toMatchObject({ usedBytes: kept.length });
  });

  test.each([
    ["SVG declared as PNG", "image/png", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ["HTML declared as PNG", "image/png", "<script>alert(1)</script>"],
    ["a PDF declared as WebP", "image/webp", samplePdf()],
  ])("%s is refused, and nothing of it is kept", async (_, type, bytes) => {
    const person = await makeFreelancer();
    for (const purpose of ["avatar", "portfolio"] as const) {
      const refused = uploadBytes(person, purpose, { type, bytes: Buffer.from(bytes) });
      await expect(refused).rejects.toMatchObject({ code: "file_not_a_picture" });
    }
    expect(await getQuota(person)).toMatchObject({ usedBytes: 0 });
  });
});

test("names lose their folders and controls before they are kept", async () => {
  const { fileId, name } = await upload({ name: "../../a\r\nb\u202e.txt" });
  expect(name).toBe("ab.txt");
  expect((await readFileRow(fileId))?.name).toBe("ab.txt");
});
