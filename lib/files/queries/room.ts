import { and, desc, eq, ne, or, type SQL, sql, sum } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { files } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { operatorLimits } from "#lib/chosen";
import { getEnv } from "#lib/env";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { FILES_MAX, type FilePurpose, MB, type Room, roomOf } from "../policy.ts";
import type { OwnFileView, QuotaView } from "../schema.ts";
import { describeFile, FILE_COLUMNS, isLoose } from "./file-row.ts";

/*
 * Whose allowance a file uses. A person's own: what they attached to messages, jobs, their portfolio and their profile.
 * Files waiting to be submitted have a second allowance of the same size, so a full one never keeps anyone from
 * submitting work. What was submitted, and what belongs to a job and a proposal that were agreed on, counts for the
 * contract and for no person.
 */

/** How many bytes one file may have; an avatar may have less (`fileMbOf`). */
export function getFileLimit(): number {
  return getEnv().FILE_MB * MB;
}

/** How much of the allowance for files of this purpose a person has used, unfinished uploads included. */
export async function getQuota(
  { userId }: Actor,
  { purpose = "message", reader = getDb() }: { purpose?: FilePurpose; reader?: Reader } = {},
): Promise<QuotaView> {
  const [row] = await reader
    .select({ usedBytes: sum(files.sizeBytes).mapWith(Number) })
    .from(files)
    .where(and(eq(files.ownerId, userId), isIn(roomOf(purpose))));
  return {
    usedBytes: row?.usedBytes ?? 0,
    limitBytes: operatorLimits().personStorageMb * MB,
    fileBytes: getFileLimit(),
    filesMax: FILES_MAX,
  };
}

function isIn(room: Room): SQL | undefined {
  switch (room) {
    case "person":
      return and(ne(files.purpose, "submission"), sql`not ${isAgreedOn}`);
    case "deliveries":
      return and(eq(files.purpose, "submission"), isLoose);
  }
}

/**
 * Belongs to a job or a proposal with a hire. Columns by their full names, because the subqueries have other tables.
 */
const isAgreedOn = sql`exists (
  select 1 from contracts where contracts.job_id = files.job_id or contracts.proposal_id = files.proposal_id)`;

/**
 * True for a file that another person relies on: a message's while the two work together on its job and for ever once a
 * dispute began after it, a job's once it
 * has a proposal or a hire, a proposal's until it is decided, and a submission's. The use cases ask this under their
 * own locks.
 */
export const isReliedOn: SQL<boolean> = sql<boolean>`(
  files.submission_id is not null
  or ${isAgreedOn}
  or exists (
    select 1 from proposals where proposals.id = files.proposal_id and proposals.status = 'submitted')
  or exists (
    select 1 from jobs join proposals on proposals.job_id = jobs.id
    where jobs.id = files.job_id and jobs.status = 'open' and proposals.status = 'submitted')
  or exists (
    select 1 from conversations
    join contracts on contracts.job_id = conversations.job_id
      and contracts.freelancer_id = conversations.freelancer_id
    join jobs on jobs.id = contracts.job_id
    where conversations.id = files.conversation_id and jobs.status in ('in_progress', 'under_review'))
  or exists (
    select 1 from conversations
    join messages on messages.conversation_id = conversations.id
    join contracts on contracts.job_id = conversations.job_id
      and contracts.freelancer_id = conversations.freelancer_id
    join disputes on disputes.contract_id = contracts.id and disputes.created_at >= messages.created_at
    where conversations.id = files.conversation_id and messages.seq = files.message_seq))`;

/** Whether another person now relies on a file; the caller holds the lock of what it is attached to. */
export async function isFileReliedOn(reader: Reader, fileId: Id<"fil">): Promise<boolean> {
  const [row] = await reader.select({ isReliedOn }).from(files).where(eq(files.id, fileId));
  return row?.isReliedOn ?? false;
}

const OWN_FILES_SHOWN = 100;

/**
 * The files that use a person's own allowance, largest first, with where they are and whether they can be removed. At
 * most 100.
 */
export async function listOwnFiles({ userId }: Actor): Promise<OwnFileView[]> {
  const rows = await getDb()
    .select({
      ...FILE_COLUMNS,
      purpose: files.purpose,
      isUnfinished: sql<boolean>`${files.status} = 'uploading'`,
      isLoose: sql<boolean>`(${isLoose})`,
      isReliedOn,
      conversationId: files.conversationId,
      jobId: files.jobId,
      proposalId: files.proposalId,
      isJobOpen: sql<boolean>`exists (select 1 from jobs where jobs.id = files.job_id and status = 'open'
        and expires_at > ${now().toISOString()}::timestamptz)`,
    })
    .from(files)
    .where(and(eq(files.ownerId, userId), or(isIn("person"), isIn("deliveries"))))
    .orderBy(desc(files.sizeBytes), desc(files.id))
    .limit(OWN_FILES_SHOWN);
  return rows.map(({ purpose, isUnfinished, isLoose, isReliedOn, ...row }) => ({
    ...describeFile(row),
    purpose,
    isUnfinished,
    isReliedOn,
    place: isLoose ? null : placeOf(row),
  }));
}

type Placed = Pick<typeof files.$inferSelect, "conversationId" | "jobId" | "proposalId"> & {
  readonly isJobOpen: boolean;
};

function placeOf({ conversationId, jobId, proposalId, isJobOpen }: Placed): OwnFileView["place"] {
  if (conversationId) return { kind: "message", conversationId };
  if (jobId) return { kind: "job", jobId, isOpen: isJobOpen };
  if (proposalId) return { kind: "proposal", proposalId };
  return { kind: "profile" };
}

/** How much of the allowance each purpose uses, largest first. */
export async function listRoomUse({
  userId,
}: Actor): Promise<{ purpose: FilePurpose; fileCount: number; bytes: number }[]> {
  const bytes = sum(files.sizeBytes).mapWith(Number);
  return getDb()
    .select({ purpose: files.purpose, fileCount: sql`count(*)`.mapWith(Number), bytes })
    .from(files)
    .where(and(eq(files.ownerId, userId), or(isIn("person"), isIn("deliveries"))))
    .groupBy(files.purpose)
    .orderBy(desc(bytes));
}
