import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { inboxes, messageSearch, messages } from "#db/schema";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { makeStoredFile } from "#db/testing/stored-files";
import { makeTalk, say, type Talk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { blockPerson } from "../block-person.ts";
import { deleteMessage } from "../delete-message.ts";
import { editMessage } from "../edit-message.ts";
import { fileConversation } from "../file-conversation.ts";
import type { InboxFilter } from "../policy.ts";
import { sendMessage } from "../send-message.ts";
import { withdrawFile } from "../withdraw-file.ts";
import { listFoundMessages } from "./found-messages.ts";

useTestDatabase();

async function find(actor: Actor, q: string, filter: InboxFilter = "all"): Promise<string[]> {
  const { found } = await listFoundMessages(actor, { q, filter });
  return found.map(({ excerpt }) => excerpt.text);
}

async function sendFile(talk: Talk, name: string, body = "") {
  const fileId = await makeStoredFile(talk.client, "message", { name });
  const { message } = await sendMessage(talk.client, {
    conversationId: talk.conversationId,
    clientId: randomUUID(),
    body,
    fileIds: [fileId],
  });
  return { fileId, seq: message.seq };
}

describe("a search in the inbox", () => {
  test("finds words in all messages, whatever their case, accents and endings, newest first", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "The Café's invoices are ready");
    await say(talk.freelancer, talk, "Which invoice?");
    await say(talk.client, talk, "請求書を送りました");
    for (const reader of [talk.client, talk.freelancer]) {
      expect(await find(reader, "INVOICE")).toEqual([
        "Which invoice?",
        "The Café's invoices are ready",
      ]);
      expect(await find(reader, "cafe inv")).toEqual(["The Café's invoices are ready"]);
      expect(await find(reader, "invoice -café")).toEqual(["Which invoice?"]);
      expect(await find(reader, '"are ready"')).toEqual(["The Café's invoices are ready"]);
      expect(await find(reader, '"ready are"')).toEqual([]);
      expect(await find(reader, "請求")).toEqual(["請求書を送りました"]);
      expect(await find(reader, "-invoice")).toEqual([]);
      expect(await find(reader, "'); --")).toEqual([]);
    }
  });

  test("says where, by whom and when it was written, and which words were found", async () => {
    const talk = await makeTalk();
    const { createdAt } = await say(talk.client, talk, `${"Some words. ".repeat(30)}The palette.`);
    const { found } = await listFoundMessages(talk.freelancer, { q: "palette" });
    expect(found).toMatchObject([
      {
        conversationId: talk.conversationId,
        seq: 1,
        isMine: false,
        sentAt: createdAt,
        other: { userId: talk.client.userId },
        fileNames: [],
      },
    ]);
    const { text, hits } = found[0]?.excerpt ?? { text: "", hits: [] };
    expect(hits.map(([from, to]) => text.slice(from, to))).toEqual(["palette"]);
    expect(text.length).toBeLessThan(200);
  });

  test("finds files by their names, until they are withdrawn", async () => {
    const talk = await makeTalk();
    const { fileId } = await sendFile(talk, "Quarterly_Report-2026.pdf", "Here it is");
    const { found } = await listFoundMessages(talk.freelancer, { q: "report 2026" });
    expect(found).toMatchObject([{ excerpt: { text: "Here it is", hits: [] } }]);
    expect(found[0]?.fileNames.map(({ text }) => text)).toEqual(["Quarterly_Report-2026.pdf"]);
    await withdrawFile(talk.client, { fileId });
    expect(await find(talk.freelancer, "report")).toEqual([]);
    expect(await find(talk.freelancer, "here")).toEqual(["Here it is"]);
  });

  test("finds what a message says now, and nothing of one that was deleted", async () => {
    const talk = await makeTalk();
    const { conversationId } = talk;
    const { seq } = await say(talk.client, talk, "The first wording");
    await editMessage(talk.client, { conversationId, seq, body: "Another wording" });
    expect(await find(talk.freelancer, "first")).toEqual([]);
    expect(await find(talk.freelancer, "another")).toEqual(["Another wording"]);
    await deleteMessage(talk.client, { conversationId, seq });
    const sent = await sendFile(talk, "secret-plan.pdf");
    await deleteMessage(talk.client, { conversationId, seq: sent.seq });
    for (const q of ["another", "wording", "secret"])
      expect(await find(talk.client, q)).toEqual([]);
    const left = await getDb()
      .select()
      .from(messageSearch)
      .where(eq(messageSearch.conversationId, conversationId));
    expect(left).toEqual([]);
  });

  test("is one person's own: nothing of other people, nor of anyone whose code is the same", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "A zebra crossing");
    const strangers = [await makeClient(), await makeFreelancer()];
    for (const stranger of strangers) expect(await find(stranger, "zebra")).toEqual([]);
    const twin: Actor = {
      ...talk.client,
      userId: `usr_0000000000000000000${talk.client.userId.slice(-7)}`,
    };
    expect(await find(twin, "zebra")).toEqual([]);
  });

  test("leaves out conversations in which one has blocked the other", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "A zebra crossing");
    await blockPerson(talk.client, { userId: talk.freelancer.userId });
    expect(await find(talk.client, "zebra")).toEqual([]);
    expect(await find(talk.freelancer, "zebra")).toEqual([]);
  });

  test("keeps to the filter that is on", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "A zebra crossing");
    const all = async (reader: Actor) => ({
      all: (await find(reader, "zebra", "all")).length,
      unread: (await find(reader, "zebra", "unread")).length,
      archived: (await find(reader, "zebra", "archived")).length,
    });
    expect(await all(talk.client)).toEqual({ all: 1, unread: 0, archived: 0 });
    expect(await all(talk.freelancer)).toEqual({ all: 1, unread: 1, archived: 0 });
    await fileConversation(talk.freelancer, { ...talk, isArchived: true });
    expect(await all(talk.freelancer)).toEqual({ all: 0, unread: 0, archived: 1 });
  });

  test("continues page by page across years of changes, with nothing left out or found twice", async () => {
    const talk = await makeTalk();
    for (let n = 1; n <= 65; n += 1) {
      // Between two messages, hundreds of other things happen to this person.
      await getDb()
        .update(inboxes)
        .set({ lastSeq: sql`last_seq + 700 * ${n}` })
        .where(eq(inboxes.userId, talk.client.userId));
      await say(talk.freelancer, talk, `Zebra ${n}`);
    }
    const seen: number[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 10; page += 1) {
      const { found, nextCursor } = await listFoundMessages(talk.client, {
        q: "zebra",
        ...(cursor && { cursor }),
      });
      seen.push(...found.map(({ seq }) => seq));
      if (!nextCursor) break;
      cursor = nextCursor;
    }
    expect(seen).toEqual(Array.from({ length: 65 }, (_, n) => 65 - n));
    const made = await listFoundMessages(talk.client, { q: "zebra", cursor: "1~9~cnv_x~2" });
    expect(made.found).toHaveLength(20);
  });

  test("looks at so much at a time, and says where to go on", async () => {
    const talk = await makeTalk();
    await say(talk.client, talk, "Zebra first");
    await fillWith(talk, 5000);
    await fileConversation(talk.client, { ...talk, isArchived: true });
    const other = await makeTalk({ client: talk.client });
    await say(other.client, other, "Zebra last");
    const first = await listFoundMessages(talk.client, { q: "zebra" });
    expect(first.found.map(({ excerpt }) => excerpt.text)).toEqual(["Zebra last"]);
    expect(first.nextCursor).not.toBeNull();
    const second = await listFoundMessages(talk.client, {
      q: "zebra",
      cursor: first.nextCursor ?? "",
    });
    expect(second).toEqual({ found: [], nextCursor: null });
  });
});

/** Messages as sending leaves them, but written in one statement. */
async function fillWith({ conversationId, client }: Talk, count: number): Promise<void> {
  await getDb().execute(sql`
    insert into ${messages} (conversation_id, seq, sender_id, client_id, request_hash, body, created_at)
    select ${conversationId}, n, ${client.userId}, 'filled-' || gen_random_uuid(), '\\x00', 'Zebra ' || n, now()
    from generate_series(2, ${count + 1}::int) n`);
  await getDb().execute(
    sql`update conversations set last_seq = ${count + 1} where id = ${conversationId}`,
  );
}
