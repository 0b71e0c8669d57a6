import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNull,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { getDb, prepared, type Reader } from "#db/client";
import { byOrder, type Order } from "#db/keyset";
import {
  contracts,
  jobEvents,
  jobRevisions,
  milestones,
  proposalRevisions,
  submissions,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { listSubmissionFiles } from "#lib/files/queries/attached";
import { type Id, isId } from "#lib/ids";
import type { JobTerms } from "#lib/jobs/schema";
import { cents } from "#lib/money";
import type { Page } from "#lib/paging";
import type { ScreeningAnswer } from "#lib/proposals/answers";
import { hasWords, isOneOf, listIds, type WorkSearch } from "#lib/search/queries/work-search";
import { HOUR_MS, now } from "#lib/time";
import type {
  ContractList,
  ContractRow,
  ContractView,
  HiringRecordView,
  HoldRow,
  SubmissionView,
  TimelineLine,
} from "../contract-views.ts";
import { describeEvent } from "../describe-event.ts";
import { inOrder } from "../milestones.ts";
import type { Names } from "../names.ts";
import {
  deadlineOf,
  publicPaid,
  refusalsFor,
  returnRefusal,
  sideOf,
  standingOf,
} from "../policy.ts";
import { findChange, listVersions } from "./agreements.ts";
import {
  asksForReview,
  type ContractRecord,
  hasEnded,
  isOwn,
  isPartyTo,
  isRunning,
  searchedText,
  selectContracts,
  toBase,
  withParts,
} from "./contract-rows.ts";

const DONE_PAGE = 10;
const RUNNING_PAGE = 100;
const HOLDS_PAGE = 20;

/**
 * The whole contract for one of its two parties, seen from one milestone: the current one unless its number is given.
 * Throws not_found for everyone else, including admins.
 */
export async function getContract(
  actor: Actor,
  contractId: string,
  { milestoneNumber, reader = getDb() }: { milestoneNumber?: number; reader?: Reader } = {},
): Promise<ContractView> {
  if (!isId("ctr", contractId)) throw new DomainError("not_found");
  const found = await selectContracts(reader).where(
    and(eq(contracts.id, contractId), isPartyTo(actor)),
  );
  const [record] = await withParts(reader, found);
  if (!record) throw new DomainError("not_found");
  const at = now();
  const { base, facts, names, hasReviewed } = toBase(record, actor, at, milestoneNumber);
  const parts = inOrder(record.parts.map(({ milestone }) => milestone));
  const shown = parts.find(({ number }) => number === base.milestoneNumber);
  const [agreed, answers, versions, timeline, change, agreements] = await Promise.all([
    getAgreed(reader, record),
    listAnswers(reader, record),
    listSubmissions(reader, contractId, base.milestoneNumber),
    listTimeline(reader, record, names),
    findChange(reader, actor, contractId, { milestones: parts, fee: facts.fee }),
    listVersions(reader, record.contract),
  ]);
  const { proposalId, timelineDays } = record.contract;
  const refusals = refusalsFor(facts, base.viewer, hasReviewed, at);
  const terms = { proposalId, timelineDays, agreed, answers };
  const { agreementVersion, givenBackCents } = record.contract;
  return {
    ...base,
    ...terms,
    checklist: shown?.checklist ?? [],
    refusals,
    milestones: parts,
    givenBackCents,
    agreementVersion,
    change,
    versions: agreements,
    mayAskForReturn: base.viewer === "client" && returnRefusal(facts, at) === null,
    isReturnAsked: facts.clock?.what === "return_unanswered",
    submissions: versions,
    timeline,
  };
}

/**
 * The actor's contracts, grouped by who has to act: a page of those that are running, nearest deadline first, those that
 * wait for the actor's review, and a page of those that are done, the last one first.
 */
export async function listContracts(
  actor: Actor,
  page: {
    after?: string | undefined;
    limit?: number;
    runningAfter?: string | undefined;
    runningLimit?: number;
    search?: WorkSearch | null;
  } = {},
  reader: Reader = getDb(),
): Promise<ContractList> {
  const at = now();
  const { search = null } = page;
  const asking = await listAskingForReview(reader, actor, at, search);
  const asked = asking.map(({ contract }) => contract.id);
  const isDone = asked.length > 0 ? and(hasEnded, notInArray(contracts.id, asked)) : hasEnded;
  const [running, done] = await Promise.all([
    listPage(reader, actor, {
      where: isRunning,
      order: RUNNING_ORDER,
      after: page.runningAfter,
      limit: page.runningLimit ?? RUNNING_PAGE,
      search,
    }),
    listPage(reader, actor, {
      where: isDone,
      order: ENDED_ORDER,
      after: page.after,
      limit: page.limit ?? DONE_PAGE,
      search,
    }),
  ]);
  const rows = [...running.rows, ...asking]
    .map((record) => toRow(record, actor, at))
    .sort(byDeadline);
  const groups: ContractList["groups"] = {
    needs_you: rows.filter((row) => row.group === "needs_you"),
    waiting: rows.filter((row) => row.group === "waiting"),
    active: rows.filter((row) => row.group === "active"),
    done: done.rows.map((record) => toRow(record, actor, at)),
  };
  return {
    groups,
    runningCount: running.total,
    nextRunning: running.next,
    doneCount: done.total,
    nextDone: done.next,
    isCut: running.isCut === true || done.isCut === true,
  };
}

/** How many of the last contracts are asked about. Others that wait for a review stand among those that are done. */
const ASKED_MOST = 50;

async function listAskingForReview(
  reader: Reader,
  actor: Actor,
  at: Date,
  search: WorkSearch | null,
): Promise<ContractRecord[]> {
  if (actor.role !== "client") return [];
  const last = reader
    .select({ id: contracts.id })
    .from(contracts)
    .where(and(isOwn(actor), hasEnded))
    .orderBy(...byOrder(ENDED_ORDER))
    .limit(ASKED_MOST);
  const isFound = search ? hasWords(search, searchedText(actor)) : undefined;
  const asking = await selectContracts(reader)
    .where(and(inArray(contracts.id, last), asksForReview(at), isFound))
    .orderBy(...byOrder(ENDED_ORDER));
  return withParts(reader, asking);
}

const ENDED_ORDER = {
  table: contracts,
  id: contracts.id,
  keys: [sql`coalesce(${contracts.completedAt}, ${contracts.cancelledAt})`],
} as const;

/** Nearest deadline first. */
const RUNNING_ORDER = {
  table: contracts,
  id: contracts.id,
  keys: [sql`coalesce(${contracts.reviewEndsAt}, ${contracts.dueAt})`],
  rises: true,
} as const;

/** Largest first. */
const HELD_ORDER = {
  table: contracts,
  id: contracts.id,
  keys: [sql`${contracts.heldCents}`],
} as const;

async function listPage(
  reader: Reader,
  actor: Actor,
  {
    where: isWanted,
    order,
    after,
    limit,
    search = null,
  }: {
    where: SQL | undefined;
    order: Order;
    after: string | undefined;
    limit: number;
    search?: WorkSearch | null;
  },
): Promise<Page<ContractRecord>> {
  const where = and(isOwn(actor), isWanted);
  const text = searchedText(actor);
  const { ids, ...page } = await listIds(reader, { order, where, after, limit, search, text });
  const rows = await selectContracts(reader)
    .where(isOneOf(contracts.id, ids))
    .orderBy(...byOrder(order));
  return { ...page, rows: await withParts(reader, rows) };
}

/** A page of what is on hold for each of the actor's contracts, largest first. */
export async function listHolds(
  actor: Actor,
  { after, limit = HOLDS_PAGE }: { after?: string | undefined; limit?: number } = {},
  reader: Reader = getDb(),
): Promise<Page<HoldRow>> {
  const page = await listPage(reader, actor, { where: isHeld, order: HELD_ORDER, after, limit });
  const at = now();
  const rows = page.rows.map((record) => {
    const { base, other } = toBase(record, actor, at);
    const { contractId, jobTitle, status, viewer, money } = base;
    const { heldCents } = record.contract;
    return { contractId, jobTitle, status, viewer, other, heldCents, condition: money.condition };
  });
  return { ...page, rows };
}

const isHeld = sql`(${contracts.heldCents} > 0)`;

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
      paidCents: sql<string>`coalesce((select sum(${milestones.releasedCents}) from ${milestones}
        where ${milestones.clientId} = ${sql.placeholder("clientId")}
          and ${milestones.releasedAt} is not null), 0)`.mapWith(cents),
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
  const { base, facts, standing, other, hasReviewed } = toBase(record, actor, at);
  const { group, action } = standingOf(facts, base.viewer, hasReviewed, at);
  return { ...base, other, standing, group, action, deadlineAt: deadlineOf(facts) };
}

function byDeadline(a: ContractRow, b: ContractRow): number {
  const [first, second] = [a.deadlineAt?.getTime(), b.deadlineAt?.getTime()];
  return (first ?? Number.POSITIVE_INFINITY) < (second ?? Number.POSITIVE_INFINITY) ? -1 : 1;
}

async function listSubmissions(
  reader: Reader,
  contractId: Id<"ctr">,
  milestoneNumber: number,
): Promise<SubmissionView[]> {
  const rows = await reader
    .select()
    .from(submissions)
    .where(
      and(eq(submissions.contractId, contractId), eq(submissions.milestoneNumber, milestoneNumber)),
    )
    .orderBy(asc(submissions.number));
  const files = await listSubmissionFiles(
    reader,
    rows.map(({ id }) => id),
  );
  return rows.map(
    ({ id, number, note, ticks, createdAt, unmet, changesNote, changesRequestedAt }) => ({
      submissionId: id,
      number,
      note,
      ticks,
      files: files.get(id) ?? [],
      createdAt,
      changes:
        changesNote !== null && changesRequestedAt
          ? { note: changesNote, unmet, at: changesRequestedAt }
          : null,
    }),
  );
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
