import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { jobs, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { attachFiles } from "#lib/files/attach-files";
import { type Id, newId } from "#lib/ids";
import { now } from "#lib/time";
import { recordEvent } from "./record-event.ts";
import { type PostJobInput, postJobInput } from "./schema.ts";

/**
 * Puts a job on the board, with its files. The same form sent twice posts once and answers with the first job; a form that was
 * sent, changed and sent again posts a second one. Throws forbidden, profile_incomplete, file_unavailable.
 */
export async function postJob(
  actor: Actor,
  input: PostJobInput,
  tx?: Tx,
): Promise<{ jobId: Id<"job">; isReplay: boolean }> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { requestKey, fileIds, ...fields } = postJobInput.parse(input);
  const key = `${requestKey}:${digest({ ...fields, fileIds })}`;
  return inTransaction(tx, async (tx) => {
    await requireOnboarded(tx, actor);
    const at = now();
    const [posted] = await tx
      .insert(jobs)
      .values({
        ...fields,
        id: newId("job"),
        clientId: actor.userId,
        requestKey: key,
        createdAt: at,
        updatedAt: at,
      })
      .onConflictDoNothing({ target: [jobs.clientId, jobs.requestKey] })
      .returning({ jobId: jobs.id });
    if (!posted) return { jobId: await earlierJob(tx, actor, key), isReplay: true };
    const ownerId = actor.userId;
    await attachFiles(tx, { ownerId, fileIds, purpose: "job", to: posted });
    await recordEvent(tx, { jobId: posted.jobId, kind: "posted", actor });
    return { ...posted, isReplay: false };
  });
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
  if (!earlier) throw new DomainError("unexpected");
  return earlier.jobId;
}
