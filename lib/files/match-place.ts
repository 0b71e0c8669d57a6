import { and, eq, type SQL, sql } from "drizzle-orm";
import { files } from "#db/schema";
import type { Place } from "./policy.ts";

/** True for the rows that are attached to this. */
export function matchPlace(to: Place): SQL {
  if ("conversationId" in to) {
    return both(eq(files.conversationId, to.conversationId), eq(files.messageSeq, to.messageSeq));
  }
  if ("submissionId" in to) return eq(files.submissionId, to.submissionId);
  if ("jobId" in to) return eq(files.jobId, to.jobId);
  if ("portfolioItemId" in to) return eq(files.portfolioItemId, to.portfolioItemId);
  return eq(files.avatarOf, to.avatarOf);
}

/** True for the rows that are attached to nothing; written as in the index `files_loose`. */
export const isLoose: SQL = sql`conversation_id is null and submission_id is null and job_id is null and portfolio_item_id is null and avatar_of is null`;

function both(one: SQL, other: SQL): SQL {
  return and(one, other) ?? one;
}
