import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { clocks } from "#db/schema";
import { answeredOver, decidedOver, openOver } from "#db/testing/disputes";
import { makeStaff } from "#db/testing/factories";
import { type Hired, hireAndSubmit, provesTheLedger } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { acceptDisputeOffer } from "../accept-dispute-offer.ts";
import { actOnDispute } from "../act-on-dispute.ts";
import { getDisputeRecord } from "./dispute-record.ts";

useTestDatabase();
provesTheLedger();

const NOBODY_LOST = { endedCount: 1, lostCount: 0 };
const LOST = { endedCount: 1, lostCount: 1 };

/** What both have on their record. */
async function recordsOf({ client, freelancer }: Hired) {
  return {
    client: await getDisputeRecord(client.userId),
    freelancer: await getDisputeRecord(freelancer.userId),
  };
}

/** The time of the state that the dispute is in is over. */
async function letTimePass(disputeId: Id<"dsp">): Promise<void> {
  await getDb().update(clocks).set({ at: now() }).where(eq(clocks.subject, disputeId));
  await actOnDispute({ disputeId });
}

test("a decision is lost by the side whose last offer was further from it, and by nobody in the middle", async () => {
  const mediator = await makeStaff("moderator");
  // The client claims everything back, the freelancer offers to keep 300.00.
  for (const [cents, expected] of [
    [14_999, { client: NOBODY_LOST, freelancer: LOST }],
    [15_001, { client: LOST, freelancer: NOBODY_LOST }],
    [15_000, { client: NOBODY_LOST, freelancer: NOBODY_LOST }],
  ] as const) {
    const hired = await hireAndSubmit("on_approval");
    const disputeId = await decidedOver(hired, mediator, cents);
    expect(await recordsOf(hired)).toMatchObject({ client: { endedCount: 0, lostCount: 0 } });
    await letTimePass(disputeId);
    expect(await recordsOf(hired), String(cents)).toEqual(expected);
  }
});

test("who was silent until the claim was granted has lost; who accepted an offer has not", async () => {
  const silent = await hireAndSubmit("on_approval");
  await letTimePass(await openOver(silent));
  expect(await recordsOf(silent)).toEqual({ client: NOBODY_LOST, freelancer: LOST });
  const agreed = await hireAndSubmit("on_approval");
  const disputeId = await answeredOver(agreed);
  await acceptDisputeOffer(agreed.client, {
    disputeId,
    offerNumber: 2,
    toFreelancerCents: 30_000,
  });
  expect(await recordsOf(agreed)).toEqual({ client: NOBODY_LOST, freelancer: NOBODY_LOST });
});
