import { and, eq, ne, sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { jobRevisions, jobs, proposals } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { inHouseSpelling } from "#lib/chosen";
import { DomainError } from "#lib/errors";
import { attachFiles } from "#lib/files/attach-files";
import { listJobFiles } from "#lib/files/queries/attached";
import { removeAttached } from "#lib/files/remove-file";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { isOffered } from "./categories.ts";
import { comparePostings } from "./compare-terms.ts";
import { lockJob } from "./lock-job.ts";
import { changedFields, jobParty, mayChange, nextJobStatus } from "./policy.ts";
import { recordEvent, recordRevision } from "./record-event.ts";
import { requireOfferedWindow } from "./require-offered-window.ts";
import { requireSeenJob } from "./require-seen-job.ts";
import { type EditJobInput, editJobInput } from "./schema.ts";

/**
 * Changes an open job and keeps how it read before. Once it has proposals, budget, release rule and review window stay
 * as they are; the rest may still be made clearer. A freelancer who applied to another text must agree to the new one
 * before being hired; other questions are no other text, and answers keep the words that they answer. Changing nothing records nothing. Throws not_found, job_not_open, terms_fixed, deadline_over,
 * file_unavailable, category_gone, window_gone, and changed_meanwhile when the form began with an older revision.
 */
export async function editJob(
  actor: VerifiedActor,
  input: EditJobInput,
  tx?: Tx,
): Promise<{ jobId: Id<"job">; isReplay: boolean }> {
  const { jobId, jobRevision, fileIds, ...sent } = editJobInput.parse(input);
  const fields = { ...sent, skills: inHouseSpelling(sent.skills) };
  return inTransaction(tx, async (tx) => {
    const job = await lockJob(tx, jobId);
    const by = jobParty(actor, job);
    const step = nextJobStatus({ status: job.status, event: "edit", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    const attached = (await listJobFiles(tx, jobId)).map(({ fileId }) => fileId);
    const changed = changedFields({ ...job, files: attached }, { ...fields, files: fileIds });
    if (changed.length === 0) return { jobId, isReplay: true };
    await requireSeenJob(tx, job, jobRevision, comparePostings);
    const isOver = fields.deadlineAt !== null && fields.deadlineAt <= now();
    if (isOver && changed.includes("deadlineAt"))
      throw new DomainError("deadline_over", { field: "deadlineAt" });
    if (changed.includes("category") && !isOffered(fields.category))
      throw new DomainError("category_gone", { field: "category" });
    if (changed.includes("reviewWindowDays")) requireOfferedWindow(fields.reviewWindowDays);
    if (!mayChange(changed, await hasProposals(tx, jobId))) throw new DomainError("terms_fixed");
    await tx
      .update(jobs)
      .set({ ...fields, revision: job.revision + 1, updatedAt: now() })
      .where(eq(jobs.id, jobId));
    await removeAttached(tx, { jobId }, { except: fileIds });
    const added = fileIds.filter((fileId) => !attached.includes(fileId));
    await attachFiles(tx, {
      ownerId: actor.userId,
      fileIds: added,
      purpose: "job",
      to: { jobId },
    });
    await recordRevision(tx, jobId);
    await carryAgreements(tx, jobId, job.revision + 1);
    await recordEvent(tx, {
      jobId,
      kind: "edited",
      actor,
      details: { fields: changed.join(", ") },
    });
    return { jobId, isReplay: false };
  });
}

/** Withdrawn ones don't count: nobody relies on the terms any more. */
async function hasProposals(tx: Tx, jobId: Id<"job">): Promise<boolean> {
  const rows = await tx
    .select({ id: proposals.id })
    .from(proposals)
    .where(and(eq(proposals.jobId, jobId), ne(proposals.status, "withdrawn")))
    .limit(1);
  return rows.length > 0;
}

/**
 * A freelancer who agreed to exactly these words still agrees to them: after a move to another category, or when a text
 * is put back as it was. Every other proposal stays bound to what its freelancer read.
 */
async function carryAgreements(tx: Tx, jobId: Id<"job">, revision: number): Promise<void> {
  const terms = (alias: "agreed" | "present") =>
    sql.raw(`(${AGREED_COLUMNS.map((column) => `${alias}.${column}`).join(", ")})`);
  await tx.execute(sql`
    update ${proposals} set job_revision = present.revision
    from ${jobRevisions} agreed, ${jobRevisions} present
    where ${proposals.jobId} = ${jobId} and ${proposals.status} = 'submitted'
      and agreed.job_id = ${jobId} and agreed.revision = ${proposals.jobRevision}
      and present.job_id = ${jobId} and present.revision = ${revision}
      and ${terms("agreed")} is not distinct from ${terms("present")}`);
}

/** The columns that `compareTerms` compares. */
const AGREED_COLUMNS = [
  "title",
  "description",
  "checklist",
  "files",
  "skills",
  "budget_cents",
  "timeline_days",
  "deadline_at",
  "release_rule",
  "review_window_days",
  "rounds",
] as const;
