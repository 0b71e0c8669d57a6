import { createHash } from "node:crypto";
import { MANIFEST, type Manifest, NO_HEAD, PAGE, readManifest } from "./internal/manifest.ts";
import { zipBundle } from "./internal/zip.ts";

/* What stands before and after the bytes of an entry in an archive that client-zip writes. */
const HEADER_BYTES = 30;
const DESCRIPTOR = Buffer.from("PK\u0007\u0008", "latin1");
const DESCRIPTOR_BYTES = 16;
const LARGE_DESCRIPTOR_BYTES = 24;
const LARGE_BYTES = 0xffff_ffff;

const MANIFEST_MAX_BYTES = 64 * 1024 * 1024;

/**
 * Holds a bundle against its manifest, and every byte of the archive against the one that its contents make. Returns
 * what differs, in words; nothing when it is whole. With `head`, also whether it is the bundle that this head is of.
 */
export async function verifyBundle(bundle: Blob, head?: string): Promise<string[]> {
  const text = await readManifestText(bundle);
  const manifest = text === null ? null : readManifest(text);
  if (text === null || !manifest) return [`${MANIFEST}: it is not as it was written`];
  const start = HEADER_BYTES + MANIFEST.length;
  const places = placesOf(manifest, start + Buffer.byteLength(text) + DESCRIPTOR_BYTES);
  const differences: string[] = [];
  for (const [path, [from, until]] of places) {
    const wanted = manifest.entries.find((entry) => entry.path === path)?.sha256;
    const content = bundle.slice(from, until);
    const found = path === PAGE ? await hashPage(content, manifest.head) : await hashOf(content);
    if (found !== wanted) differences.push(`${path}: its bytes are not those of the manifest`);
  }
  const outside = differences.length === 0 ? await findOther(bundle, manifest, places) : null;
  if (outside !== null) differences.push(outside);
  if (head !== undefined && head !== manifest.head) {
    differences.push(`It is another bundle: its head is ${manifest.head}`);
  }
  return differences;
}

/** Its end is the first descriptor: JSON has no control characters. Null when there is none. */
async function readManifestText(bundle: Blob): Promise<string | null> {
  const start = HEADER_BYTES + MANIFEST.length;
  let known = Buffer.alloc(0);
  for await (const chunk of bundle.slice(start).stream()) {
    known = Buffer.concat([known, chunk]);
    const end = known.indexOf(DESCRIPTOR);
    if (end >= 0) return known.toString("utf8", 0, end);
    if (known.length > MANIFEST_MAX_BYTES) return null;
  }
  return null;
}

/** From which byte to which each entry's content stands, when nothing differs. */
function placesOf({ entries }: Manifest, after: number): Map<string, readonly [number, number]> {
  let at = after;
  return new Map(
    entries.map(({ path, sizeBytes }) => {
      const from = at + HEADER_BYTES + Buffer.byteLength(path);
      const until = from + sizeBytes;
      at = until + (sizeBytes >= LARGE_BYTES ? LARGE_DESCRIPTOR_BYTES : DESCRIPTOR_BYTES);
      return [path, [from, until]] as const;
    }),
  );
}

async function hashOf(content: Blob): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of content.stream()) hash.update(chunk);
  return hash.digest("hex");
}

/** As it was hashed: with zeros where its head is. Null when the head does not stand there exactly once. */
async function hashPage(content: Blob, head: string): Promise<string | null> {
  const page = Buffer.from(await content.arrayBuffer());
  const at = page.indexOf(head);
  if (at < 0 || page.includes(head, at + 1) || page.includes(NO_HEAD)) return null;
  page.write(NO_HEAD, at);
  return createHash("sha256").update(page).digest("hex");
}

/** Where the archive has another byte than the one that its contents make; null when it has none. */
async function findOther(
  bundle: Blob,
  manifest: Manifest,
  places: ReadonlyMap<string, readonly [number, number]>,
): Promise<string | null> {
  let at = 0;
  let first: number | null = null;
  const written = zipBundle(manifest, (path) => bundle.slice(...(places.get(path) ?? [])).stream());
  for await (const chunk of written) {
    const there = Buffer.from(await bundle.slice(at, at + chunk.length).arrayBuffer());
    // Read to its end even then: a stream that is left early throws what stopped it, which is nothing.
    if (!there.equals(chunk)) first ??= at + chunk.findIndex((byte, i) => byte !== there[i]);
    at += chunk.length;
  }
  if (first !== null) return `The archive itself: byte ${first} is not as it was written`;
  return at === bundle.size ? null : `The archive itself: ${bundle.size - at} bytes too many`;
}
