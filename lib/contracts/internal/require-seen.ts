import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { submissions } from "#db/schema";
import { differingParts, listChanges } from "#lib/changes";
import { DomainError } from "#lib/errors";
import { listSubmissionFiles } from "#lib/files/queries/attached";
import { filesText } from "#lib/jobs/compare-terms";
import { cents, formatCents } from "#lib/money";
import type { LockedContract } from "../lock-contract.ts";
import { heldBefore } from "./take-step.ts";

/**
 * Makes sure that the latest submission, and the held amount where one was shown, are those that were on the screen.
 * Throws changed_meanwhile with old beside new; invalid_input for a version that never existed.
 */
export async function requireSeenWork(
  tx: Tx,
  locked: LockedContract,
  seen: { readonly submissionNumber: number; readonly heldCents?: number },
): Promise<void> {
  const work = await compareVersions(tx, locked, seen.submissionNumber);
  const changes = [...work, ...compareHeld(locked, seen.heldCents)];
  if (changes.length > 0) throw new DomainError("changed_meanwhile", {}, changes);
}

/** The held amount that was shown beside the actual one; nothing when none was shown or they are equal. */
export function compareHeld(locked: LockedContract, seenCents: number | undefined) {
  const heldCents = heldBefore(locked);
  if (seenCents === undefined || seenCents === heldCents) return [];
  return listChanges([
    ["Held for this job", formatCents(cents(seenCents)), formatCents(heldCents)],
  ]);
}

async function compareVersions(tx: Tx, { id, facts, milestone }: LockedContract, seen: number) {
  const now = facts.submissionCount;
  if (seen === now) return [];
  const rows = await tx
    .select()
    .from(submissions)
    .where(and(eq(submissions.contractId, id), eq(submissions.milestoneNumber, milestone.number)));
  const [before, after] = [seen, now].map((number) => rows.find((row) => row.number === number));
  if (!after || (seen > 0 && !before)) throw new DomainError("invalid_input");
  const files = await listSubmissionFiles(tx, before ? [before.id, after.id] : [after.id]);
  const [seenFiles, nowFiles] = [before, after].map((row) => (row && files.get(row.id)) ?? []);
  const note = differingParts(before?.note ?? "", after.note);
  return listChanges([
    ["Work", seen === 0 ? "none yet" : `Version ${seen}`, `Version ${now}`],
    ["Note", note.seen, note.now],
    ["Files", filesText(seenFiles ?? []), filesText(nowFiles ?? [], seenFiles)],
  ]);
}

/**
 * Makes sure that the request to cancel, and the refunded amount where it was shown, are those that were on the screen.
 * Throws changed_meanwhile with old beside new.
 */
export function requireSeenRequest(
  locked: LockedContract,
  seen: { readonly cancellationNumber: number; readonly heldCents?: number },
): void {
  const changes = [
    ...listChanges([
      [
        "Request to cancel",
        `request ${seen.cancellationNumber}`,
        `request ${locked.cancellationNumber}`,
      ],
    ]),
    ...compareHeld(locked, seen.heldCents),
  ];
  if (changes.length > 0) throw new DomainError("changed_meanwhile", {}, changes);
}
