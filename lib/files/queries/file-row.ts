import { and, eq, type SQL, sql } from "drizzle-orm";
import { files } from "#db/schema";
import type { Place } from "../policy.ts";
import type { FileView } from "../schema.ts";

/** The columns that a view is made from. */
export const FILE_COLUMNS = {
  fileId: files.id,
  name: files.name,
  type: files.type,
  sizeBytes: files.sizeBytes,
  width: files.width,
  height: files.height,
  preview: files.preview,
} as const;

/** The columns that say where the bytes are. */
export const STORED_COLUMNS = {
  fileId: files.id,
  store: files.store,
  storeKey: files.storeKey,
} as const;

type FileRow = Pick<
  typeof files.$inferSelect,
  "name" | "type" | "sizeBytes" | "width" | "height" | "preview"
> & { readonly fileId: FileView["fileId"] };

/** What everyone who may read a file sees of it. */
export function describeFile(row: FileRow): FileView {
  const { fileId, name, type, sizeBytes, width, height, preview } = row;
  return { fileId, name, type, sizeBytes, width, height, preview };
}

/** True for the rows that are attached to this. */
export function matchPlace(to: Place): SQL {
  if ("conversationId" in to) {
    return both(eq(files.conversationId, to.conversationId), eq(files.messageSeq, to.messageSeq));
  }
  if ("submissionId" in to) return eq(files.submissionId, to.submissionId);
  if ("statementId" in to) return eq(files.statementId, to.statementId);
  if ("jobId" in to) return eq(files.jobId, to.jobId);
  if ("proposalId" in to) return eq(files.proposalId, to.proposalId);
  if ("portfolioItemId" in to) return eq(files.portfolioItemId, to.portfolioItemId);
  return eq(files.avatarOf, to.avatarOf);
}

/** True for the rows that are attached to nothing; written as in the index `files_loose`. */
export const isLoose: SQL = sql`conversation_id is null and submission_id is null and statement_id is null and job_id is null and proposal_id is null and portfolio_item_id is null and avatar_of is null`;

function both(one: SQL, other: SQL): SQL {
  return and(one, other) ?? one;
}
