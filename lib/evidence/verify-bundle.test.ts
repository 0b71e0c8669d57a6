import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listEntries, NO_HEAD, PAGE, sha256 } from "./internal/manifest.ts";
import { bundleBytes, zipBundle } from "./internal/zip.ts";
import { verifyBundle } from "./verify-bundle.ts";

const page = `<!doctype html><title>Evidence</title><p>Head: ${NO_HEAD}</p>\n`;
const contents = new Map<string, string | Uint8Array>([
  ["facts/agreement.json", '{"versions":[]}\n'],
  ["files/fil_1/näme “two”.txt", "Some notes."],
  ["files/fil_2/empty.txt", ""],
  ["files/fil_3/picture.png", Uint8Array.from({ length: 900 }, (_, n) => (n * 7) % 256)],
  [PAGE, page],
]);

async function makeBundle(): Promise<{ bytes: Uint8Array<ArrayBuffer>; head: string }> {
  const listed = [...contents].map(([path, content]) => ({
    path,
    sizeBytes: Buffer.byteLength(content),
    sha256: sha256(content),
  }));
  const manifest = listEntries("ctr_1", listed);
  const zip = zipBundle(manifest, (path) =>
    path === PAGE ? page.replace(NO_HEAD, manifest.head) : (contents.get(path) ?? ""),
  );
  const bytes = new Uint8Array(await new Response(zip).arrayBuffer());
  expect(BigInt(bytes.length)).toBe(bundleBytes(manifest));
  return { bytes, head: manifest.head };
}

const { bytes, head } = await makeBundle();

function verify(changed: Uint8Array<ArrayBuffer>, wanted?: string): Promise<string[]> {
  return verifyBundle(new Blob([changed]), wanted);
}

function withByte(position: number, byte: number): Uint8Array<ArrayBuffer> {
  const changed = bytes.slice();
  changed[position] = byte;
  return changed;
}

test("a bundle as it was written has no difference, and is the one of its head", async () => {
  expect(await verify(bytes)).toEqual([]);
  expect(await verify(bytes, head)).toEqual([]);
  expect(await verify(bytes, NO_HEAD)).toEqual([`It is another bundle: its head is ${head}`]);
});

describe("found every time:", () => {
  test("one changed byte anywhere, whatever it becomes", async () => {
    const anywhere = fc.nat({ max: bytes.length - 1 });
    await fc.assert(
      fc.asyncProperty(anywhere, fc.integer({ min: 1, max: 255 }), async (position, by) => {
        const changed = withByte(position, ((bytes[position] ?? 0) + by) % 256);
        expect(await verify(changed)).not.toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("the lowest bit of each byte", async () => {
    for (const [position, byte] of bytes.entries()) {
      expect(await verify(withByte(position, byte ^ 1)), `byte ${position}`).not.toEqual([]);
    }
  });

  test("bytes added anywhere, or left out", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: bytes.length }),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        async (position, added) => {
          const more = new Uint8Array(bytes.length + added.length);
          more.set(bytes.subarray(0, position));
          more.set(added, position);
          more.set(bytes.subarray(position), position + added.length);
          expect(await verify(more)).not.toEqual([]);
          const fewer = bytes.slice(0, Math.max(0, position - 1));
          expect(await verify(fewer)).not.toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

test("what differs is named", async () => {
  const at = Buffer.from(bytes).indexOf("Some notes.");
  expect(await verify(withByte(at, 0))).toEqual([
    "files/fil_1/näme “two”.txt: its bytes are not those of the manifest",
  ]);
  const inName = Buffer.from(bytes).indexOf("facts/agreement.json", at);
  expect(await verify(withByte(inName, 0))).toEqual([
    `The archive itself: byte ${inName} is not as it was written`,
  ]);
  const trailing = new Uint8Array(bytes.length + 1);
  trailing.set(bytes);
  expect(await verify(trailing)).toEqual(["The archive itself: 1 bytes too many"]);
});

test("a page whose head was replaced by the zeros that it was hashed with is another page", async () => {
  const changed = Buffer.from(bytes);
  // The page is the last entry, so its head is the last one before the directory.
  changed.write(NO_HEAD, changed.lastIndexOf(head));
  const found = await verify(new Uint8Array(changed));
  expect(found).toEqual(["index.html: its bytes are not those of the manifest"]);
});

test("what is no archive at all is no bundle", async () => {
  expect(await verify(new Uint8Array())).toEqual(["manifest.json: it is not as it was written"]);
  expect(await verify(Uint8Array.from(Buffer.from("PK\u0003\u0004")))).not.toEqual([]);
});
