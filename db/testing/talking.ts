import { randomUUID } from "node:crypto";
import type { VerifiedActor } from "#lib/auth/actor";
import { openConversation } from "#lib/conversations/open-conversation";
import type { MessageView } from "#lib/conversations/schema";
import { sendMessage } from "#lib/conversations/send-message";
import type { Id } from "#lib/ids";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "./factories.ts";

export type Talk = {
  client: VerifiedActor;
  freelancer: VerifiedActor;
  jobId: Id<"job">;
  proposalId: Id<"prp">;
  conversationId: Id<"cnv">;
};

/** A client and a freelancer with a proposal, and their conversation without a message. */
export async function makeTalk(
  people: { client?: VerifiedActor; freelancer?: VerifiedActor; fundsCents?: number } = {},
): Promise<Talk> {
  const { fundsCents } = people;
  const client = people.client ?? (await makeClient(fundsCents ? { fundsCents } : {}));
  const freelancer = people.freelancer ?? (await makeFreelancer());
  const jobId = await makeJob(client);
  const proposalId = await makeProposal(jobId, freelancer);
  const { conversationId } = await openConversation(freelancer, { jobId });
  return { client, freelancer, jobId, proposalId, conversationId };
}

/** Sends a message and returns how it was stored. */
export async function say(
  actor: VerifiedActor,
  { conversationId }: Pick<Talk, "conversationId">,
  body: string,
): Promise<MessageView> {
  const { message } = await sendMessage(actor, { conversationId, clientId: randomUUID(), body });
  return message;
}

/** Sends this many messages from the client. */
export async function sayMany(talk: Talk, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await say(talk.client, talk, `Message ${n}`);
}
