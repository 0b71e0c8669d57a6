import type { VerifiedActor } from "#lib/auth/actor";
import { openInstanceBooks } from "#lib/books/queries/instance-books";
import { readBookRange } from "#lib/books/range";
import { serveBooks } from "#lib/books/serve-books";

const MB = 1024 * 1024;
const LOOK_EVERY_MS = 50;

export type Pack = {
  readonly seconds: number;
  readonly bytes: number;
  /** By how much the process grew beyond what it used before, at most, in MB. */
  readonly grownMb: number;
};

/** Downloads the whole instance's books as the admin does, and throws them away. */
export async function downloadBooks(admin: VerifiedActor): Promise<Pack> {
  const range = readBookRange({ from: "", until: "" }, "Europe/Berlin");
  if (range === null) throw new Error("All days are no range");
  const before = process.memoryUsage.rss();
  let highest = before;
  const looking = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, LOOK_EVERY_MS);
  const start = performance.now();
  const files = await openInstanceBooks(admin, { range, timeZone: "Europe/Berlin" });
  const { body } = serveBooks(files, { from: "", until: "" });
  let bytes = 0;
  for await (const piece of body ?? []) bytes += piece.length;
  clearInterval(looking);
  const seconds = (performance.now() - start) / 1000;
  return { seconds, bytes, grownMb: (highest - before) / MB };
}
