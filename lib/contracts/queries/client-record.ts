import { sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { contracts, jobs, proposals, submissions } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { findLastSeen } from "#lib/auth/sessions";
import type { Id } from "#lib/ids";
import type { JobStatus } from "#lib/jobs/policy";
import { getBalance } from "#lib/ledger/queries";
import type { Cents } from "#lib/money";
import { UNANSWERED_DAYS } from "#lib/proposals/policy";
import { addDays, HOUR_MS, now } from "#lib/time";
import type { ClientRecordView, PaymentRecordView } from "../contract-views.ts";
import { seenLast } from "../policy.ts";
import { getHiringRecord } from "./contracts.ts";

/* What is counted, however much there is: the newest of it. */
const CONTRACTS_COUNTED = 200;
const JOBS_COUNTED = 20;
const PROPOSALS_COUNTED = 50;

/**
 * What a job's client has done before, in facts of the ledger and of the job's history: for everyone, without names and
 * amounts. Whether the wallet covers the budget now is only for people who are signed in, and only while the job is open.
 */
export async function getClientRecord(
  actor: Actor | null,
  job: {
    readonly client: { readonly userId: Id<"usr"> };
    readonly budgetCents: Cents;
    readonly status: JobStatus;
  },
  reader: Reader = getDb(),
): Promise<ClientRecordView> {
  const clientId = job.client.userId;
  const isAsked = actor !== null && job.status === "open";
  const [{ hiredCount, medianApprovalMs }, paid, answers, lastSeenAt, availableCents] =
    await Promise.all([
      getHiringRecord(clientId, reader),
      readPaid(reader, clientId),
      readAnswers(reader, clientId),
      findLastSeen(clientId, reader),
      isAsked ? getBalance(reader, { kind: "wallet", owner: clientId }) : null,
    ]);
  return {
    hiredCount,
    medianApprovalMs,
    ...paid,
    ...answers,
    lastActive: lastSeenAt && seenLast(lastSeenAt, now()),
    isMoneyHere: availableCents !== null && availableCents >= job.budgetCents,
  };
}

/** How a client pays and what it sends back, of its newest contracts. Public, and without names or amounts. */
export function getPaymentRecord(
  clientId: Id<"usr">,
  reader: Reader = getDb(),
): Promise<PaymentRecordView> {
  return readPaid(reader, clientId);
}

/**
 * Of the newest contracts: how soon the money was released after the last version before it, whether the client did that
 * before the clock, and what was sent back.
 */
async function readPaid(reader: Reader, clientId: Id<"usr">): Promise<PaymentRecordView> {
  const [row] = await reader.execute<{
    paidCount: number;
    paidForWorkCount: number;
    paidOnTimeCount: number;
    medianPaidMs: number | null;
    submittedCount: number;
    changedCount: number;
  }>(sql`
    select count(released_at)::int as "paidCount",
      count(submitted_at)::int as "paidForWorkCount",
      count(*) filter (where released_at < submitted_at + review_window_days * interval '1 day')::int
        as "paidOnTimeCount",
      percentile_cont(0.5) within group (order by extract(epoch from released_at - submitted_at) * 1000)
        as "medianPaidMs",
      count(*) filter (where was_submitted)::int as "submittedCount",
      count(*) filter (where was_changed)::int as "changedCount"
    from (
      select c.released_at, c.review_window_days,
        (select max(s.created_at) from ${submissions} s
          where s.contract_id = c.id and s.created_at <= c.released_at) as submitted_at,
        exists (select 1 from ${submissions} s where s.contract_id = c.id) as was_submitted,
        exists (select 1 from ${submissions} s
          where s.contract_id = c.id and s.changes_requested_at is not null) as was_changed
      from ${contracts} c where c.client_id = ${clientId}
      order by c.created_at desc limit ${CONTRACTS_COUNTED}) newest`);
  if (!row) throw new Error("Contracts could not be counted");
  return { ...row, medianPaidMs: inHours(row.medianPaidMs) };
}

/**
 * Of the newest proposals to the newest jobs: how many got an answer of their own, and how soon. One that came within
 * the last week counts once it is answered.
 */
async function readAnswers(reader: Reader, clientId: Id<"usr">) {
  const [row] = await reader.execute<{
    receivedCount: number;
    answeredCount: number;
    medianAnswerMs: number | null;
  }>(sql`
    select count(*)::int as "receivedCount", count(answered_at)::int as "answeredCount",
      percentile_cont(0.5) within group (order by extract(epoch from answered_at - created_at) * 1000)
        as "medianAnswerMs"
    from (
      select made.created_at, made.answered_at, made.status
      from (select j.id from ${jobs} j where j.client_id = ${clientId}
        order by j.created_at desc limit ${JOBS_COUNTED}) newest,
      lateral (select p.created_at, p.answered_at, p.status from ${proposals} p
        where p.job_id = newest.id order by p.created_at desc limit ${PROPOSALS_COUNTED}) made) received
    where status <> 'withdrawn'
      and (answered_at is not null or created_at < ${addDays(now(), -UNANSWERED_DAYS).toISOString()})`);
  if (!row) throw new Error("Proposals could not be counted");
  return { ...row, medianAnswerMs: inHours(row.medianAnswerMs) };
}

/** Whole hours, rounded up: no answer tells the minute at which one person was paid or answered. */
function inHours(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.ceil(milliseconds / HOUR_MS) * HOUR_MS;
}
