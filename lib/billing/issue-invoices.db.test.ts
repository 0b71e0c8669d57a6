import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { documentCounters, documents } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { hireAndApprove, hireAndSubmit } from "#db/testing/hiring";
import { releaseOf } from "#db/testing/releases";
import { useTestDatabase } from "#db/testing/test-database";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { addDays, now } from "#lib/time";
import { issueInvoices } from "./issue-invoices.ts";
import { getInvoice, listContractInvoices, listInvoices } from "./queries/invoices.ts";

const database = useTestDatabase();

const NO_FILTER = { kind: null, year: null };

test("an invoice is for its two sides; the fee's is the freelancer's and the operator's", async () => {
  const hired = await hireAndSubmit();
  const { client, freelancer, contractId } = hired;
  await getDb().transaction(async (tx) => issueInvoices(tx, await releaseOf(tx, hired)));
  const [work, fee] = await listContractInvoices(freelancer, contractId);
  if (!work || !fee) throw new Error("Not issued");
  const admin = await makeAdmin();
  const others = [await makeClient(), await makeFreelancer()];
  expect(await getInvoice(client, work.documentId)).toEqual(work);
  expect(await getInvoice(freelancer, work.documentId)).toEqual(work);
  expect(await getInvoice(freelancer, fee.documentId)).toEqual(fee);
  expect(await getInvoice(admin, fee.documentId)).toEqual(fee);
  const refused = { code: "not_found" };
  for (const stranger of [admin, ...others]) {
    await expect(getInvoice(stranger, work.documentId)).rejects.toMatchObject(refused);
  }
  for (const stranger of [client, ...others]) {
    await expect(getInvoice(stranger, fee.documentId)).rejects.toMatchObject(refused);
  }
  for (const stranger of others) {
    expect(await listContractInvoices(stranger, contractId)).toEqual([]);
    expect((await listInvoices(stranger, { filter: NO_FILTER })).rows).toEqual([]);
  }
  await expect(getInvoice(client, "doc_nothing")).rejects.toMatchObject(refused);
});

test("a list is whole over its pages, newest first, and narrowed by kind and year", async () => {
  const hired = await hireAndSubmit();
  const { client, freelancer } = hired;
  const start = now();
  for (let day = 0; day < 4; day += 1) {
    await getDb().transaction(async (tx) =>
      issueInvoices(tx, await releaseOf(tx, hired, addDays(start, -300 * day))),
    );
  }
  const all = await listInvoices(freelancer, { filter: NO_FILTER });
  expect(all.rows).toHaveLength(8);
  const shown: string[] = [];
  let after: string | undefined;
  do {
    const page = await listInvoices(freelancer, { filter: NO_FILTER, after, limit: 3 });
    shown.push(...page.rows.map(({ documentId }) => documentId));
    after = page.next ?? undefined;
  } while (after !== undefined);
  expect(shown).toEqual(all.rows.map(({ documentId }) => documentId));
  const [last] = all.years;
  expect(last).toBe(start.getUTCFullYear());
  const fees = await listInvoices(freelancer, { filter: { kind: "fee_invoice", year: last ?? 0 } });
  expect(fees.rows.length).toBeGreaterThan(0);
  expect(fees.rows.every(({ number }) => number.startsWith(`FEE-${last}-`))).toBe(true);
  expect((await listInvoices(client, { filter: NO_FILTER })).rows).toHaveLength(4);
});

test("a year's numbers begin anew, by the days of UTC", async () => {
  const hired = await hireAndSubmit();
  const { client, contractId } = hired;
  const at = (moment: string) => new Date(moment);
  for (const moment of [
    "2031-12-31T23:59:59.999Z",
    "2032-01-01T00:00:00Z",
    "2031-12-31T23:59:00Z",
  ]) {
    await getDb().transaction(async (tx) =>
      issueInvoices(tx, await releaseOf(tx, hired, at(moment))),
    );
  }
  const numbers = (await listContractInvoices(client, contractId)).map(({ number }) => number);
  expect(numbers.sort()).toEqual(["INV-2031-00001", "INV-2031-00002", "INV-2032-00001"]);
});

test("the number is the database's own: one that is sent with a row changes nothing", async () => {
  const hired = await hireAndSubmit();
  const { client, freelancer, contractId } = hired;
  await getDb().transaction(async (tx) => issueInvoices(tx, await releaseOf(tx, hired)));
  const [first] = await getDb()
    .select()
    .from(documents)
    .where(and(eq(documents.contractId, contractId), eq(documents.kind, "invoice")));
  if (!first) throw new Error("No invoice");
  await getDb().transaction(async (tx) => {
    const transferId = BigInt((await releaseOf(tx, hired)).transferId);
    const row = { ...first, id: newId("doc"), transferId, number: 900, year: 1900 };
    await tx.insert(documents).values(row);
  });
  const numbers = (await listInvoices(client, { filter: NO_FILTER })).rows.map((row) => row.number);
  expect(numbers.sort()).toEqual([1, 2].map((n) => `INV-${now().getUTCFullYear()}-0000${n}`));
  const counter = eq(documentCounters.issuer, freelancer.userId);
  const [counted] = await getDb()
    .select({ last: documentCounters.last })
    .from(documentCounters)
    .where(and(counter, eq(documentCounters.year, now().getUTCFullYear())));
  expect(counted?.last).toBe(2);
});

test("the database takes no invoice that is not for its release: amount, fee, parties, transfer and contract", async () => {
  const hired = await hireAndSubmit();
  const other = await hireAndSubmit();
  const release = await getDb().transaction((tx) => releaseOf(tx, hired));
  const elsewhere = await getDb().transaction((tx) => releaseOf(tx, other));
  const wrong: Partial<typeof release>[] = [
    { grossCents: cents(3) },
    { grossCents: cents(1) },
    { feeCents: cents(2) },
    { clientId: other.client.userId },
    { freelancerId: other.freelancer.userId },
    { contractId: other.contractId },
    { transferId: elsewhere.transferId },
    { transferId: "999999999" },
  ];
  for (const change of wrong) {
    const issued = getDb().transaction((tx) => issueInvoices(tx, { ...release, ...change }));
    await expect(issued, Object.keys(change).join()).rejects.toMatchObject({
      cause: { message: "document_without_release" },
    });
  }
  await getDb().transaction((tx) => issueInvoices(tx, release));
  const [invoice] = await listContractInvoices(hired.client, hired.contractId);
  expect(invoice?.number).toMatch(/-00001$/);
});

test.each([
  "update documents set gross_cents = 1",
  "delete from documents",
  "truncate documents",
  "insert into document_counters (issuer, year, last) values ('operator', 2026, 9)",
  "update document_counters set last = last + 1",
  "delete from document_counters",
  "truncate document_counters",
])("not even the owner of the database may: %s", async (statement) => {
  await hireAndApprove();
  await expect(database().owner.sql.unsafe(statement)).rejects.toMatchObject({
    message: "history_is_append_only",
  });
});

test("the same transfer is never invoiced twice", async () => {
  const hired = await hireAndSubmit();
  const { client, contractId } = hired;
  const release = await getDb().transaction(async (tx) => {
    const release = await releaseOf(tx, hired);
    await issueInvoices(tx, release);
    return release;
  });
  await expect(getDb().transaction((tx) => issueInvoices(tx, release))).rejects.toThrow();
  await getDb().transaction(async (tx) => issueInvoices(tx, await releaseOf(tx, hired)));
  const numbers = (await listContractInvoices(client, contractId)).map(({ number }) => number);
  expect(numbers.map((number) => number.slice(-1))).toEqual(["1", "2"]);
});
