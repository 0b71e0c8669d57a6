import { createHash } from "node:crypto";
import { and, asc, eq, gte, notInArray, or } from "drizzle-orm";
import type { Tx } from "#db/client";
import {
  cases,
  contracts,
  conversations,
  disputes,
  files,
  type KeptFile,
  keptMessages,
  reports,
} from "#db/schema";
import type { Id } from "#lib/ids";
import type { LockedMessage } from "./locks.ts";

/**
 * Keeps what a message says before it is changed: its hash always, and the words where they are evidence: what was
 * reported, and what was sent before a dispute about the job. `remaining` are the files that it keeps; null for all of them.
 */
export async function keepWords(
  tx: Tx,
  { conversation, message }: LockedMessage,
  remaining: readonly Id<"fil">[] | null,
): Promise<void> {
  const { conversationId, seq, body } = message;
  const [lost, isKept, before] = await Promise.all([
    remaining && listLost(tx, message, remaining),
    isEvidence(tx, message),
    tx.$count(
      keptMessages,
      and(eq(keptMessages.conversationId, conversationId), eq(keptMessages.seq, seq)),
    ),
  ]);
  await tx.insert(keptMessages).values({
    conversationId,
    seq,
    number: before + 1,
    at: conversation.at,
    bodyHash: createHash("sha256").update(body).digest(),
    body: isKept ? body : null,
    files: lost ?? [],
  });
}

async function listLost(
  tx: Tx,
  { conversationId, seq }: LockedMessage["message"],
  remaining: readonly Id<"fil">[],
): Promise<KeptFile[]> {
  const isOfMessage = and(eq(files.conversationId, conversationId), eq(files.messageSeq, seq));
  const rows = await tx
    .select({ name: files.name, sizeBytes: files.sizeBytes, sha256: files.sha256 })
    .from(files)
    .where(
      and(isOfMessage, remaining.length > 0 ? notInArray(files.id, [...remaining]) : undefined),
    )
    .orderBy(asc(files.position));
  return rows.map(({ sha256, ...file }) => ({
    ...file,
    sha256: Buffer.from(sha256 ?? []).toString("hex"),
  }));
}

/** True for what neither side can remove from the evidence: it was reported, or sent before a dispute began. */
export async function isEvidence(
  tx: Tx,
  { conversationId, seq, createdAt }: LockedMessage["message"],
): Promise<boolean> {
  const [reported, disputed] = await Promise.all([
    wasReported(tx, { conversationId, seq, createdAt }),
    wasDisputed(tx, { conversationId, createdAt }),
  ]);
  return reported || disputed;
}

type Sent = Pick<LockedMessage["message"], "conversationId" | "seq" | "createdAt">;

/** Whether it was reported, or its conversation was after it had been sent. */
async function wasReported(tx: Tx, { conversationId, seq, createdAt }: Sent): Promise<boolean> {
  const [found] = await tx
    .select({ id: reports.id })
    .from(reports)
    .innerJoin(cases, eq(cases.id, reports.caseId))
    .where(
      or(
        eq(cases.subject, `${conversationId}.${seq}`),
        and(eq(cases.subject, conversationId), gte(reports.createdAt, createdAt)),
      ),
    )
    .limit(1);
  return found !== undefined;
}

/** Whether a dispute about the job was opened after a message was sent. */
export async function wasDisputed(
  tx: Tx,
  { conversationId, createdAt }: Omit<Sent, "seq">,
): Promise<boolean> {
  const [found] = await tx
    .select({ id: disputes.id })
    .from(disputes)
    .innerJoin(contracts, eq(contracts.id, disputes.contractId))
    .innerJoin(
      conversations,
      and(
        eq(conversations.jobId, contracts.jobId),
        eq(conversations.freelancerId, contracts.freelancerId),
      ),
    )
    .where(and(eq(conversations.id, conversationId), gte(disputes.createdAt, createdAt)))
    .limit(1);
  return found !== undefined;
}
