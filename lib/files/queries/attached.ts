import { and, asc, eq, inArray } from "drizzle-orm";
import type { Reader } from "#db/client";
import { files } from "#db/schema";
import type { Id } from "#lib/ids";
import type { FileView } from "../schema.ts";
import { describeFile, FILE_COLUMNS } from "./file-row.ts";

/** The files of these messages of one conversation, by number. The caller has authorised the conversation. */
export async function listMessageFiles(
  reader: Reader,
  conversationId: Id<"cnv">,
  seqs: readonly number[],
): Promise<Map<number, FileView[]>> {
  if (seqs.length === 0) return new Map();
  const rows = await reader
    .select({ ...FILE_COLUMNS, place: files.messageSeq })
    .from(files)
    .where(and(eq(files.conversationId, conversationId), inArray(files.messageSeq, [...seqs])))
    .orderBy(asc(files.position));
  return byPlace(rows);
}

/** The files of these submissions. The caller has authorised their contract. */
export async function listSubmissionFiles(
  reader: Reader,
  submissionIds: readonly Id<"sub">[],
): Promise<Map<Id<"sub">, FileView[]>> {
  if (submissionIds.length === 0) return new Map();
  const rows = await reader
    .select({ ...FILE_COLUMNS, place: files.submissionId })
    .from(files)
    .where(inArray(files.submissionId, [...submissionIds]))
    .orderBy(asc(files.position));
  return byPlace(rows);
}

/** The files of these statements in a dispute. The caller has authorised the dispute. */
export async function listStatementFiles(
  reader: Reader,
  statementIds: readonly Id<"dst">[],
): Promise<Map<Id<"dst">, FileView[]>> {
  if (statementIds.length === 0) return new Map();
  const rows = await reader
    .select({ ...FILE_COLUMNS, place: files.statementId })
    .from(files)
    .where(inArray(files.statementId, [...statementIds]))
    .orderBy(asc(files.position));
  return byPlace(rows);
}

/** What was attached to a job. The caller knows that the reader may read it. */
export async function listJobFiles(reader: Reader, jobId: Id<"job">): Promise<FileView[]> {
  const rows = await reader
    .select(FILE_COLUMNS)
    .from(files)
    .where(eq(files.jobId, jobId))
    .orderBy(asc(files.position));
  return rows.map(describeFile);
}

/** The files of these proposals. The caller has authorised them. */
export async function listProposalFiles(
  reader: Reader,
  proposalIds: readonly Id<"prp">[],
): Promise<Map<Id<"prp">, FileView[]>> {
  if (proposalIds.length === 0) return new Map();
  const rows = await reader
    .select({ ...FILE_COLUMNS, place: files.proposalId })
    .from(files)
    .where(inArray(files.proposalId, [...proposalIds]))
    .orderBy(asc(files.position));
  return byPlace(rows);
}

/** The files of these portfolio items, which everyone may read. */
export async function listPortfolioFiles(
  reader: Reader,
  itemIds: readonly Id<"prt">[],
): Promise<Map<Id<"prt">, FileView[]>> {
  if (itemIds.length === 0) return new Map();
  const rows = await reader
    .select({ ...FILE_COLUMNS, place: files.portfolioItemId })
    .from(files)
    .where(inArray(files.portfolioItemId, [...itemIds]))
    .orderBy(asc(files.position));
  return byPlace(rows);
}

type Placed<Key> = Parameters<typeof describeFile>[0] & { readonly place: Key | null };

function byPlace<Key>(rows: readonly Placed<Key>[]): Map<Key, FileView[]> {
  const found = new Map<Key, FileView[]>();
  for (const { place, ...row } of rows) {
    if (place !== null) found.set(place, [...(found.get(place) ?? []), describeFile(row)]);
  }
  return found;
}
