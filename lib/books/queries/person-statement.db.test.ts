import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeAdmin, makeFreelancer } from "#db/testing/factories";
import { provesTheLedger } from "#db/testing/hiring";
import { makeLongLife } from "#db/testing/long-life";
import { readPdf } from "#db/testing/read-pdf";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { makeHistory } from "#db/testing/wallet-life";
import type { Actor } from "#lib/auth/actor";
import { listEntries } from "#lib/ledger/queries";
import { formatCents, negateCents, sumCents } from "#lib/money";
import { timeIn } from "../files.ts";
import { type BookDays, readBookRange } from "../range.ts";
import { openPersonStatement } from "./person-statement.ts";

const database = useTestDatabase();
const bank = useTestBank();
provesTheLedger();

const ALWAYS: BookDays = { from: "", until: "" };

async function open(actor: Actor, days = ALWAYS, atOnce?: number) {
  const range = readBookRange(days, "Asia/Tokyo");
  if (!range) throw new Error("No range");
  const asked = { days, range, timeZone: "Asia/Tokyo", ...(atOnce && { atOnce }) };
  const { count, files } = await openPersonStatement(actor, asked);
  const found: { name: string; bytes: Buffer }[] = [];
  for await (const { name, input } of files) {
    const pieces: Uint8Array[] = [];
    for await (const piece of input) pieces.push(Buffer.from(piece));
    found.push({ name, bytes: Buffer.concat(pieces) });
  }
  expect(found).toHaveLength(count);
  return found;
}

async function textOf(actor: Actor, days = ALWAYS): Promise<string> {
  const [file, ...others] = await open(actor, days);
  expect(others).toEqual([]);
  return (await readPdf(file?.bytes ?? Buffer.alloc(0))).text;
}

/** What the ledger itself has of a wallet, oldest first. */
async function entriesOf({ userId: owner }: Actor) {
  const entries = [];
  for (let beforeSeq = Number.MAX_SAFE_INTEGER; beforeSeq > 1; ) {
    const page = await listEntries(getDb(), { kind: "wallet", owner }, { beforeSeq, limit: 200 });
    entries.push(...page);
    beforeSeq = page.at(-1)?.seq ?? 0;
  }
  return entries.reverse();
}

const day = timeIn("Asia/Tokyo");

test("the text has the balance before, every entry of the ledger in its order, the balance after and the last hash", async () => {
  const { client, freelancer } = await makeHistory(bank);
  for (const actor of [client, freelancer]) {
    const text = await textOf(actor);
    const entries = await entriesOf(actor);
    let at = text.indexOf("Opening balance €0.00");
    expect(at).toBeGreaterThan(0);
    for (const { seq, occurredAt, amountCents, balanceAfterCents } of entries) {
      at = text.indexOf(`${seq} ${day.format(occurredAt)} `, at);
      expect(at).toBeGreaterThan(0);
      at = text.indexOf(` ${formatCents(amountCents)} ${formatCents(balanceAfterCents)} `, at);
      expect(at).toBeGreaterThan(0);
    }
    const last = entries.at(-1);
    const closing = formatCents(last?.balanceAfterCents ?? sumCents([]));
    expect(text.slice(at)).toContain(
      `Closing balance ${closing} Ledger entry ${last?.seq} Ledger hash ${last?.hash}`,
    );
  }
});

test("a range begins with the balance before it, and another day's statement is empty", async () => {
  const { client } = await makeHistory(bank);
  const entries = await entriesOf(client);
  const today = day.format(entries[0]?.occurredAt).slice(0, 10);
  expect(await textOf(client, { from: today, until: today })).toContain("Opening balance €0.00");
  const [last] = entries.slice(-1);
  const after = await textOf(client, { from: "2099-01-01", until: "" });
  const balance = formatCents(last?.balanceAfterCents ?? sumCents([]));
  expect(after).toContain(`Days From 1 January 2099`);
  expect(after).toContain(`Opening balance ${balance} Closing balance ${balance}`);
  const before = await textOf(client, { from: "", until: "2001-01-01" });
  expect(before).toContain("Opening balance €0.00 Closing balance €0.00");
});

test("a long one fills pages, repeats its head on each, and is the same bytes each time", async () => {
  const { client } = await makeLongLife(database().owner.sql, 230);
  const [file] = await open(client);
  const { pages, text } = await readPdf(file?.bytes ?? Buffer.alloc(0));
  expect(pages).toBeGreaterThan(4);
  expect(text.match(/Entry Date What Moved Balance/g)).toHaveLength(pages);
  expect(text.match(/Page \d+/g)).toHaveLength(pages);
  const rows = text.match(/\d+ 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d /g) ?? [];
  expect(rows.map((row) => Number.parseInt(row, 10))).toEqual(
    Array.from({ length: 231 }, (_, at) => at + 1),
  );
  const [again] = await open(client);
  expect(again?.bytes.equals(file?.bytes ?? Buffer.alloc(0))).toBe(true);
});

test("one that is too long for a file is several, and each begins with what the one before it ended with", async () => {
  const { freelancer } = await makeHistory(bank);
  const entries = await entriesOf(freelancer);
  const files = await open(freelancer, ALWAYS, 2);
  expect(files.map(({ name }) => name)).toEqual(
    files.map((_, at) => `statement-${at + 1}-of-${Math.ceil(entries.length / 2)}.pdf`),
  );
  const texts = await Promise.all(files.map(async ({ bytes }) => (await readPdf(bytes)).text));
  for (const [at, text] of texts.entries()) {
    const first = entries[2 * at];
    const last = entries[2 * at + 1] ?? entries[2 * at];
    if (!first || !last) throw new Error("A part without entries");
    const opening = sumCents([first.balanceAfterCents, negateCents(first.amountCents)]);
    const [start, end] = [formatCents(opening), formatCents(last.balanceAfterCents)];
    expect(text).toContain(`${at === 0 ? "Opening balance" : "Brought forward"} ${start} `);
    const isLast = at === files.length - 1;
    expect(text).toContain(`${isLast ? "Closing balance" : "Carried forward"} ${end} `);
    expect(text).toContain(last.hash ?? "");
  }
});

test("of a wallet that never moved it says so; an admin has none", async () => {
  expect(await textOf(await makeFreelancer())).toContain("Nothing has moved in this wallet.");
  await expect(open(await makeAdmin())).rejects.toMatchObject({ code: "not_found" });
});
