import { setTimeout } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { clientProfiles, jobs, users } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { makeTalk, say, type Talk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { fileConversation } from "../file-conversation.ts";
import { openConversation } from "../open-conversation.ts";
import { findConversationToOpen, listInbox } from "./inbox.ts";

useTestDatabase();

describe("the inbox", () => {
  test("has the newest message first, in pages that stay whole while conversations move up", async () => {
    const client = await makeClient();
    const talks: Talk[] = [];
    for (let n = 0; n < 45; n += 1) {
      const talk = await makeTalk({ client });
      await say(talk.freelancer, talk, `From ${n}`);
      talks.push(talk);
    }
    const first = await listInbox(client);
    expect(first).toMatchObject({ unreadConversations: 45, seq: 45 });
    expect(first.rows.map(({ preview }) => preview?.text)).toEqual(
      Array.from({ length: 40 }, (_, n) => `From ${44 - n}`),
    );
    const moved = talks[2];
    if (moved) await say(moved.freelancer, moved, "Again");
    const second = await listInbox(client, { cursor: first.nextCursor ?? "" });
    expect(second.rows.map(({ preview }) => preview?.text)).toEqual([
      "From 4",
      "From 3",
      "From 1",
      "From 0",
    ]);
    expect(second.nextCursor).toBeNull();
    expect((await listInbox(client)).rows[0]?.preview?.text).toBe("Again");
  });

  test("finds words in the other's name and the job's title, and nothing by wildcards", async () => {
    const client = await makeClient();
    const ben = await makeTalk({ client, freelancer: await makeFreelancer({ name: "Ben 100%" }) });
    const eva = await makeTalk({ client, freelancer: await makeFreelancer({ name: "Eva_Ek" }) });
    await say(ben.freelancer, ben, "The palette is ready");
    await say(eva.freelancer, eva, "Good morning");
    const find = async (q: string, filter: "all" | "unread" | "archived" = "all") =>
      (await listInbox(client, { q, filter })).rows.map(({ other }) => other.name);
    expect(await find("palette")).toEqual([]);
    expect(await find("eva")).toEqual(["Eva_Ek"]);
    expect(await find("screen reader")).toEqual(["Eva_Ek", "Ben 100%"]);
    expect(await find("0%")).toEqual(["Ben 100%"]);
    expect(await find("a_e")).toEqual(["Eva_Ek"]);
    expect(await find("\\")).toEqual([]);
    expect(await find("eva", "archived")).toEqual([]);
    await fileConversation(client, { ...eva, isArchived: true });
    expect(await find("eva", "archived")).toEqual(["Eva_Ek"]);
    expect(await find("eva", "unread")).toEqual([]);
  });

  test("finds names and titles as they are now, whatever their case and accents", async () => {
    const talk = await makeTalk({ freelancer: await makeFreelancer({ name: "Zoë Müller" }) });
    const { client, freelancer, jobId } = talk;
    await say(client, talk, "Good morning");
    const finds = async (actor: Actor, q: string) => (await listInbox(actor, { q })).rows.length;
    expect(await finds(client, "ZOE mul")).toBe(1);
    expect(await finds(client, "northwind")).toBe(0);
    expect(await finds(freelancer, "NORTHWIND")).toBe(1);
    expect(await finds(freelancer, "zoe")).toBe(0);
    await getDb().update(users).set({ name: "Ida Berg" }).where(eq(users.id, freelancer.userId));
    await getDb()
      .update(clientProfiles)
      .set({ companyName: "Südwind" })
      .where(eq(clientProfiles.userId, client.userId));
    await getDb().update(jobs).set({ title: "A new sitemap" }).where(eq(jobs.id, jobId));
    expect(await finds(client, "zoe")).toBe(0);
    expect(await finds(client, "ida b")).toBe(1);
    expect(await finds(freelancer, "northwind")).toBe(0);
    expect(await finds(freelancer, "sudwind")).toBe(1);
    for (const actor of [client, freelancer]) {
      expect(await finds(actor, "screen reader")).toBe(0);
      expect(await finds(actor, "sitemap")).toBe(1);
    }
  });

  test("finds by a name that changes while the conversation is opened", async () => {
    const [client, freelancer] = [await makeClient(), await makeFreelancer({ name: "Zoë Müller" })];
    const jobId = await makeJob(client);
    await makeProposal(jobId, freelancer);
    let renaming: Promise<unknown> = Promise.resolve();
    const { conversationId } = await getDb().transaction(async (tx) => {
      const opened = await openConversation(freelancer, { jobId }, tx);
      renaming = getDb()
        .update(users)
        .set({ name: "Ida Berg" })
        .where(eq(users.id, freelancer.userId))
        .execute();
      await setTimeout(100);
      return opened;
    });
    await renaming;
    await say(client, { conversationId }, "Good morning");
    expect((await listInbox(client, { q: "ida" })).rows).toHaveLength(1);
    expect((await listInbox(client, { q: "zoe" })).rows).toEqual([]);
  });

  test("calls a client by the company's name, and shows the newest message in one line", async () => {
    const talk = await makeTalk();
    await getDb()
      .update(users)
      .set({ name: "Paul Brandt" })
      .where(eq(users.id, talk.client.userId));
    await say(talk.client, talk, `First line\n\n  second ${"word ".repeat(60)}`);
    const { rows } = await listInbox(talk.freelancer);
    expect(rows[0]?.other).toMatchObject({ name: "Northwind Trade", role: "client" });
    const text = rows[0]?.preview?.text ?? "";
    expect(text).toMatch(/^First line second word .*…$/);
    expect([...text].length).toBeLessThanOrEqual(140);
  });

  test("opens its newest conversation on a desk, unless that would undo an unread mark", async () => {
    const client = await makeClient();
    const open = (filter: "all" | "unread" | "archived" = "all", q = "") =>
      findConversationToOpen(client, { filter, q });
    expect(await open()).toBeNull();
    const [older, newer] = [await makeTalk({ client }), await makeTalk({ client })];
    await say(older.freelancer, older, "First");
    await say(newer.client, newer, "Second");
    expect(await open()).toBe(newer.conversationId);
    expect(await open("unread")).toBe(older.conversationId);
    expect(await open("all", "second")).toBeNull();
    await fileConversation(client, { ...newer, isMarkedUnread: true });
    expect(await open()).toBeNull();
    await fileConversation(client, { ...newer, isArchived: true });
    expect(await open()).toBe(older.conversationId);
    expect(await open("archived")).toBeNull();
  });
});
