import { and, asc, eq, exists, gt, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import {
  contracts,
  conversations,
  disputeStatements,
  disputes,
  files,
  jobs,
  proposals,
  submissions,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { hasRight } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { now } from "#lib/time";
import { cleanFile } from "../clean-pictures.ts";
import { cleanFileName } from "../internal/file-name.ts";
import { isForStrangers } from "../policy.ts";
import type { FileView } from "../schema.ts";
import { describeFile, FILE_COLUMNS, STORED_COLUMNS } from "./file-row.ts";

/**
 * The one place that says who may read a file:
 * - avatars and portfolios: everyone;
 * - its owner;
 * - a message's: the two people of the conversation;
 * - a submission's: the two parties of the contract;
 * - a statement's in a dispute: the two parties, and mediators once it came to them;
 * - a job's: its client, every freelancer while it is open, and the one who was hired;
 * - a proposal's: the freelancer who made it and the job's client.
 */
export function isReadableBy(actor: Actor | null): SQL | undefined {
  const isPublic = or(isNotNull(files.avatarOf), isNotNull(files.portfolioItemId));
  if (!actor) return isPublic;
  return or(isPublic, isReadableByRight(actor), isOpenTo(actor));
}

/** The part of it that is a person's own right, not as one of everyone or of all freelancers. */
export function isReadableByRight(actor: Actor | null): SQL {
  if (!actor) return sql`false`;
  return sql`(${or(
    eq(files.ownerId, actor.userId),
    talksIn(actor.userId),
    isPartyOf(actor.userId),
    seesDispute(actor),
    hasJob(actor.userId),
    seesProposal(actor.userId),
  )})`;
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

function seesDispute({ userId, role }: Actor): SQL {
  const isMediator = hasRight(role, "mediate") ? isNotNull(disputes.mediationAt) : undefined;
  return exists(
    getDb()
      .select({ one: sql`1` })
      .from(disputeStatements)
      .innerJoin(disputes, eq(disputes.id, disputeStatements.disputeId))
      .innerJoin(contracts, eq(contracts.id, disputes.contractId))
      .where(
        and(
          eq(disputeStatements.id, files.statementId),
          or(eq(contracts.clientId, userId), eq(contracts.freelancerId, userId), isMediator),
        ),
      ),
  );
}

function hasJob(userId: Id<"usr">): SQL {
  return exists(
    getDb()
      .select({ one: sql`1` })
      .from(jobs)
      .leftJoin(contracts, eq(contracts.jobId, jobs.id))
      .where(
        and(
          eq(jobs.id, files.jobId),
          or(eq(jobs.clientId, userId), eq(contracts.freelancerId, userId)),
        ),
      ),
  );
}

function seesProposal(userId: Id<"usr">): SQL {
  return exists(
    getDb()
      .select({ one: sql`1` })
      .from(proposals)
      .innerJoin(jobs, eq(jobs.id, proposals.jobId))
      .where(
        and(
          eq(proposals.id, files.proposalId),
          or(eq(proposals.freelancerId, userId), eq(jobs.clientId, userId)),
        ),
      ),
  );
}

function isOpenTo({ role }: Actor): SQL | undefined {
  if (role !== "freelancer") return undefined;
  return exists(
    getDb()
      .select({ one: sql`1` })
      .from(jobs)
      .where(
        and(
          eq(jobs.id, files.jobId),
          eq(jobs.status, "open"),
          eq(jobs.isUnlisted, false),
          gt(jobs.expiresAt, now()),
        ),
      ),
  );
}

/** A file that the person may read, and where its bytes are. */
export type ReadableFile = FileView & {
  readonly store: "embedded" | "uploadthing";
  readonly storeKey: string;
  readonly sha256: Uint8Array;
  /** Whether everyone may read it: an avatar or a picture of a portfolio. */
  readonly isPublic: boolean;
};

const READABLE_COLUMNS = {
  ...FILE_COLUMNS,
  ...STORED_COLUMNS,
  sha256: files.sha256,
  portfolioItemId: files.portfolioItemId,
  avatarOf: files.avatarOf,
  purpose: files.purpose,
  cleanedAt: files.cleanedAt,
} as const;

/**
 * A stored file for a person who may read it; `actor` is null for a visitor who is signed out.
 *
 * @throws DomainError not_found for everyone else, exactly as when the file does not exist
 */
export async function getReadableFile(actor: Actor | null, fileId: string): Promise<ReadableFile> {
  if (!isId("fil", fileId)) throw new DomainError("not_found");
  const [file] = await selectReadable(actor, eq(files.id, fileId));
  if (!file) throw new DomainError("not_found");
  if (!file.mustBeCleaned) return file;
  // Stored before uploads were encoded again: nobody gets it as it is, except its owner when it cannot be cleaned.
  if (!(await cleanFile(fileId)) && !file.isTheirs) throw new DomainError("not_found");
  const [cleaned] = await selectReadable(actor, eq(files.id, fileId));
  if (!cleaned) throw new DomainError("not_found");
  return cleaned;
}

export type ReadableSubmission = {
  readonly files: readonly ReadableFile[];
  /** The name of an archive of them: the job and the version. */
  readonly name: string;
  readonly submittedAt: Date;
};

/**
 * The files of a submission, for the two parties of its contract.
 *
 * @throws DomainError not_found for everyone else, and when it has no files
 */
export async function getReadableSubmission(
  actor: Actor | null,
  submissionId: string,
): Promise<ReadableSubmission> {
  if (!isId("sub", submissionId)) throw new DomainError("not_found");
  const found = await selectReadable(actor, eq(files.submissionId, submissionId));
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

type FoundFile = ReadableFile & {
  readonly mustBeCleaned: boolean;
  /** The reader has a right of their own to it. */
  readonly isTheirs: boolean;
};

async function selectReadable(actor: Actor | null, condition: SQL): Promise<FoundFile[]> {
  const rows = await getDb()
    .select({
      ...READABLE_COLUMNS,
      isTheirs: sql<boolean>`coalesce(${isReadableByRight(actor)}, false)`,
    })
    .from(files)
    .where(and(eq(files.status, "stored"), condition, isReadableBy(actor)))
    .orderBy(asc(files.position));
  return rows.map(({ sha256, portfolioItemId, avatarOf, purpose, cleanedAt, ...row }) => ({
    ...describeFile(row),
    store: row.store,
    storeKey: row.storeKey,
    sha256: sha256 ?? new Uint8Array(),
    isPublic: portfolioItemId !== null || avatarOf !== null,
    isTheirs: row.isTheirs,
    mustBeCleaned: isForStrangers(purpose) && cleanedAt === null,
  }));
}

/** A job's attachments: the files for people who may read them, and for others only how many there are. */
export async function listReadableJobFiles(
  actor: Actor | null,
  jobId: Id<"job">,
  reader: Reader = getDb(),
): Promise<{ files: FileView[]; fileCount: number }> {
  const rows = await reader
    .select({ ...FILE_COLUMNS, isReadable: sql<boolean>`coalesce(${isReadableBy(actor)}, false)` })
    .from(files)
    .where(eq(files.jobId, jobId))
    .orderBy(asc(files.position));
  const readable = rows.filter(({ isReadable }) => isReadable);
  return { files: readable.map(describeFile), fileCount: rows.length };
}
