import { and, asc, count, desc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { accounts, contracts, jobEvents, jobs, submissions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { listSubmissionFiles } from "#lib/files/queries";
import { type Id, isId } from "#lib/ids";
import { cents } from "#lib/money";
import { now } from "#lib/time";
import type { Names } from "./describe-contract.ts";
import { describeEvent } from "./describe-event.ts";
import { deadlineOf, refusalsFor, sideOf, standingOf } from "./policy.ts";
import type {
  ContractList,
  ContractRow,
  ContractView,
  HiringRecordView,
  HoldRow,
  SubmissionView,
  TimelineLine,
} from "./schema.ts";
import { type ContractRecord, isPartyTo, selectContracts, toBase } from "./select-contracts.ts";

const OPEN_LIMIT = 200;
const FINISHED_LIMIT = 20;
const OPEN = ["in_progress", "under_review"] as const;
const FINISHED = ["completed", "cancelled"] as const;

/** The whole contract for one of its two parties. Throws not_found for everybody else, admins included. */
export async function getContract(
  actor: Actor,
  contractId: string,
  reader: Reader = getDb(),
): Promise<ContractView> {
  if (!isId("ctr", contractId)) throw new DomainError("not_found");
  const [record] = await selectContracts(reader).where(
    and(eq(contracts.id, contractId), isPartyTo(actor)),
  );
  if (!record) throw new DomainError("not_found");
  const at = now();
  const { base, facts, names } = toBase(record, actor, at);
  const [versions, timeline] = await Promise.all([
    listSubmissions(reader, contractId),
    listTimeline(reader, record, names),
  ]);
  const { proposalId, timelineDays } = record.contract;
  const refusals = refusalsFor(facts, base.viewer, record.hasClientReviewed, at);
  return { ...base, proposalId, timelineDays, refusals, submissions: versions, timeline };
}

/**
 * The actor's contracts, grouped by whom they wait for. What needs somebody comes with the nearest deadline first,
 * what is done with the latest first; of the finished ones at most `finishedLimit`.
 */
export async function listContracts(
  actor: Actor,
  options: { finishedLimit?: number } = {},
  reader: Reader = getDb(),
): Promise<ContractList> {
  const finishedAt = sql`coalesce(${contracts.completedAt}, ${contracts.cancelledAt})`;
  const [open, finished, [finishedCount]] = await Promise.all([
    selectContracts(reader)
      .where(and(isPartyTo(actor), inArray(jobs.status, [...OPEN])))
      .orderBy(desc(contracts.createdAt))
      .limit(OPEN_LIMIT),
    selectContracts(reader)
      .where(and(isPartyTo(actor), inArray(jobs.status, [...FINISHED])))
      .orderBy(sql`${finishedAt} desc`, desc(contracts.id))
      .limit(Math.min(options.finishedLimit ?? FINISHED_LIMIT, OPEN_LIMIT)),
    reader
      .select({ count: count() })
      .from(contracts)
      .innerJoin(jobs, eq(jobs.id, contracts.jobId))
      .where(and(isPartyTo(actor), inArray(jobs.status, [...FINISHED]))),
  ]);
  const at = now();
  const openRows = open.map((record) => toRow(record, actor, at)).sort(byDeadline);
  const rows = [...openRows, ...finished.map((record) => toRow(record, actor, at))];
  const groups: ContractList["groups"] = {
    needs_you: rows.filter((row) => row.group === "needs_you"),
    waiting: rows.filter((row) => row.group === "waiting"),
    active: rows.filter((row) => row.group === "active"),
    done: rows.filter((row) => row.group === "done"),
  };
  const finishedElsewhere = rows.filter((row) => row.completedAt && row.group !== "done").length;
  return { groups, doneCount: (finishedCount?.count ?? 0) - finishedElsewhere };
}

/** What is on hold for each of the actor's contracts, largest first, by the ledger's own balances. */
export async function listHolds(actor: Actor, reader: Reader = getDb()): Promise<HoldRow[]> {
  const records = await selectContracts(reader)
    .where(and(isPartyTo(actor), gt(accounts.balance, cents(0))))
    .orderBy(desc(accounts.balance), desc(contracts.id))
    .limit(OPEN_LIMIT);
  const at = now();
  return records.map((record) => {
    const { base, other } = toBase(record, actor, at);
    const { contractId, jobTitle, status, viewer, heldCents, money } = base;
    return { contractId, jobTitle, status, viewer, other, heldCents, condition: money.condition };
  });
}

/** How a client hires, for anybody: public, and without a name of who was hired. */
export async function getHiringRecord(
  clientId: Id<"usr">,
  reader: Reader = getDb(),
): Promise<HiringRecordView> {
  const lastSubmission = sql`(
    select max(${submissions.createdAt}) from ${submissions}
    where ${submissions.contractId} = ${contracts.id})`;
  const approval = sql`extract(epoch from ${contracts.completedAt} - ${lastSubmission}) * 1000`;
  const wasApproved = sql`exists (
    select 1 from ${jobEvents} where ${jobEvents.jobId} = ${contracts.jobId}
      and ${jobEvents.kind} = 'completed' and ${jobEvents.actorId} is not null)`;
  const [row] = await reader
    .select({
      hiredCount: count(),
      completedCount: count(contracts.completedAt),
      cancelledCount: count(contracts.cancelledAt),
      paidCents: sql<string>`coalesce(sum(${contracts.priceCents}) filter (
        where ${contracts.releasedAt} is not null), 0)`.mapWith(cents),
      medianApprovalMs: sql<number | null>`(percentile_cont(0.5) within group (order by ${approval})
        filter (where ${wasApproved}))::float8`,
    })
    .from(contracts)
    .where(eq(contracts.clientId, clientId));
  if (!row) throw new DomainError("unexpected");
  return row;
}

function toRow(record: ContractRecord, actor: Actor, at: Date): ContractRow {
  const { base, facts, standing, other } = toBase(record, actor, at);
  const { group, action } = standingOf(facts, base.viewer, record.hasClientReviewed, at);
  return { ...base, other, standing, group, action, deadlineAt: deadlineOf(facts) };
}

function byDeadline(a: ContractRow, b: ContractRow): number {
  const [first, second] = [a.deadlineAt?.getTime(), b.deadlineAt?.getTime()];
  return (first ?? Number.POSITIVE_INFINITY) < (second ?? Number.POSITIVE_INFINITY) ? -1 : 1;
}

async function listSubmissions(reader: Reader, contractId: Id<"ctr">): Promise<SubmissionView[]> {
  const rows = await reader
    .select()
    .from(submissions)
    .where(eq(submissions.contractId, contractId))
    .orderBy(asc(submissions.number));
  const files = await listSubmissionFiles(
    reader,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, number, note, createdAt, changesNote, changesRequestedAt }) => ({
    submissionId: id,
    number,
    note,
    files: files.get(id) ?? [],
    createdAt,
    changes:
      changesNote !== null && changesRequestedAt
        ? { note: changesNote, at: changesRequestedAt }
        : null,
  }));
}

/** What happened on the job, newest first, without what concerns other people's proposals. */
async function listTimeline(
  reader: Reader,
  { contract }: ContractRecord,
  names: Names,
): Promise<TimelineLine[]> {
  const rows = await reader
    .select()
    .from(jobEvents)
    .where(
      and(
        eq(jobEvents.jobId, contract.jobId),
        or(isNull(jobEvents.proposalId), eq(jobEvents.proposalId, contract.proposalId)),
      ),
    )
    .orderBy(desc(jobEvents.at), desc(jobEvents.id));
  return rows.map(({ id, at, kind, actorId, amountCents, heldAfterCents, details }) => {
    const actor = actorId ? sideOf({ userId: actorId }, contract) : null;
    return {
      eventId: id,
      at,
      kind,
      ...describeEvent({ kind, actor, details }, names),
      amountCents,
      heldAfterCents,
    };
  });
}
