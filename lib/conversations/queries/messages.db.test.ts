import { describe, expect, test } from "vitest";
import { fund, makeAdmin, makeClient, makeFreelancer, makeProposal } from "#db/testing/factories";
import { AS_MADE } from "#db/testing/hiring";
import { makeTalk, say, sayMany } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { markComplete } from "#lib/contracts/mark-complete";
import { requestChanges } from "#lib/contracts/request-changes";
import { submitWork } from "#lib/contracts/submit-work";
import { newId } from "#lib/new-id";
import { openConversation } from "../open-conversation.ts";
import { getInboxDelta, getInboxSeq } from "./changes.ts";
import { getConversation } from "./conversations.ts";
import { listMessages } from "./messages.ts";

useTestDatabase();

describe("a page of messages", () => {
  const seqs = (page: { messages: readonly { seq: number }[] }) => {
    const numbers = page.messages.map(({ seq }) => seq);
    return `${numbers[0]}-${numbers.at(-1)}`;
  };

  test("is the newest 50, or those before, after and around a number, oldest first", async () => {
    const talk = await makeTalk();
    await sayMany(talk, 120);
    const list = (span: object) => listMessages(talk.freelancer, talk.conversationId, span);
    const newest = await list({});
    expect([seqs(newest), newest.hasOlder, newest.hasNewer]).toEqual(["71-120", true, false]);
    const older = await list({ before: 71 });
    expect([seqs(older), older.hasOlder, older.hasNewer]).toEqual(["21-70", true, true]);
    const oldest = await list({ before: 21 });
    expect([seqs(oldest), oldest.hasOlder]).toEqual(["1-20", false]);
    const next = await list({ after: 20 });
    expect([seqs(next), next.hasNewer]).toEqual(["21-70", true]);
    const last = await list({ after: 118 });
    expect([seqs(last), last.hasNewer]).toEqual(["119-120", false]);
    const middle = await list({ around: 60 });
    expect([seqs(middle), middle.hasOlder, middle.hasNewer]).toEqual(["35-84", true, true]);
    for (const span of [{ after: 120 }, { after: 999 }, { before: 1 }, { before: 0 }]) {
      expect((await list(span)).messages).toEqual([]);
    }
    await expect(list({ before: 1, after: 2 })).rejects.toThrow("one of");
  });

  test("of another person's conversation is not found", async () => {
    const talk = await makeTalk();
    for (const stranger of [await makeClient(), await makeFreelancer(), await makeAdmin()]) {
      const listing = listMessages(stranger, talk.conversationId);
      await expect(listing).rejects.toMatchObject({ code: "not_found" });
    }
    const missing = listMessages(talk.client, newId("cnv"));
    await expect(missing).rejects.toMatchObject({ code: "not_found" });
    await expect(listMessages(talk.client, "x")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what happens on the contract", () => {
  test("is shown between the messages, worded for each person, on exactly one page, and reaches both inboxes", async () => {
    const talk = await makeTalk();
    const { client, freelancer, conversationId, proposalId } = talk;
    await fund(client, 40_000);
    await sayMany(talk, 1);
    const before = [await getInboxSeq(client), await getInboxSeq(freelancer)] as const;
    const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
    for (const [index, actor] of [client, freelancer].entries()) {
      const { changes, rows } = await getInboxDelta(actor, before[index] ?? 0);
      const events = changes.filter(({ kind }) => kind !== "news");
      expect(events).toMatchObject([{ kind: "event", conversationId, message: null }]);
      expect(rows).toMatchObject([{ conversationId }]);
    }
    await sayMany(talk, 60);
    await submitWork(freelancer, { contractId, note: "Here it is.", submissionNumber: 0 });
    await markComplete(client, { contractId, submissionNumber: 1, heldCents: 0 });
    const newest = await listMessages(freelancer, conversationId);
    expect(newest.events.map(({ text }) => text)).toEqual([
      "Work submitted, version 1",
      "Paid to you, on submission",
      "Job completed",
    ]);
    expect(newest.events[1]?.amountCents).toBe(40_000);
    const older = await listMessages(freelancer, conversationId, { before: 12 });
    expect(older.events.map(({ text }) => text)).toEqual(["You were hired, price held"]);
    const forClient = await listMessages(client, conversationId, { before: 12 });
    expect(forClient.events.map(({ text }) => text)).toEqual(["Ana Moreau hired, price held"]);
    const afterNewest = await listMessages(client, conversationId, { after: 61 });
    expect(afterNewest).toMatchObject({
      messages: [],
      events: newest.events.map(({ kind }) => ({ kind })),
    });
    expect(await getConversation(client, conversationId)).toMatchObject({ contractId, proposalId });
    expect(await getInboxSeq(freelancer)).toBeGreaterThanOrEqual(before[1] + 63);
  });

  test("is also announced for requested changes, and a refused step announces nothing", async () => {
    const talk = await makeTalk();
    const { client, freelancer, proposalId } = talk;
    const refused = acceptProposal(client, { proposalId, ...AS_MADE });
    await expect(refused).rejects.toMatchObject({ code: "insufficient_funds" });
    expect(await getInboxSeq(client)).toBe(0);
    await fund(client, 40_000);
    const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
    await submitWork(freelancer, { contractId, note: "Here it is.", submissionNumber: 0 });
    const before = await getInboxSeq(freelancer);
    const asking = requestChanges(client, {
      contractId,
      note: "Once more, please.",
      submissionNumber: 1,
    });
    await expect(asking).rejects.toMatchObject({ code: "already_released" });
    expect(await getInboxSeq(freelancer)).toBe(before);
  });

  test("and messages at the same time wait for each other without a deadlock", async () => {
    const talk = await makeTalk();
    const { client, freelancer, proposalId } = talk;
    await fund(client, 40_000);
    const sending = (name: string) =>
      Array.from({ length: 15 }, (_, n) => say(n % 2 ? client : freelancer, talk, `${name} ${n}`));
    const [{ contractId }] = await Promise.all([
      acceptProposal(client, { proposalId, ...AS_MADE }),
      ...sending("hiring"),
    ]);
    await Promise.all([
      submitWork(freelancer, { contractId, note: "Here it is.", submissionNumber: 0 }),
      ...sending("submitting"),
    ]);
    await Promise.all([
      markComplete(client, { contractId, submissionNumber: 1, heldCents: 0 }),
      ...sending("completing"),
    ]);
    const { lastSeq } = await getConversation(client, talk.conversationId);
    expect(lastSeq).toBe(45);
  });

  test("is not shown to freelancers who were not hired", async () => {
    const talk = await makeTalk();
    const other = await makeFreelancer();
    await makeProposal(talk.jobId, other);
    const { conversationId } = await openConversation(other, { jobId: talk.jobId });
    await say(other, { conversationId }, "I would like to do this.");
    await fund(talk.client, 40_000);
    await acceptProposal(talk.client, { proposalId: talk.proposalId, ...AS_MADE });
    expect((await listMessages(other, conversationId)).events).toEqual([]);
    expect((await getInboxDelta(other, 0)).changes.map(({ kind }) => kind)).toEqual([
      "message",
      "news",
    ]);
    expect(await getConversation(other, conversationId)).toMatchObject({ contractId: null });
  });
});
