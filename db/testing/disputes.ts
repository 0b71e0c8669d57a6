import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { VerifiedActor } from "#lib/auth/actor";
import { getContract } from "#lib/contracts/queries/contracts";
import { actOnDispute } from "#lib/disputes/act-on-dispute";
import { answerDispute } from "#lib/disputes/answer-dispute";
import { decideDispute } from "#lib/disputes/decide-dispute";
import { openDispute } from "#lib/disputes/open-dispute";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { getDb } from "../client.ts";
import { clocks } from "../schema.ts";

type Over = {
  readonly client: VerifiedActor;
  readonly freelancer: VerifiedActor;
  readonly contractId: Id<"ctr">;
};

/** The client disputes all that is held, or a part, and asks for all of it back unless the claim says otherwise. */
export async function openOver(
  { client, contractId }: Pick<Over, "client" | "contractId">,
  {
    opener = client,
    amountCents,
    toFreelancerCents = 0,
    items = [],
    requestKey = randomUUID(),
  }: {
    opener?: VerifiedActor;
    amountCents?: number;
    toFreelancerCents?: number;
    items?: readonly number[];
    requestKey?: string;
  } = {},
): Promise<Id<"dsp">> {
  const { milestoneNumber, heldCents, agreementVersion, submissionCount } = await getContract(
    opener,
    contractId,
  );
  const { disputeId } = await openDispute(opener, {
    contractId,
    milestoneNumber,
    amountCents: amountCents ?? heldCents,
    toFreelancerCents,
    reason: "The last page is missing.",
    items: [...items],
    heldCents,
    agreementVersion,
    submissionNumber: submissionCount,
    fileIds: [],
    requestKey,
  });
  return disputeId;
}

/** And the freelancer rejects the claim, and offers something else. */
export async function answeredOver(
  over: Over,
  { offerCents = 30_000, ...claim }: Parameters<typeof openOver>[1] & { offerCents?: number } = {},
): Promise<Id<"dsp">> {
  const disputeId = await openOver(over, claim);
  await answerDispute(claim.opener === over.freelancer ? over.client : over.freelancer, {
    disputeId,
    answer: "It was there.",
    toFreelancerCents: offerCents,
    fileIds: [],
    requestKey: randomUUID(),
  });
  return disputeId;
}

/** And nobody agrees: as if the seven days were over. */
export async function mediatedOver(
  over: Over,
  claim: Parameters<typeof answeredOver>[1] = {},
): Promise<Id<"dsp">> {
  const disputeId = await answeredOver(over, claim);
  await getDb().update(clocks).set({ at: now() }).where(eq(clocks.subject, disputeId));
  await actOnDispute({ disputeId });
  return disputeId;
}

/** What a mediator decides in this round. */
export function decision(disputeId: Id<"dsp">, toFreelancerCents: number, round = 1) {
  return {
    disputeId,
    round,
    findings: [{ place: 0, found: "partly_shown", why: "One page is missing." } as const],
    reason: "Most of it is there.",
    toFreelancerCents,
  };
}

/** And a mediator decides. */
export async function decidedOver(
  over: Over,
  mediator: VerifiedActor,
  toFreelancerCents = 25_000,
  claim: Parameters<typeof answeredOver>[1] = {},
): Promise<Id<"dsp">> {
  const disputeId = await mediatedOver(over, claim);
  await decideDispute(mediator, decision(disputeId, toFreelancerCents));
  return disputeId;
}
