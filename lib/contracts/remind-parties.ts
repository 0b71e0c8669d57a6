import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { clocks, contracts, jobs, milestones, submissions } from "#db/schema";
import type { Id } from "#lib/ids";
import { notify } from "#lib/notifications/notify";
import { eachOf, sweepEach } from "#lib/sweep";
import { addDays, now } from "#lib/time";
import { milestoneColumns } from "./lock-contract.ts";
import { freeCentsOf } from "./milestones.ts";
import { reviewStage } from "./policy.ts";

const AT_ONCE = 200;

/**
 * Tells freelancers whose work is due within a day, and clients whose review window is half over or about to end. Comes
 * by often; each of these is told once.
 */
export async function remindParties(): Promise<void> {
  const at = now();
  await sweepEach(
    eachOf<Due>((after) => listDue(at, after?.contractId)),
    ({ contractId, freelancerId, jobId }) =>
      getDb().transaction((tx) =>
        notify(tx, {
          kind: "deadline_near",
          to: freelancerId,
          about: contractId,
          by: null,
          jobId,
          facts: {},
          once: `due:${contractId}`,
        }),
      ),
  );
  await sweepEach(
    eachOf<UnderReview>((after) => listUnderReview(at, after)),
    (contract) => remindOfReview(contract, at),
  );
}

type Due = { contractId: Id<"ctr">; freelancerId: Id<"usr">; jobId: Id<"job"> };

function listDue(at: Date, after: Id<"ctr"> | undefined): Promise<Due[]> {
  return getDb()
    .select({
      contractId: contracts.id,
      freelancerId: contracts.freelancerId,
      jobId: contracts.jobId,
    })
    .from(contracts)
    .innerJoin(jobs, eq(jobs.id, contracts.jobId))
    .where(
      and(
        isNull(contracts.completedAt),
        isNull(contracts.cancelledAt),
        gt(contracts.dueAt, at),
        lte(contracts.dueAt, addDays(at, 1)),
        eq(jobs.status, "in_progress"),
        after ? gt(contracts.id, after) : undefined,
      ),
    )
    .orderBy(asc(contracts.id))
    .limit(AT_ONCE);
}

type UnderReview = Awaited<ReturnType<typeof listUnderReview>>[number];

/** Windows that have reached a stage at which their client is told: half of them, or their last two days. */
function listUnderReview(at: Date, after: { contractId: Id<"ctr">; subject: string } | undefined) {
  const moment = sql`${at.toISOString()}::timestamptz`;
  const half = sql`${clocks.at} - ${contracts.reviewWindowDays} * interval '12 hours'`;
  const place = sql`(${clocks.contractId}, ${clocks.subject})`;
  return getDb()
    .select({
      contractId: contracts.id,
      subject: clocks.subject,
      clientId: contracts.clientId,
      jobId: contracts.jobId,
      endsAt: clocks.at,
      reviewWindowDays: contracts.reviewWindowDays,
      milestoneNumber: milestones.number,
      milestone: milestoneColumns,
      number: sql<number>`(select max(${submissions.number}) from ${submissions}
        where ${submissions.contractId} = ${milestones.contractId}
          and ${submissions.milestoneNumber} = ${milestones.number})::int`,
    })
    .from(clocks)
    .innerJoin(contracts, eq(contracts.id, clocks.contractId))
    .innerJoin(
      milestones,
      and(
        eq(milestones.contractId, clocks.contractId),
        eq(sql`${milestones.number}::text`, clocks.subject),
      ),
    )
    .where(
      and(
        eq(clocks.what, "window_passed"),
        gt(clocks.at, at),
        or(sql`${half} <= ${moment}`, lte(clocks.at, addDays(at, 2))),
        after && sql`${place} > (${after.contractId}, ${after.subject})`,
      ),
    )
    .orderBy(asc(clocks.contractId), asc(clocks.subject))
    .limit(AT_ONCE);
}

async function remindOfReview(window: UnderReview, at: Date): Promise<void> {
  const { contractId, clientId, jobId, endsAt, milestoneNumber, number } = window;
  const stage = reviewStage(window.reviewWindowDays, endsAt, at);
  if (!stage) return;
  const amountCents = freeCentsOf(window.milestone);
  // The first milestone's name is that of the contract, as it was before there were others.
  const once = [
    "review",
    contractId,
    ...(milestoneNumber > 1 ? [milestoneNumber] : []),
    number,
    stage,
  ];
  await getDb().transaction((tx) =>
    notify(tx, {
      kind: "review_ending",
      to: clientId,
      about: contractId,
      by: null,
      jobId,
      facts: { stage, number, amountCents },
      once: once.join(":"),
    }),
  );
}
