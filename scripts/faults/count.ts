import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { recountInboxes } from "#db/testing/inbox-recount";
import type { Id } from "#lib/ids";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import type { Books } from "./books.ts";
import { listHalves } from "./halves.ts";

export type Found = {
  /** Acknowledged, and missing. */
  readonly lost: number;
  /** Stored more than once. */
  readonly duplicated: number;
  /** One half of what belongs together. */
  readonly halfDone: number;
  /** Differences that a recount of the ledger or the inboxes finds. */
  readonly mismatches: number;
};

/** Compares what was acknowledged with what is stored. `say` is told each difference. */
export async function countWrites(
  { acknowledged }: Books,
  {
    conversations,
    dataDir,
    say,
  }: { conversations: readonly Id<"cnv">[]; dataDir: string; say: (line: string) => void },
): Promise<Found> {
  const stored = await countStored();
  const files = await listFiles(dataDir);
  const isThere = (name: string) => stored.has(name) || files.whole.has(name);
  const lost = [...acknowledged].filter((name) => !isThere(name));
  const duplicated = [...stored].flatMap(([name, copies]) => (copies > 1 ? [name] : []));
  const halves = [...(await listHalves()), ...files.broken];
  const { mismatches } = await verifyLedger();
  const recounts = (await Promise.all(conversations.map(recountInboxes))).flat();
  for (const name of lost) say(`lost: ${name}`);
  for (const name of duplicated) say(`duplicated: ${name}`);
  for (const half of halves) say(`half done: ${half}`);
  for (const mismatch of [...mismatches, ...recounts]) say(`mismatch: ${JSON.stringify(mismatch)}`);
  return {
    lost: lost.length,
    duplicated: duplicated.length,
    halfDone: halves.length,
    mismatches: mismatches.length + recounts.length,
  };
}

/** By what was written, and not by the keys that forbid duplicates. */
async function countStored(): Promise<Map<string, number>> {
  const mark = (column: string) => sql.raw(`substring(${column} from '#[0-9A-Z]{26}')`);
  const rows = await getDb().execute<{ name: string; copies: number }>(sql`
    select name, count(*)::int as copies from (
      select 'message ' || ${mark("body")} as name from messages
      union all select direction || ' ' || user_id || ' ' || amount_cents from payments
      union all select 'job ' || ${mark("title")} from jobs
      union all select 'proposal ' || ${mark("cover_letter")} from proposals
      union all select kind || ' ' || job_id from job_events where kind in ('hired', 'completed', 'released')
      union all select 'changes ' || ${mark("changes_note")} from submissions
      union all select 'review ' || ${mark("text")} from reviews
      union all select 'submission ' || ${mark("note")} || ' ' || (
          select count(*) from files f where f.submission_id = s.id and f.status = 'stored') || ' files'
        from submissions s
    ) stored where name is not null group by name`);
  return new Map(rows.map(({ name, copies }) => [name, copies]));
}

/** The stored files whose bytes are on the disk as they were sent, and those of which they are not. */
async function listFiles(dataDir: string): Promise<{ whole: Set<string>; broken: string[] }> {
  const rows = await getDb().execute<{ id: string; sha256: string }>(
    sql`select id, encode(sha256, 'hex') as sha256 from files where status = 'stored'`,
  );
  const whole = new Set<string>();
  const broken: string[] = [];
  for (const { id, sha256 } of rows) {
    const isWhole = hashOf(join(dataDir, "files", "stored", id.slice(-2), id)) === sha256;
    if (isWhole) whole.add(`file ${id} ${sha256}`);
    else broken.push(`the bytes of ${id}`);
  }
  return { whole, broken };
}

function hashOf(path: string): string | null {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    return null;
  }
}
