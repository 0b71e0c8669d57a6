import { rmSync } from "node:fs";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { hireAndSubmit } from "#db/testing/hiring";
import { makeTalk, say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { uploadBytes } from "#db/testing/uploads";
import { requestChanges } from "#lib/contracts/request-changes";
import { submitWork } from "#lib/contracts/submit-work";
import { getEnv } from "#lib/env";
import { locateFile } from "#lib/files/providers/disk";
import { openBooks } from "./books.ts";
import { countWrites } from "./count.ts";
import { makeMark } from "./person.ts";

const database = useTestDatabase();

const GOOD = { lost: 0, duplicated: 0, halfDone: 0, mismatches: 0 };

let told: string[] = [];
beforeEach(() => {
  told = [];
});

function count(books = openBooks()) {
  const dataDir = getEnv().DATA_DIR;
  return countWrites(books, { conversations: [], dataDir, say: (line) => told.push(line) });
}

/** Breaks something as only the owner of the database could, looks, and puts it right again. */
async function whileBroken<T>(broken: string, mended: string, look: () => Promise<T>): Promise<T> {
  const { sql: owner } = database().owner;
  await owner.unsafe(broken);
  try {
    return await look();
  } finally {
    await owner.unsafe(mended);
  }
}

test("what was written once, with all that belongs to it, is no fault", async () => {
  await hireAndSubmit("on_submission");
  await hireAndSubmit("on_approval");
  expect(await count()).toEqual(GOOD);
  expect(told).toEqual([]);
});

test("a message that was acknowledged and is not there is lost; one that is there twice is duplicated", async () => {
  const talk = await makeTalk();
  const [once, twice, never] = [makeMark(), makeMark(), makeMark()];
  await say(talk.client, talk, `Written as ${once}`);
  await say(talk.client, talk, `Written as ${twice}`);
  await say(talk.client, talk, `Written as ${twice}`);
  const books = openBooks();
  for (const mark of [once, twice, never]) books.done(`message ${mark}`);
  expect(await count(books)).toEqual({ ...GOOD, lost: 1, duplicated: 1 });
  expect(told).toEqual([`lost: message ${never}`, `duplicated: message ${twice}`]);
  const { conversationId } = talk;
  await getDb().execute(sql`delete from message_search where conversation_id = ${conversationId}`);
  await getDb().execute(sql`delete from messages where conversation_id = ${conversationId}`);
});

test("a contract without its event, and one that is completed and not paid, are half done", async () => {
  const { jobId, contractId } = await hireAndSubmit("on_approval");
  await whileBroken(
    `update job_events set kind = 'edited' where job_id = '${jobId}' and kind = 'hired'`,
    `update job_events set kind = 'hired' where job_id = '${jobId}' and kind = 'edited'`,
    async () => expect(await count()).toEqual({ ...GOOD, halfDone: 1 }),
  );
  await whileBroken(
    `update contracts set completed_at = now() where id = '${contractId}';
      update jobs set status = 'completed' where id = '${jobId}'`,
    `update contracts set completed_at = null where id = '${contractId}';
      update jobs set status = 'under_review' where id = '${jobId}'`,
    async () => expect(await count()).toEqual({ ...GOOD, halfDone: 1 }),
  );
  expect(told).toEqual([
    `half done: a contract and its event: ${contractId}`,
    `half done: a completed contract that is not paid: ${contractId}`,
  ]);
});

test("a payment that is called settled without its money is half done", async () => {
  const { client } = await hireAndSubmit();
  await whileBroken(
    `insert into payments (id, user_id, direction, amount_cents, status, method, method_token, provider, request_key,
        created_at)
      values ('pay_1', '${client.userId}', 'deposit', 100, 'settled', 'Card', 'card', 'sandbox', 'one', now());
      insert into sandbox_bank_orders (reference, payment_id, direction, amount_cents, outcome, created_at, settles_at)
      values ('sbx_1', 'pay_1', 'deposit', 100, 'settled', now(), now())`,
    "delete from sandbox_bank_orders; delete from payments",
    async () => expect(await count()).toEqual({ ...GOOD, halfDone: 1 }),
  );
  expect(told).toEqual(["half done: a deposit and its money: pay_1"]);
});

test("a submission of which a file or its bytes are gone is half done, and the file is lost", async () => {
  const { client, freelancer, contractId } = await hireAndSubmit();
  await requestChanges(client, { contractId, submissionNumber: 1, note: "With its file, please." });
  const { fileId } = await uploadBytes(freelancer, "submission");
  const { submissionId } = await submitWork(freelancer, {
    contractId,
    submissionNumber: 1,
    note: "Now with its file.",
    fileIds: [fileId],
  });
  const [file] = await getDb().execute<{ sha256: string }>(
    sql`select encode(sha256, 'hex') as sha256 from files where id = ${fileId}`,
  );
  const books = openBooks();
  books.done(`file ${fileId} ${file?.sha256}`);
  expect(await count(books)).toEqual(GOOD);
  await whileBroken(
    `update files set submission_id = null where id = '${fileId}'`,
    `update files set submission_id = '${submissionId}' where id = '${fileId}'`,
    async () => expect(await count(books)).toEqual({ ...GOOD, halfDone: 1 }),
  );
  rmSync(locateFile("stored", fileId));
  expect(await count(books)).toEqual({ ...GOOD, lost: 1, halfDone: 1 });
  expect(told).toContain(`half done: the bytes of ${fileId}`);
});
