import { makeZip, predictLength } from "client-zip";
import { MANIFEST, type Manifest, writeManifest } from "./manifest.ts";

/**
 * One moment for all entries: when things happened stands in the facts. The archive's format has no time zones, so this
 * is the same bytes wherever it is written.
 */
const WRITTEN_AT = new Date(1980, 0, 1, 12);

type Content = string | Uint8Array | ReadableStream<Uint8Array>;

/**
 * The bytes of a bundle: the manifest, then its entries in their order, uncompressed. They follow from the contents
 * alone, so writing them again tells whether an archive has any other byte. `open` is asked for an entry when its turn
 * comes.
 */
export function zipBundle(
  manifest: Manifest,
  open: (path: string) => Content | Promise<Content>,
): ReadableStream<Uint8Array> {
  return makeZip(entriesOf(manifest, open));
}

async function* entriesOf(
  manifest: Manifest,
  open: (path: string) => Content | Promise<Content>,
): AsyncGenerator<{ name: string; input: Content; size?: number; lastModified: Date }> {
  const lastModified = WRITTEN_AT;
  yield { name: MANIFEST, input: writeManifest(manifest), lastModified };
  for (const { path, sizeBytes } of manifest.entries) {
    yield { name: path, input: await open(path), size: sizeBytes, lastModified };
  }
}

/** How many bytes `zipBundle` writes. */
export function bundleBytes(manifest: Manifest): bigint {
  const own = { name: MANIFEST, size: Buffer.byteLength(writeManifest(manifest)) };
  const others = manifest.entries.map(({ path, sizeBytes }) => ({ name: path, size: sizeBytes }));
  return predictLength([own, ...others]);
}
