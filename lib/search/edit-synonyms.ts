import { sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { searchSynonyms } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { log } from "#lib/log";
import { listSynonyms } from "./queries/synonyms.ts";
import { foldTexts } from "./queries/words.ts";
import {
  type EditSynonymsInput,
  editSynonymsInput,
  formatSynonyms,
  type Synonym,
} from "./schema.ts";

/**
 * Replaces the words that mean the same with these. Searches use them at once. Throws `not_found` for everyone but the
 * operator, and changed_meanwhile when the form began with other pairs.
 */
export async function editSynonyms(actor: Actor, input: EditSynonymsInput, tx?: Tx): Promise<void> {
  requireRight(actor, "operate");
  const { pairs, seen } = editSynonymsInput.parse(input);
  await inTransaction(tx, async (tx) => {
    await tx.execute(sql`lock table ${searchSynonyms} in share row exclusive mode`);
    const present = await listSynonyms(actor, tx);
    const wanted = await foldPairs(tx, pairs);
    if (formatSynonyms(present) === formatSynonyms(wanted)) return;
    requireSeen(seen, present);
    await tx.delete(searchSynonyms);
    if (wanted.length > 0) await tx.insert(searchSynonyms).values(wanted).onConflictDoNothing();
    log.info({ pairs: wanted.length, by: actor.userId }, "The words with the same meaning changed");
  });
}

function requireSeen(seen: readonly Synonym[], present: readonly Synonym[]): void {
  if (formatSynonyms(seen) === formatSynonyms(present)) return;
  const changes = [{ what: "Pairs", seen: String(seen.length), now: String(present.length) }];
  throw new DomainError("changed_meanwhile", {}, changes);
}

/** In the form in which documents have words, each pair once and in order. */
async function foldPairs(tx: Tx, pairs: readonly Synonym[]): Promise<Synonym[]> {
  const folded = await foldTexts(
    tx,
    pairs.flatMap(({ word, means }) => [word, means]),
  );
  const lines = new Map(
    pairs.map((_, at) => {
      const pair = { word: folded[2 * at] ?? "", means: folded[2 * at + 1] ?? "" };
      return [formatSynonyms([pair]), pair];
    }),
  );
  return [...lines.values()].sort((a, b) => compare(a.word, b.word) || compare(a.means, b.means));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
