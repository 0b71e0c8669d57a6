import { and, asc, eq, inArray, type SQL, sum } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { contracts, files, jobs, submissions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { getEnv } from "#lib/env";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { describeFile, FILE_COLUMNS } from "./describe-file.ts";
import { cleanFileName } from "./file-name.ts";
import { MB } from "./policy.ts";
import { isReadableBy } from "./queries/readable.ts";
import { FILES_MAX, type FileView, type QuotaView } from "./schema.ts";

/** How many bytes one file may have; an avatar may have less (`fileMbOf`). */
export function getFileLimit(): number {
  return getEnv().FILE_MB * MB;
}

/** How much of their space somebody has used, unfinished uploads included, and what one upload may be. */
export async function getQuota({ userId }: Actor, reader: Reader = getDb()): Promise<QuotaView> {
  const [row] = await reader
    .select({ usedBytes: sum(files.sizeBytes).mapWith(Number) })
    .from(files)
    .where(eq(files.ownerId, userId));
  return {
    usedBytes: row?.usedBytes ?? 0,
    limitBytes: getEnv().PERSON_STORAGE_MB * MB,
    fileBytes: getFileLimit(),
    filesMax: FILES_MAX,
  };
}

/** A file that the person may read, and where its bytes are. */
export type ReadableFile = FileView & {
  readonly store: "embedded" | "uploadthing";
  readonly storeKey: string;
  readonly sha256: Uint8Array;
  /** Whether everybody may read it: an avatar or a picture of a portfolio. */
  readonly isPublic: boolean;
};

const READABLE_COLUMNS = {
  ...FILE_COLUMNS,
  store: files.store,
  storeKey: files.storeKey,
  sha256: files.sha256,
  portfolioItemId: files.portfolioItemId,
  avatarOf: files.avatarOf,
} as const;

/**
 * A stored file for one of those who may read it; `actor` is null for somebody who is signed out.
 *
 * @throws DomainError not_found for everybody else, exactly as when there is no such file
 */
export async function getReadableFile(actor: Actor | null, fileId: string): Promise<ReadableFile> {
  if (!isId("fil", fileId)) throw new DomainError("not_found");
  const [file] = await selectReadable(and(eq(files.id, fileId), isReadableBy(actor)));
  if (!file) throw new DomainError("not_found");
  return file;
}

export type ReadableSubmission = {
  readonly files: readonly ReadableFile[];
  /** What an archive of them is called: the job and which version. */
  readonly name: string;
  readonly submittedAt: Date;
};

/**
 * The files of a submission, for the two parties of its contract.
 *
 * @throws DomainError not_found for everybody else, and when it has none
 */
export async function getReadableSubmission(
  actor: Actor | null,
  submissionId: string,
): Promise<ReadableSubmission> {
  if (!isId("sub", submissionId)) throw new DomainError("not_found");
  const found = await selectReadable(
    and(eq(files.submissionId, submissionId), isReadableBy(actor)),
  );
  const [about] = await getDb()
    .select({ title: jobs.title, number: submissions.number, submittedAt: submissions.createdAt })
    .from(submissions)
    .innerJoin(contracts, eq(contracts.id, submissions.contractId))
    .innerJoin(jobs, eq(jobs.id, contracts.jobId))
    .where(eq(submissions.id, submissionId));
  if (found.length === 0 || !about) throw new DomainError("not_found");
  const name = cleanFileName(`${about.title}, version ${about.number}`);
  return { files: found, name, submittedAt: about.submittedAt };
}

async function selectReadable(condition: SQL | undefined): Promise<ReadableFile[]> {
  const rows = await getDb()
    .select(READABLE_COLUMNS)
    .from(files)
    .where(and(eq(files.status, "stored"), condition))
    .orderBy(asc(files.position));
  return rows.map(({ store, storeKey, sha256, portfolioItemId, avatarOf, ...row }) => ({
    ...describeFile(row),
    store,
    storeKey,
    sha256: sha256 ?? new Uint8Array(),
    isPublic: portfolioItemId !== null || avatarOf !== null,
  }));
}

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

/** What was attached to a job. The caller knows that it is somebody who may read them. */
export async function listJobFiles(reader: Reader, jobId: Id<"job">): Promise<FileView[]> {
  const rows = await reader
    .select(FILE_COLUMNS)
    .from(files)
    .where(eq(files.jobId, jobId))
    .orderBy(asc(files.position));
  return rows.map(describeFile);
}

/** The files of these portfolio items, which everybody may read. */
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
