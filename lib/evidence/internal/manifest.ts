import { createHash } from "node:crypto";
import { z } from "zod";

/*
 * The list of what a bundle holds (docs/decisions, "Evidence"). Each entry's `chain` is a SHA-256 over the chain before
 * it and the entry itself, so no entry can be changed, added, removed or moved without all that follow. The last one is
 * the head: who has it can tell whether a bundle is the one that they know.
 */

export const FORMAT = "workhub-evidence-1";
export const MANIFEST = "manifest.json";
export const PAGE = "index.html";
/** Stands in the page where its head will be, while the page is hashed: no text can hold its own hash. */
export const NO_HEAD = "0".repeat(64);

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const entry = z.strictObject({
  path: z.string().min(1).max(400),
  sizeBytes: z.int().min(0),
  sha256: hash,
  chain: hash,
});
const manifest = z.strictObject({
  format: z.literal(FORMAT),
  contractId: z.string().max(64),
  head: hash,
  entries: z.array(entry).min(1).max(65_000),
});

/** Sizes are in bytes; hashes are hexadecimal SHA-256. */
export type Listed = { readonly path: string; readonly sizeBytes: number; readonly sha256: string };
export type Manifest = z.output<typeof manifest>;

/** The manifest of these entries, in this order. */
export function listEntries(contractId: string, entries: readonly Listed[]): Manifest {
  let chain = sha256(`${FORMAT} ${contractId}\n`);
  const chained = entries.map((each) => {
    chain = sha256(`${chain}\n${each.sha256} ${each.sizeBytes} ${each.path}\n`);
    return { path: each.path, sizeBytes: each.sizeBytes, sha256: each.sha256, chain };
  });
  return { format: FORMAT, contractId, head: chain, entries: chained };
}

/** The only way in which a manifest is written, so that a changed space is a change. */
export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 1)}\n`;
}

/** Null for everything that `writeManifest` does not write, and for a chain that does not hold. */
export function readManifest(text: string): Manifest | null {
  const parsed = manifest.safeParse(parse(text));
  if (!parsed.success) return null;
  const { contractId, entries } = parsed.data;
  const paths = new Set([MANIFEST, ...entries.map(({ path }) => path)]);
  if (paths.size !== entries.length + 1) return null;
  const isWhole = writeManifest(listEntries(contractId, entries)) === text;
  return isWhole ? parsed.data : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
