import { and, eq, exists, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { contracts, conversations, files, jobs, submissions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { isLoose } from "../match-place.ts";

/**
 * The one place that says who may read a file:
 * - avatars and portfolios: everybody;
 * - attached to nothing: its owner;
 * - of a message: the two who talk;
 * - of a submission: the two parties of the contract;
 * - of a job: its client, every freelancer while it is open, and the one who was hired.
 */
export function isReadableBy(actor: Actor | null): SQL | undefined {
  const isPublic = or(isNotNull(files.avatarOf), isNotNull(files.portfolioItemId));
  if (!actor) return isPublic;
  return or(
    isPublic,
    and(eq(files.ownerId, actor.userId), isLoose),
    talksIn(actor.userId),
    isPartyOf(actor.userId),
    seesJob(actor),
  );
}

function talksIn(userId: Id<"usr">): SQL {
  return exists(
    getDb()
      .select({ one: sql`1` })
      .from(conversations)
      .where(
        and(
          eq(conversations.id, files.conversationId),
          or(eq(conversations.clientId, userId), eq(conversations.freelancerId, userId)),
        ),
      ),
  );
}

function isPartyOf(userId: Id<"usr">): SQL {
  return exists(
    getDb()
      .select({ one: sql`1` })
      .from(submissions)
      .innerJoin(contracts, eq(contracts.id, submissions.contractId))
      .where(
        and(
          eq(submissions.id, files.submissionId),
          or(eq(contracts.clientId, userId), eq(contracts.freelancerId, userId)),
        ),
      ),
  );
}

function seesJob({ userId, role }: Actor): SQL {
  const isOpenToThem = role === "freelancer" ? eq(jobs.status, "open") : undefined;
  return exists(
    getDb()
      .select({ one: sql`1` })
      .from(jobs)
      .leftJoin(contracts, eq(contracts.jobId, jobs.id))
      .where(
        and(
          eq(jobs.id, files.jobId),
          or(eq(jobs.clientId, userId), eq(contracts.freelancerId, userId), isOpenToThem),
        ),
      ),
  );
}
