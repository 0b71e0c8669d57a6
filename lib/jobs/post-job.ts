import { createHash } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { jobs, users } from "#db/schema";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { limitPerson } from "#lib/auth/limit-person";
import { inHouseSpelling } from "#lib/chosen";
import { DomainError } from "#lib/errors";
import { attachFiles } from "#lib/files/attach-files";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { requireStanding } from "#lib/standing/require-standing";
import { now } from "#lib/time";
import { isOffered } from "./categories.ts";
import { expiryFrom } from "./policy.ts";
import { recordEvent, recordRevision } from "./record-event.ts";
import { requireOfferedWindow } from "./require-offered-window.ts";
import { type PostJobInput, postJobInput } from "./schema.ts";

/**
 * Puts a job on the board, with its files. The same form sent twice posts once and returns the first job; a form that
 * was sent, changed and sent again posts a second one. Throws forbidden, profile_incomplete, file_unavailable,
 * too_many_today, too_many_at_once, category_gone, window_gone, restricted.
 */
export async function postJob(
  actor: VerifiedActor,
  input: PostJobInput,
  tx?: Tx,
): Promise<{ jobId: Id<"job">; isReplay: boolean }> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { requestKey, fileIds, ...fields } = postJobInput.parse(input);
  if (!isOffered(fields.category)) throw new DomainError("category_gone", { field: "category" });
  requireOfferedWindow(fields.reviewWindowDays);
  const key = `${requestKey}:${digest({ ...fields, fileIds })}`;
  return inTransaction(tx, async (tx) => {
    await requireOnboarded(tx, actor);
    const at = now();
    const [posted] = await tx
      .insert(jobs)
      .values({
        ...fields,
        skills: inHouseSpelling(fields.skills),
        id: newId("job"),
        clientId: actor.userId,
        requestKey: key,
        expiresAt: expiryFrom(at),
        createdAt: at,
        updatedAt: at,
      })
      .onConflictDoNothing({ target: [jobs.clientId, jobs.requestKey] })
      .returning({ jobId: jobs.id });
    if (!posted) return { jobId: await earlierJob(tx, actor, key), isReplay: true };
    await requireStanding(tx, actor, "post");
    await limitPosting(tx, actor);
    const ownerId = actor.userId;
    await attachFiles(tx, { ownerId, fileIds, purpose: "job", to: posted });
    await recordRevision(tx, posted.jobId);
    await recordEvent(tx, { jobId: posted.jobId, kind: "posted", actor });
    return { ...posted, isReplay: false };
  });
}

async function limitPosting(tx: Tx, { userId }: Actor): Promise<void> {
  const isTheirs = eq(jobs.clientId, userId);
  await limitPerson(tx, userId, "jobsPosted", (since) =>
    tx.$count(jobs, and(isTheirs, gt(jobs.createdAt, since))),
  );
  await limitPerson(tx, userId, "openJobs", () =>
    tx.$count(jobs, and(isTheirs, eq(jobs.status, "open"))),
  );
}

function digest(fields: object): string {
  return createHash("sha256").update(JSON.stringify(fields)).digest("hex").slice(0, 16);
}

async function requireOnboarded(tx: Tx, actor: Actor): Promise<void> {
  const [person] = await tx
    .select({ onboardedAt: users.onboardedAt })
    .from(users)
    .where(eq(users.id, actor.userId));
  if (!person?.onboardedAt) throw new DomainError("profile_incomplete");
}

async function earlierJob(tx: Tx, actor: Actor, requestKey: string): Promise<Id<"job">> {
  const [earlier] = await tx
    .select({ jobId: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.clientId, actor.userId), eq(jobs.requestKey, requestKey)));
  if (!earlier) throw new Error("A job that exists already cannot be found");
  return earlier.jobId;
}
