import { and, asc, count, desc, eq, gt, inArray, isNull, not, or, sql } from "drizzle-orm";
import { getDb, prepared, type Reader } from "#db/client";
import { afterRow, byOrder } from "#db/keyset";
import {
  accounts,
  contracts,
  jobEvents,
  jobRevisions,
  jobs,
  proposalRevisions,
  submissions,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { listSubmissionFiles } from "#lib/files/queries/attached";
import { type Id, isId } from "#lib/ids";
import type { JobTerms } from "#lib/jobs/schema";
import { cents } from "#lib/money";
import { toPage } from "#lib/paging";
import type { ScreeningAnswer } from "#lib/proposals/answers";
import { HOUR_MS, now } from "#lib/time";
import type { Names } from "../describe-contract.ts";
import { describeEvent } from "../describe-event.ts";
import { deadlineOf, publicPaid, refusalsFor, sideOf, standingOf } from "../policy.ts";
import type {
  ContractList,
  ContractRow,
  ContractView,
  HiringRecordView,
  HoldRow,
  SubmissionView,
  TimelineLine,
} from "../schema.ts";
import {
  asksForReview,
  type ContractRecord,
  isPartyTo,
  selectContracts,
  toBase,
} from "./contract-rows.ts";

const DONE_PAGE = 10;
const OPEN = ["in_progress", "under_review"] as const;
const FINISHED = ["completed", "cancelled"] as const;

/** The whole contract for one of its two parties. Throws not_found for everyone else, including admins. */
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
  const [agreed, answers, versions, timeline] = await Promise.all([
    getAgreed(reader, record),
    listAnswers(reader, record),
    listSubmissions(reader, contractId),
    listTimeline(reader, record, names),
  ]);
  const { proposalId, timelineDays } = record.contract;
  const refusals = refusalsFor(facts, base.viewer, record.hasClientReviewed, at);
  const terms = { proposalId, timelineDays, agreed, answers };
  return { ...base, ...terms, refusals, submissions: versions, timeline };
}

/**
 * The actor's contracts, grouped by who has to act. Includes all that are open or wait for the actor's review, nearest
 * deadline first, and one page of those that are done, latest first.
 */
export async function listContracts(
  actor: Actor,
  page: { after?: string | undefined; limit?: number } = {},
  reader: Reader = getDb(),
): Promise<ContractList> {
  const at = now();
  const limit = page.limit ?? DONE_PAGE;
  const isOpen = or(inArray(jobs.status, [...OPEN]), asksForReview(actor, at));
  const isDone = and(
    isPartyTo(actor),
    inArray(jobs.status, [...FINISHED]),
    not(asksForReview(actor, at)),
  );
  const [open, found, [done]] = await Promise.all([
    selectContracts(reader)
      .where(and(isPartyTo(actor), isOpen))
      .orderBy(desc(contracts.id)),
    selectContracts(reader)
      .where(and(isDone, afterRow(DONE_ORDER, page.after)))
      .orderBy(...byOrder(DONE_ORDER))
      .limit(limit + 1),
    reader
      .select({ total: count() })
      .from(contracts)
      .innerJoin(jobs, eq(jobs.id, contracts.jobId))
      .where(isDone),
  ]);
  const rows = open.map((record) => toRow(record, actor, at)).sort(byDeadline);
  const { rows: shown, ...rest } = toPage(found, {
    limit,
    total: done?.total ?? 0,
    idOf: ({ contract }) => contract.id,
  });
  const groups: ContractList["groups"] = {
    needs_you: rows.filter((row) => row.group === "needs_you"),
    waiting: rows.filter((row) => row.group === "waiting"),
    active: rows.filter((row) => row.group === "active"),
    done: shown.map((record) => toRow(record, actor, at)),
  };
  return { groups, doneCount: rest.total, nextDone: rest.next };
}

const DONE_ORDER = {
  table: contracts,
  id: contracts.id,
  keys: [sql`coalesce(${contracts.completedAt}, ${contracts.cancelledAt})`],
} as const;

/** What is on hold for each of the actor's contracts, largest first, by the ledger's own balances. */
export async function listHolds(actor: Actor, reader: Reader = getDb()): Promise<HoldRow[]> {
  const records = await selectContracts(reader)
    .where(and(isPartyTo(actor), gt(accounts.balance, cents(0))))
    .orderBy(desc(accounts.balance), desc(contracts.id));
  const at = now();
  return records.map((record) => {
    const { base, other } = toBase(record, actor, at);
    const { contractId, jobTitle, status, viewer, heldCents, money } = base;
    return { contractId, jobTitle, status, viewer, other, heldCents, condition: money.condition };
  });
}

const lastSubmission = sql`(
  select max(${submissions.createdAt}) from ${submissions}
  where ${submissions.contractId} = ${contracts.id})`;
const approval = sql`extract(epoch from ${contracts.completedAt} - ${lastSubmission}) * 1000`;
const wasApproved = sql`exists (
  select 1 from ${jobEvents} where ${jobEvents.jobId} = ${contracts.jobId}
    and ${jobEvents.kind} = 'completed' and ${jobEvents.actorId} is not null)`;

const hiringRecord = prepared((reader) =>
  reader
    .select({
      hiredCount: count(),
      completedCount: count(contracts.completedAt),
      cancelledCount: count(contracts.cancelledAt),
      paidCount: count(contracts.releasedAt),
      paidCents: sql<string>`coalesce(sum(${contracts.priceCents}) filter (
        where ${contracts.releasedAt} is not null), 0)`.mapWith(cents),
      medianApprovalMs: sql<number | null>`(percentile_cont(0.5) within group (order by ${approval})
        filter (where ${wasApproved}))::float8`,
    })
    .from(contracts)
    .where(eq(contracts.clientId, sql.placeholder("clientId")))
    .prepare("hiring_record"),
);

/** How a client hires, for everyone: public, and without naming the people hired. */
export async function getHiringRecord(
  clientId: Id<"usr">,
  reader: Reader = getDb(),
): Promise<HiringRecordView> {
  const [row] = await hiringRecord(reader).execute({ clientId });
  if (!row) throw new Error("Contracts could not be counted");
  const { paidCount, paidCents, medianApprovalMs, ...counts } = row;
  return {
    ...counts,
    paidOverCents: publicPaid(paidCount, paidCents),
    medianApprovalMs:
      medianApprovalMs === null ? null : Math.ceil(medianApprovalMs / HOUR_MS) * HOUR_MS,
  };
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

/** The job as it was when the freelancer was hired; kept from then on whatever becomes of the job. */
async function getAgreed(reader: Reader, { contract }: ContractRecord): Promise<JobTerms> {
  const [agreed] = await reader
    .select()
    .from(jobRevisions)
    .where(
      and(eq(jobRevisions.jobId, contract.jobId), eq(jobRevisions.revision, contract.jobRevision)),
    );
  if (!agreed) throw new Error(`The text that ${contract.id} was agreed on is gone`);
  return agreed;
}

/** As they stood in the offer that was accepted. */
async function listAnswers(
  reader: Reader,
  { contract }: ContractRecord,
): Promise<readonly ScreeningAnswer[]> {
  const [offer] = await reader
    .select({ answers: proposalRevisions.answers })
    .from(proposalRevisions)
    .where(
      and(
        eq(proposalRevisions.proposalId, contract.proposalId),
        eq(proposalRevisions.revision, contract.proposalRevision),
      ),
    );
  return offer?.answers ?? [];
}

/** What happened on the job, newest first, without events about other people's proposals. */
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
