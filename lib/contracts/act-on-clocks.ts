import { and, asc, eq, gt, lt, lte, or, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { clockRounds, clocks, disputes } from "#db/schema";
import { SYSTEM } from "#lib/auth/actor";
import { isDomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { eachOf, sweepEach } from "#lib/sweep";
import { addDays, now } from "#lib/time";
import { NOTHING_TO_DO } from "./act-on-clock.ts";
import { DOWNTIME_MS, FAIR_DAYS, MOST_DISPUTE_DAYS } from "./clocks.ts";
import { lockContract } from "./lock-contract.ts";

const AT_ONCE = 200;

export type ActOnClock = (clock: {
  contractId: Id<"ctr">;
  subject: string;
}) => Promise<{ isReplay: boolean }>;

type Row = { contractId: Id<"ctr">; subject: string; at: Date };

/**
 * Does what is due, each in its own transaction, and carries on past one that fails; at the end, throws what failed.
 * What the parties decide meanwhile stands. Returns how much it did. Comes by every minute: when it was away for long,
 * people get their time first. `act` does what one clock says (lib/disputes/act-on-any-clock.ts): this domain does not
 * know what a dispute comes to.
 */
export async function actOnClocks(act: ActOnClock): Promise<number> {
  const at = now();
  await giveTime(at);
  let done = 0;
  await sweepEach(
    eachOf<Row>((after) => listClocks(at, after)),
    async (clock) => {
      if (await wasDone(clock, act)) done += 1;
    },
  );
  return done;
}

function listClocks(until: Date, after: Row | undefined, from?: Date): Promise<Row[]> {
  const { contractId, subject, at } = clocks;
  return getDb()
    .select({ contractId, subject, at })
    .from(clocks)
    .where(
      and(
        lte(at, until),
        from && gt(at, from),
        after &&
          or(
            gt(at, after.at),
            and(
              eq(at, after.at),
              sql`(${contractId}, ${subject}) > (${after.contractId}, ${after.subject})`,
            ),
          ),
      ),
    )
    .orderBy(asc(at), asc(contractId), asc(subject))
    .limit(AT_ONCE);
}

async function wasDone({ contractId, subject }: Row, act: ActOnClock): Promise<boolean> {
  try {
    const { isReplay } = await act({ contractId, subject });
    return !isReplay;
  } catch (error) {
    if (NOTHING_TO_DO.some((code) => isDomainError(error, code))) return false;
    throw error;
  }
}

/**
 * Notes that the clocks were looked at. When the time before is long ago, nobody could act meanwhile: what fell due since
 * then, or would within a day, waits until a day has passed.
 */
async function giveTime(at: Date): Promise<void> {
  const [last] = await getDb().select({ at: clockRounds.at }).from(clockRounds);
  if (last && at.getTime() - last.at.getTime() >= DOWNTIME_MS) {
    const fair = addDays(at, FAIR_DAYS);
    await sweepEach(
      eachOf<Row>((after) => listClocks(fair, after, last.at)),
      ({ contractId }) => windAnew(contractId, last.at, fair),
    );
  }
  await getDb()
    .insert(clockRounds)
    .values({ id: 1, at })
    .onConflictDoUpdate({ target: clockRounds.id, set: { at } });
}

/** The contract first, as everywhere, and then its clocks. Those of a dispute never pass its last day. */
async function windAnew(contractId: Id<"ctr">, from: Date, until: Date): Promise<void> {
  await getDb().transaction(async (tx) => {
    await lockContract(tx, SYSTEM, contractId);
    await tx
      .update(clocks)
      .set({
        at: sql`greatest(${clocks.at}, least(${until.toISOString()}::timestamptz, (
        select ${disputes.createdAt} + make_interval(days => ${MOST_DISPUTE_DAYS}) from ${disputes}
        where ${disputes.id} = ${clocks.subject})))`,
      })
      .where(and(eq(clocks.contractId, contractId), gt(clocks.at, from), lt(clocks.at, until)));
  });
}
