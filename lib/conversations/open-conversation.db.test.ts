import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { conversations, jobs, proposals } from "#db/schema";
import { makeNewcomer } from "#db/testing/accounts";
import {
  makeAdmin,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
} from "#db/testing/factories";
import { makeTalk, say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { newId } from "#lib/new-id";
import { addDays, now, setClock } from "#lib/time";
import { blockPerson } from "./block-person.ts";
import { openConversation } from "./open-conversation.ts";
import { INVITATIONS_MAX } from "./policy.ts";
import { getConversation } from "./queries/conversations.ts";
import { listInbox } from "./queries/inbox.ts";

useTestDatabase();

test("the freelancer who applied and the job's client find the same conversation, and nobody else does", async () => {
  const { client, freelancer, jobId, conversationId, proposalId } = await makeTalk();
  const again = await openConversation(client, { jobId, freelancerId: freelancer.userId });
  expect(again).toEqual({ conversationId, isReplay: true });
  expect(await getConversation(client, conversationId)).toMatchObject({
    viewerRole: "client",
    other: { userId: freelancer.userId, role: "freelancer", name: "Ana Moreau" },
    jobId,
    proposalId,
    contractId: null,
    isInvitation: false,
    writingRefusal: null,
    preview: null,
  });
  for (const stranger of [await makeClient(), await makeFreelancer(), await makeAdmin()]) {
    const asking = getConversation(stranger, conversationId);
    await expect(asking).rejects.toMatchObject({ code: "not_found" });
    const opening = openConversation(stranger, { jobId, freelancerId: freelancer.userId });
    await expect(opening).rejects.toMatchObject({ code: "not_found" });
  }
});

test("a conversation without a message is in nobody's inbox", async () => {
  const { client, freelancer } = await makeTalk();
  for (const actor of [client, freelancer]) {
    expect(await listInbox(actor)).toMatchObject({ rows: [], unreadConversations: 0, seq: 0 });
  }
});

test("a client writes first to a freelancer about an open job: an invitation until they apply", async () => {
  const client = await makeClient();
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client);
  const { conversationId } = await openConversation(client, {
    jobId,
    freelancerId: freelancer.userId,
  });
  await say(client, { conversationId }, "Would you like to do this?");
  expect(await getConversation(freelancer, conversationId)).toMatchObject({ isInvitation: true });
  await makeProposal(jobId, freelancer);
  expect(await getConversation(freelancer, conversationId)).toMatchObject({ isInvitation: false });
});

test("a freelancer who has not applied cannot write first, nor can the client when the job is taken", async () => {
  const client = await makeClient();
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client);
  const first = openConversation(freelancer, { jobId });
  await expect(first).rejects.toMatchObject({ code: "cannot_write_first" });
  await getDb().update(jobs).set({ status: "closed" }).where(eq(jobs.id, jobId));
  const late = openConversation(client, { jobId, freelancerId: freelancer.userId });
  await expect(late).rejects.toMatchObject({ code: "cannot_write_first" });
});

test("a withdrawn proposal opens nothing, and what was open stays", async () => {
  const { freelancer, jobId, conversationId, proposalId } = await makeTalk();
  await getDb().update(proposals).set({ status: "withdrawn" }).where(eq(proposals.id, proposalId));
  expect((await openConversation(freelancer, { jobId })).conversationId).toBe(conversationId);
  const other = await makeFreelancer();
  await makeProposal(jobId, other, { status: "withdrawn" });
  const opening = openConversation(other, { jobId });
  await expect(opening).rejects.toMatchObject({ code: "cannot_write_first" });
});

test("only a freelancer with a profile can be invited, and the client has to name them", async () => {
  const client = await makeClient();
  const jobId = await makeJob(client);
  const nobodies = [await makeNewcomer("freelancer"), await makeClient(), { userId: newId("usr") }];
  for (const { userId } of nobodies) {
    const opening = openConversation(client, { jobId, freelancerId: userId });
    await expect(opening).rejects.toMatchObject({ code: "not_found" });
  }
  const alone = openConversation(client, { jobId, freelancerId: client.userId });
  await expect(alone).rejects.toMatchObject({ code: "own_job" });
  const unsaid = openConversation(client, { jobId });
  await expect(unsaid).rejects.toMatchObject({ code: "invalid_input" });
  const missing = openConversation(client, { jobId: newId("job") });
  await expect(missing).rejects.toMatchObject({ code: "not_found" });
});

test("opened by both at once, it is one conversation", async () => {
  const client = await makeClient();
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client);
  await makeProposal(jobId, freelancer);
  const opened = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      n % 2
        ? openConversation(client, { jobId, freelancerId: freelancer.userId })
        : openConversation(freelancer, { jobId }),
    ),
  );
  expect(new Set(opened.map(({ conversationId }) => conversationId)).size).toBe(1);
  expect(opened.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
});

test("a block in one conversation prevents opening another", async () => {
  const { client, freelancer } = await makeTalk();
  await blockPerson(freelancer, client);
  const jobId = await makeJob(client);
  const opening = openConversation(client, { jobId, freelancerId: freelancer.userId });
  await expect(opening).rejects.toMatchObject({ code: "blocked" });
});

test("at most 30 invitations a day can be sent, even at once, and more tomorrow", async () => {
  const client = await makeClient();
  const jobId = await makeJob(client);
  const guests = await Promise.all(
    Array.from({ length: INVITATIONS_MAX + 4 }, () => makeFreelancer()),
  );
  const invited = await Promise.allSettled(
    guests.map(({ userId }) => openConversation(client, { jobId, freelancerId: userId })),
  );
  expect(invited.filter(({ status }) => status === "fulfilled")).toHaveLength(INVITATIONS_MAX);
  const refused = invited.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  expect(refused.map(({ code }) => code)).toEqual(Array(4).fill("invitations_used_up"));
  expect(refused[0].message).toContain("30");
  const restore = setClock(() => addDays(new Date(), 1.01));
  const guest = await makeFreelancer();
  await openConversation(client, { jobId, freelancerId: guest.userId }).finally(restore);
  expect(now().getTime()).toBeLessThan(Date.now() + 1_000);
  expect(await getDb().$count(conversations, eq(conversations.clientId, client.userId))).toBe(
    INVITATIONS_MAX + 1,
  );
});
