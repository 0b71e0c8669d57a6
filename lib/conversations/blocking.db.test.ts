import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { reports } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { makeTalk, say, type Talk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { newId } from "#lib/new-id";
import { blockPerson } from "./block-person.ts";
import { editMessage } from "./edit-message.ts";
import { fileConversation } from "./file-conversation.ts";
import { markRead } from "./mark-read.ts";
import { getInboxDelta, getInboxSeq } from "./queries/changes.ts";
import { getConversation } from "./queries/conversations.ts";
import { listInbox } from "./queries/inbox.ts";
import { listMessages } from "./queries/messages.ts";
import { listReports } from "./queries/reports.ts";
import { reportConversation } from "./report-conversation.ts";
import { resolveReport } from "./resolve-report.ts";
import { tellTyping } from "./tell-typing.ts";
import { unblockPerson } from "./unblock-person.ts";

useTestDatabase();

describe("blocking", () => {
  test("applies to every conversation of the two, and both are told why nobody can write", async () => {
    const first = await makeTalk();
    const second = await makeTalk(first);
    const before = await getInboxSeq(first.client);
    await blockPerson(first.freelancer, first.client);
    for (const { conversationId } of [first, second]) {
      const [mine, theirs] = [
        await getConversation(first.freelancer, conversationId),
        await getConversation(first.client, conversationId),
      ];
      expect(mine.writingRefusal).toBe("blocked_by_me");
      expect(theirs.writingRefusal).toBe("blocked_by_other");
    }
    const { changes } = await getInboxDelta(first.client, before);
    expect(changes.map(({ kind }) => kind)).toEqual(["blocking", "blocking"]);
  });

  test("twice is once, and lifting one person's block leaves the other's", async () => {
    const talk = await makeTalk();
    const { client, freelancer } = talk;
    await blockPerson(client, freelancer);
    await blockPerson(freelancer, client);
    const before = await getInboxSeq(client);
    await blockPerson(client, freelancer);
    expect(await getInboxSeq(client)).toBe(before);
    await unblockPerson(client, freelancer);
    await unblockPerson(client, freelancer);
    expect(await getInboxSeq(client)).toBe(before + 1);
    await expect(say(client, talk, "Hello")).rejects.toMatchObject({ code: "blocked" });
    await unblockPerson(freelancer, client);
    expect((await say(client, talk, "Hello")).seq).toBe(1);
  });

  test("a person without a shared conversation, or the actor, answers like nobody", async () => {
    const { client } = await makeTalk();
    const stranger = await makeFreelancer();
    for (const { userId } of [stranger, client, { userId: newId("usr") }]) {
      await expect(blockPerson(client, { userId })).rejects.toMatchObject({ code: "not_found" });
      await expect(unblockPerson(client, { userId })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("while a message is being sent: once blocking has answered, nothing arrives any more", async () => {
    const talk = await makeTalk();
    const sending = Array.from({ length: 20 }, (_, n) => say(talk.client, talk, `${n}`));
    const results = Promise.allSettled(sending);
    await blockPerson(talk.freelancer, talk.client);
    const { lastSeq } = await getConversation(talk.freelancer, talk.conversationId);
    await results;
    expect(await getConversation(talk.freelancer, talk.conversationId)).toMatchObject({ lastSeq });
  });
});

/** Everything that the API tells a person about a conversation, and the numbers of their changes. */
async function everythingSaid(actor: Actor, { conversationId }: Talk, since: number) {
  return {
    seq: await getInboxSeq(actor),
    delta: await getInboxDelta(actor, since),
    inbox: await listInbox(actor),
    view: await getConversation(actor, conversationId),
    messages: await listMessages(actor, conversationId),
  };
}

describe("a blocked person", () => {
  test("is told the same whether or not the blocker keeps reading, even after the block is lifted", async () => {
    const talk = await makeTalk();
    const { client, freelancer } = talk;
    for (const body of ["One", "Two", "Three"]) await say(client, talk, body);
    await markRead(freelancer, { ...talk, seq: 1 });
    await blockPerson(freelancer, client);
    const since = await getInboxSeq(client);
    const before = await everythingSaid(client, talk, since);
    expect(before.view.otherReadSeq).toBe(1);

    await markRead(freelancer, { ...talk, seq: 2 });
    await fileConversation(freelancer, { ...talk, isMarkedUnread: true });
    await fileConversation(freelancer, { ...talk, isArchived: true });
    await markRead(freelancer, { ...talk, seq: 3 });
    await tellTyping(freelancer, talk);
    expect(await everythingSaid(client, talk, since)).toEqual(before);
    expect(await getConversation(freelancer, talk.conversationId)).toMatchObject({
      lastReadSeq: 3,
      unreadCount: 0,
    });

    await unblockPerson(freelancer, client);
    expect(await getConversation(client, talk.conversationId)).toMatchObject({ otherReadSeq: 1 });
    await say(freelancer, talk, "Back again");
    expect(await getConversation(client, talk.conversationId)).toMatchObject({ otherReadSeq: 4 });
  });

  test("reads as before, in the blocker's view", async () => {
    const talk = await makeTalk();
    await say(talk.freelancer, talk, "One");
    await blockPerson(talk.freelancer, talk.client);
    await markRead(talk.client, { ...talk, seq: 1 });
    const seen = await getConversation(talk.freelancer, talk.conversationId);
    expect(seen.otherReadSeq).toBe(1);
  });
});

describe("a report", () => {
  test("keeps what the message said, whatever becomes of it, only for the operator", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "Rude words");
    const before = await getInboxSeq(talk.client);
    await reportConversation(talk.freelancer, { ...talk, seq: 1, reason: "This is rude." });
    expect(await getInboxSeq(talk.client)).toBe(before);
    await editMessage(talk.client, { ...talk, seq: 1, body: "Kind words" });
    expect((await listReports(await makeAdmin())).rows).toMatchObject([
      {
        conversationId: talk.conversationId,
        reporter: { name: "Ana Moreau" },
        about: { name: "Northwind Trade" },
        reason: "This is rude.",
        quotedBody: "Rude words",
      },
    ]);
    for (const actor of [talk.client, talk.freelancer]) {
      await expect(listReports(actor)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("of the whole conversation quotes nothing; the same report sent again is one report", async () => {
    const talk = await makeTalk();
    const request = { ...talk, reason: "They ask for money elsewhere." };
    const first = await reportConversation(talk.freelancer, request);
    const again = await reportConversation(talk.freelancer, request);
    expect(again).toEqual({ reportId: first.reportId, isReplay: true });
    const { rows } = await listReports(await makeAdmin());
    expect(rows.filter(({ reportId }) => reportId === first.reportId)).toMatchObject([
      { quotedBody: null },
    ]);
  });

  test("waits behind older ones, page by page, and each is listed once", async () => {
    const admin = await makeAdmin();
    const { client, conversationId } = await makeTalk();
    const made = Array.from({ length: 45 }, (_, number) => ({
      reportId: newId("rpt"),
      createdAt: new Date(Date.UTC(2030, 0, 1, 0, number)),
    }));
    await getDb()
      .insert(reports)
      .values(
        made.map(({ reportId, createdAt }) => ({
          id: reportId,
          conversationId,
          reporterId: client.userId,
          reason: "Because",
          createdAt,
        })),
      );
    const listed: string[] = [];
    let page = await listReports(admin);
    for (;;) {
      listed.push(...page.rows.map(({ reportId }) => reportId));
      if (page.next === null) break;
      // What was dealt with meanwhile is still a place to go on from.
      await resolveReport(admin, { reportId: page.rows.at(-1)?.reportId ?? newId("rpt") });
      page = await listReports(admin, page.next);
    }
    expect(listed.slice(-made.length)).toEqual(made.map(({ reportId }) => reportId));
    expect(new Set(listed).size).toBe(listed.length);
    expect((await listReports(admin, newId("rpt"))).rows).toEqual([]);
  });

  test("of a stranger's conversation or a message that does not exist is not found", async () => {
    const talk = await makeTalk();
    const byStranger = reportConversation(await makeClient(), { ...talk, reason: "Because" });
    await expect(byStranger).rejects.toMatchObject({ code: "not_found" });
    const ofNothing = reportConversation(talk.client, { ...talk, seq: 1, reason: "Because" });
    await expect(ofNothing).rejects.toMatchObject({ code: "not_found" });
  });

  test("that is dealt with leaves the list once; only the operator can do this", async () => {
    const talk = await makeTalk();
    const { reportId } = await reportConversation(talk.client, { ...talk, reason: "Because" });
    const admin = await makeAdmin();
    const byParty = resolveReport(talk.client, { reportId });
    await expect(byParty).rejects.toMatchObject({ code: "not_found" });
    expect(await resolveReport(admin, { reportId })).toEqual({ isReplay: false });
    expect(await resolveReport(admin, { reportId })).toEqual({ isReplay: true });
    const { rows: left } = await listReports(admin);
    expect(left.map((report) => report.reportId)).not.toContain(reportId);
    const missing = resolveReport(admin, { reportId: newId("rpt") });
    await expect(missing).rejects.toMatchObject({ code: "not_found" });
    const again = await reportConversation(talk.client, { ...talk, reason: "Because" });
    expect(again.isReplay).toBe(false);
  });
});
