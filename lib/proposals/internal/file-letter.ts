import { and, arrayOverlaps, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { letters, proposals } from "#db/schema";
import { holdPerson } from "#lib/auth/limit-person";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { bandsOf, isAlike, sketchLetter } from "../letter-sketch.ts";

/** Letters that share a band are nearly always alike, and each is kept once: there are few. */
const CANDIDATES = 20;
/** More jobs than this are not counted. */
const JOBS_COUNTED = 1000;

/**
 * Notes whether the letter of a proposal is one that its freelancer has sent before, almost word for word. Locks the
 * person's row, so two tabs find each other's letter. The caller has written the proposal.
 */
export async function fileLetter(
  tx: Tx,
  proposal: { id: Id<"prp">; freelancerId: Id<"usr">; coverLetter: string },
): Promise<void> {
  const sketch = sketchLetter(proposal.coverLetter);
  await holdPerson(tx, proposal.freelancerId);
  const letterId = sketch && (await findOrKeep(tx, proposal.freelancerId, sketch));
  const [before] = await tx
    .select({ letterId: proposals.letterId })
    .from(proposals)
    .where(eq(proposals.id, proposal.id));
  if (before?.letterId === letterId) return;
  await tx.update(proposals).set({ letterId }).where(eq(proposals.id, proposal.id));
  for (const id of [before?.letterId, letterId]) if (id) await recount(tx, id);
}

async function findOrKeep(tx: Tx, freelancerId: Id<"usr">, sketch: number[]): Promise<Id<"ltr">> {
  const bands = bandsOf(sketch, freelancerId);
  const candidates = await tx
    .select({ id: letters.id, sketch: letters.sketch })
    .from(letters)
    .where(and(arrayOverlaps(letters.bands, bands), eq(letters.freelancerId, freelancerId)))
    .orderBy(desc(letters.createdAt), desc(letters.id))
    .limit(CANDIDATES);
  const known = candidates.find((candidate) => isAlike(candidate.sketch, sketch));
  if (known) return known.id;
  const id = newId("ltr");
  await tx.insert(letters).values({ id, freelancerId, sketch, bands, createdAt: now() });
  return id;
}

async function recount(tx: Tx, letterId: Id<"ltr">): Promise<void> {
  await tx.execute(sql`
    update ${letters} set job_count = (
      select count(distinct sent.job_id) from (
        select job_id from ${proposals} where letter_id = ${letterId} limit ${JOBS_COUNTED}) sent)
    where id = ${letterId}`);
}
