import { and, asc, eq, gt, isNull, lte, max, or, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { contracts, jobs, submissions } from "#db/schema";
import type { Id } from "#lib/ids";
import { notify } from "#lib/notifications/notify";
import { eachOf, sweepEach } from "#lib/sweep";
import { addDays, now } from "#lib/time";
import { isHeld, reviewStage } from "./policy.ts";

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
    eachOf<UnderReview>((after) => listUnderReview(at, after?.contractId)),
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

/** Those that have reached a stage at which their client is told: half of the window, or its last two days. */
function listUnderReview(at: Date, after: Id<"ctr"> | undefined) {
  const moment = sql`${at.toISOString()}::timestamptz`;
  const half = sql`${contracts.reviewEndsAt} - ${contracts.reviewWindowDays} * interval '12 hours'`;
  return getDb()
    .select({
      contractId: contracts.id,
      clientId: contracts.clientId,
      jobId: contracts.jobId,
      reviewEndsAt: contracts.reviewEndsAt,
      reviewWindowDays: contracts.reviewWindowDays,
      priceCents: contracts.priceCents,
      releasedAt: contracts.releasedAt,
      cancelledAt: contracts.cancelledAt,
      number: max(submissions.number).mapWith(Number),
    })
    .from(contracts)
    .innerJoin(submissions, eq(submissions.contractId, contracts.id))
    .where(
      and(
        gt(contracts.reviewEndsAt, at),
        or(sql`${half} <= ${moment}`, lte(contracts.reviewEndsAt, addDays(at, 2))),
        after ? gt(contracts.id, after) : undefined,
      ),
    )
    .groupBy(contracts.id)
    .orderBy(asc(contracts.id))
    .limit(AT_ONCE);
}

async function remindOfReview(contract: UnderReview, at: Date): Promise<void> {
  const { contractId, clientId, jobId, reviewEndsAt, number } = contract;
  const stage = reviewEndsAt && reviewStage(contract.reviewWindowDays, reviewEndsAt, at);
  if (!stage || number === null) return;
  const amountCents = isHeld(contract) ? contract.priceCents : 0;
  await getDb().transaction((tx) =>
    notify(tx, {
      kind: "review_ending",
      to: clientId,
      about: contractId,
      by: null,
      jobId,
      facts: { stage, number, amountCents },
      once: `review:${contractId}:${number}:${stage}`,
    }),
  );
}
