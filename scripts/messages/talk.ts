import { getDb } from "#db/client";
import { conversations, participants } from "#db/schema";
import { makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import type { Actor } from "#lib/auth/actor";
import { type Id, newId } from "#lib/ids";
import { now } from "#lib/time";

/** Two people and their conversation. */
export type Talk = {
  readonly conversationId: Id<"cnv">;
  readonly client: Actor;
  readonly freelancer: Actor;
};

/** A conversation of a new freelancer with this client, or with a new one, about a job of theirs. */
export async function makeTalk(existing?: Actor): Promise<Talk> {
  const [client, freelancer] = [existing ?? (await makeClient()), await makeFreelancer()];
  const conversationId = newId("cnv");
  await getDb()
    .insert(conversations)
    .values({
      id: conversationId,
      jobId: await makeJob(client),
      clientId: client.userId,
      freelancerId: freelancer.userId,
      createdAt: now(),
    });
  await getDb()
    .insert(participants)
    .values([client, freelancer].map(({ userId }) => ({ conversationId, userId })));
  return { conversationId, client, freelancer };
}
