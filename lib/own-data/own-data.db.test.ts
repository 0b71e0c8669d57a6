import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { dataArchives, notifications, paymentReversals } from "#db/schema";
import { fund, makeClient, makeFreelancer } from "#db/testing/factories";
import { hire } from "#db/testing/hiring";
import { readZip } from "#db/testing/read-zip";
import { makeStoredFile } from "#db/testing/stored-files";
import { makeTalk, say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { uploadBytes } from "#db/testing/uploads";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { sendMessage } from "#lib/conversations/send-message";
import { filesFolder } from "#lib/files/providers/disk";
import { serveFile } from "#lib/files/serve-file";
import { cents } from "#lib/money";
import { addFunds } from "#lib/payments/add-funds";
import { addDays, HOUR_MS, now, setClock } from "#lib/time";
import { askForData, countData } from "./ask-for-data.ts";
import { makeArchive } from "./make-archive.ts";
import { pruneArchives } from "./prune-archives.ts";
import { findArchive, getReadableArchive } from "./queries.ts";

useTestDatabase();

let restoreClock = () => {};
afterEach(() => restoreClock());

function inHours(hours: number): void {
  const moment = new Date(now().getTime() + hours * HOUR_MS);
  restoreClock();
  restoreClock = setClock(() => moment);
}

async function make(actor: Actor) {
  const { archiveId } = await askForData(actor);
  await makeArchive({ archiveId });
  return archiveId;
}

async function download(actor: Actor, archiveId: string): Promise<Map<string, Buffer>> {
  const file = await getReadableArchive(actor, archiveId);
  const response = await serveFile(new Request("http://localhost/"), file);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.length).toBe(file.sizeBytes);
  expect(createHash("sha256").update(bytes).digest()).toEqual(Buffer.from(file.sha256));
  return readZip(bytes);
}

function readJson(entries: Map<string, Buffer>, name: string): unknown {
  return JSON.parse(entries.get(name)?.toString() ?? "nothing");
}

test("an archive has what the person and the other side wrote, and the files of both", async () => {
  const { client, freelancer, conversationId } = await makeTalk();
  await say(freelancer, { conversationId }, "My own words, with “quotes”\nand lines.");
  const plan = await uploadBytes(client, "message", { name: "plan.txt" });
  await sendMessage(client, {
    conversationId,
    clientId: crypto.randomUUID(),
    body: "What I was sent.",
    fileIds: [plan.fileId],
  });
  const own = await uploadBytes(freelancer, "portfolio", {
    name: "näme.png",
    type: "image/png",
    bytes: Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    ),
  });
  const entries = await download(freelancer, await make(freelancer));
  expect(readJson(entries, "messages.json")).toMatchObject([
    { body: "My own words, with “quotes”\nand lines." },
    { body: "What I was sent." },
  ]);
  expect(entries.get(`files/${plan.fileId}/plan.txt`)?.toString()).toBe("Some notes.");
  expect(readJson(entries, "files.json")).toMatchObject([
    { id: plan.fileId, isOwn: false, path: `files/${plan.fileId}/plan.txt` },
    { id: own.fileId, isOwn: true, path: `files/${own.fileId}/${own.name}` },
  ]);
  expect(readJson(entries, "profile.json")).toMatchObject([{ id: freelancer.userId }, {}]);
  expect(readJson(entries, "proposals.json")).toHaveLength(1);
});

test("both parties have their contract and what moved in their wallet, and nothing of anybody else's", async () => {
  const { client, contractId } = await hire();
  await fund(client, 5_000);
  const others = await makeTalk();
  await say(others.client, others, "Between other people.");
  const entries = await download(client, await make(client));
  expect(readJson(entries, "contracts.json")).toMatchObject([{ id: contractId, versions: [] }]);
  expect(readJson(entries, "jobs.json")).toHaveLength(1);
  expect(readJson(entries, "transactions.json")).not.toEqual([]);
  expect(Buffer.concat([...entries.values()]).toString()).not.toMatch(
    /Between other people|passwordHash|argon2/,
  );
});

test("an archive has what was taken back of the person's payments, and of nobody else's", async () => {
  const [client, other] = [await makeClient(), await makeClient()];
  const payWithReversals = async (actor: VerifiedActor, references: readonly string[]) => {
    const form = { requestKey: crypto.randomUUID(), amountCents: "50", card: "card_4242" };
    const { paymentId } = await addFunds(actor, form);
    const row = { paymentId, amountCents: cents(1_000), reason: "Disputed", reversedAt: now() };
    await getDb()
      .insert(paymentReversals)
      .values(references.map((reference) => ({ ...row, reference })));
    return paymentId;
  };
  const references = Array.from({ length: 205 }, (_, at) => `dp_${1000 + at}`);
  const paymentId = await payWithReversals(client, references);
  await payWithReversals(other, ["dp_other"]);
  const rows = readJson(await download(client, await make(client)), "payment-reversals.json");
  expect(rows).toMatchObject(
    references.map((reference) => ({ paymentId, reference, amountCents: 1_000 })),
  );
});

test("more than a page of anything is whole and in order", async () => {
  const talk = await makeTalk();
  await getDb().execute(sql`
    insert into messages (conversation_id, seq, sender_id, client_id, request_hash, body, created_at)
    select ${talk.conversationId}, n, ${talk.client.userId}, 'made ' || n, '\\x00', 'Number ' || n, now()
    from generate_series(1, 450) n`);
  const entries = await download(talk.client, await make(talk.client));
  const rows = readJson(entries, "messages.json");
  const bodies = Array.isArray(rows) ? rows.map(({ body }) => body) : [];
  expect(bodies).toEqual(Array.from({ length: 450 }, (_, at) => `Number ${at + 1}`));
});

test("while one is being made, asking again is that one; a new one takes the place of the old", async () => {
  const actor = await makeFreelancer();
  const [one, other] = await Promise.all([askForData(actor), askForData(actor)]);
  expect(other).toEqual(one);
  expect(await findArchive(actor)).toMatchObject({ state: "being made" });
  await makeArchive(one);
  expect(await findArchive(actor)).toMatchObject({ ...one, state: "ready" });
  await expect(makeArchive(one)).rejects.toMatchObject({ code: "not_found" });
  const next = await make(actor);
  expect(await findArchive(actor)).toMatchObject({ archiveId: next, state: "ready" });
  await expect(getReadableArchive(actor, one.archiveId)).rejects.toMatchObject({
    code: "not_found",
  });
});

test("one archive an hour, however it is asked for", async () => {
  const actor = await makeClient();
  await countData(actor);
  const { archiveId } = await askForData(actor);
  await countData(actor);
  await makeArchive({ archiveId });
  await expect(countData(actor)).rejects.toMatchObject({ code: "rate_limited" });
});

test("of two workers one counts, and nothing of the other's stays", async () => {
  const actor = await makeClient();
  const { archiveId } = await askForData(actor);
  await Promise.allSettled([makeArchive({ archiveId }), makeArchive({ archiveId })]);
  expect(await findArchive(actor)).toMatchObject({ state: "ready" });
  expect(await countOnDisk(actor)).toBe(1);
  const isTold = eq(notifications.about, archiveId);
  expect(await getDb().$count(notifications, isTold)).toBe(1);
});

/** Files that speak of this person. Other tests keep theirs in the same folder at the same time. */
async function countOnDisk({ userId }: Actor): Promise<number> {
  const names = await readdir(filesFolder(), { recursive: true, withFileTypes: true });
  const found = names
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => {
      // Another test may have removed it meanwhile.
      const bytes = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
      return bytes.includes(userId);
    });
  return (await Promise.all(found)).filter(Boolean).length;
}

test("it is its person's alone, for a day, and then it is cleared up", async () => {
  const actor = await makeClient();
  const archiveId = await make(actor);
  const notFound = { code: "not_found" };
  for (const other of [null, await makeClient(), { ...actor, userId: "usr_x" } as const]) {
    await expect(getReadableArchive(other, archiveId)).rejects.toMatchObject(notFound);
  }
  inHours(23.9);
  expect((await getReadableArchive(actor, archiveId)).type).toBe("application/zip");
  inHours(0.2);
  await expect(getReadableArchive(actor, archiveId)).rejects.toMatchObject(notFound);
  expect(await findArchive(actor)).toBeNull();
  await pruneArchives();
  expect(await getDb().$count(dataArchives, eq(dataArchives.id, archiveId))).toBe(0);
});

test("an archive that nobody finished can be asked for again", async () => {
  const actor = await makeClient();
  const { archiveId } = await askForData(actor);
  inHours(7);
  expect(await findArchive(actor)).toMatchObject({ state: "given up" });
  expect((await askForData(actor)).archiveId).not.toBe(archiveId);
  restoreClock();
  restoreClock = setClock(() => addDays(new Date(), 3));
  await pruneArchives();
  expect(await findArchive(actor)).toBeNull();
});

test("a file whose bytes are gone is named, and does not keep the rest from anybody", async () => {
  const actor = await makeClient();
  const lost = await makeStoredFile(actor, "message", { name: "lost.txt" });
  const entries = await download(actor, await make(actor));
  expect(readJson(entries, "files.json")).toMatchObject([{ id: lost, path: null }]);
});
