import { driverOf, getDb } from "#db/client";
import type { Id } from "#lib/ids";
import { eachOf } from "#lib/sweep";

const PAGE = 200;

/** A file that the person uploaded or was sent. */
export type KnownFile = {
  readonly id: Id<"fil">;
  readonly name: string;
  readonly purpose: string;
  readonly isOwn: boolean;
  readonly createdAt: Date;
};

/** All of them, in the order in which they were uploaded. */
export function eachFile(userId: Id<"usr">): AsyncIterable<KnownFile> {
  return eachOf<KnownFile>(async (after) => {
    const sql = driverOf(getDb());
    return sql<KnownFile[]>`
      select id, name, purpose, owner_id = ${userId} as "isOwn", created_at as "createdAt" from files
      where id in (${knownTo(userId)}) and status = 'stored' and id > ${after?.id ?? ""}
      order by id limit ${PAGE}`;
  });
}

export async function countFiles(userId: Id<"usr">): Promise<number> {
  const [row] = await driverOf(getDb())<{ count: number }[]>`
    select count(*)::int as count from files where id in (${knownTo(userId)}) and status = 'stored'`;
  return row?.count ?? 0;
}

/** By the indexes of what files are attached to. Whether each may be read is asked again when it is opened. */
function knownTo(userId: Id<"usr">) {
  return driverOf(getDb())`
    select id from files where owner_id = ${userId}
    union select file.id from participants mine join files file on file.conversation_id = mine.conversation_id
      where mine.user_id = ${userId}
    union select file.id from contracts mine join submissions on submissions.contract_id = mine.id
      join files file on file.submission_id = submissions.id
      where mine.client_id = ${userId} or mine.freelancer_id = ${userId}
    union select file.id from contracts mine join disputes on disputes.contract_id = mine.id
      join dispute_statements stated on stated.dispute_id = disputes.id
      join files file on file.statement_id = stated.id
      where mine.client_id = ${userId} or mine.freelancer_id = ${userId}
    union select file.id from contracts mine join files file on file.job_id = mine.job_id
      where mine.client_id = ${userId} or mine.freelancer_id = ${userId}
    union select file.id from jobs mine join proposals on proposals.job_id = mine.id
      join files file on file.proposal_id = proposals.id where mine.client_id = ${userId}`;
}
