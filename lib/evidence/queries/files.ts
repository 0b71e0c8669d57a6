import { and, asc, eq, inArray, or } from "drizzle-orm";
import type { Tx } from "#db/client";
import {
  type contracts,
  conversations,
  disputeStatements,
  disputes,
  files,
  submissions,
} from "#db/schema";
import type { Id } from "#lib/ids";

/** A file of the evidence: what it is attached to, where it stands in the bundle, and where its bytes are. */
export type EvidenceFile = {
  readonly fileId: Id<"fil">;
  readonly name: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly path: string;
  readonly store: "embedded" | "uploadthing";
  readonly storeKey: string;
  readonly to: Pick<
    typeof files.$inferSelect,
    "jobId" | "proposalId" | "submissionId" | "conversationId" | "messageSeq" | "statementId"
  >;
};

const { jobId, proposalId, submissionId, conversationId, messageSeq, statementId } = files;
const { name, sizeBytes, sha256, store, storeKey } = files;
const COLUMNS = {
  ...{ fileId: files.id, name, sizeBytes, sha256, store, storeKey },
  ...{ jobId, proposalId, submissionId, conversationId, messageSeq, statementId },
} as const;

/**
 * All files of a contract: of the job and the offer, of every version, of the messages, and of
 * what was stated in disputes. The caller has authorised it.
 */
export async function listEvidenceFiles(
  tx: Tx,
  contract: typeof contracts.$inferSelect,
): Promise<EvidenceFile[]> {
  const versions = tx
    .select({ id: submissions.id })
    .from(submissions)
    .where(eq(submissions.contractId, contract.id));
  const talks = tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.jobId, contract.jobId),
        eq(conversations.freelancerId, contract.freelancerId),
      ),
    );
  const statements = tx
    .select({ id: disputeStatements.id })
    .from(disputeStatements)
    .innerJoin(disputes, eq(disputes.id, disputeStatements.disputeId))
    .where(eq(disputes.contractId, contract.id));
  const rows = await tx
    .select(COLUMNS)
    .from(files)
    .where(
      and(
        eq(files.status, "stored"),
        or(
          eq(files.jobId, contract.jobId),
          eq(files.proposalId, contract.proposalId),
          inArray(files.submissionId, versions),
          inArray(files.conversationId, talks),
          inArray(files.statementId, statements),
        ),
      ),
    )
    .orderBy(asc(files.position), asc(files.id));
  return rows.map(({ fileId, name, sizeBytes, sha256, store, storeKey, ...to }) => ({
    fileId,
    name,
    sizeBytes,
    sha256: Buffer.from(sha256 ?? []).toString("hex"),
    path: `files/${fileId}/${name}`,
    store,
    storeKey,
    to,
  }));
}
