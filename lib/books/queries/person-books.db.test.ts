import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { fund, makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { approve, hireAndApprove, hireAndSubmit, provesTheLedger } from "#db/testing/hiring";
import { rowsOf, zipTexts } from "#db/testing/read-books";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import { saveBillingDetails } from "#lib/billing/save-billing-details";
import { getBalance, listEntries } from "#lib/ledger/queries";
import { addDays, now } from "#lib/time";
import { openPersonBooks } from "./person-books.ts";

useTestDatabase();
provesTheLedger();

const ALWAYS = { from: new Date(0), until: new Date("2999-01-01T00:00:00Z") };

async function read(actor: VerifiedActor, range = ALWAYS): Promise<Map<string, string>> {
  const files = await openPersonBooks(actor, { range, timeZone: "Asia/Tokyo" });
  return zipTexts(files);
}

const inCents = (text: string | undefined) => Math.round(Number(text) * 100);

test("the journal sums to the statement, and the statement to the ledger", async () => {
  const { client, freelancer } = await hireAndApprove();
  await fund(client, 12_345);
  await fund(freelancer, 1);
  for (const actor of [client, freelancer]) {
    const files = await read(actor);
    const statement = rowsOf(files, "statement.csv");
    const journal = rowsOf(files, "journal.csv");
    const [opening, closing] = [statement.at(0), statement.at(-1)];
    const moved = journal.reduce((sum, row) => sum + inCents(row.Amount), 0);
    expect(inCents(opening?.Balance) + moved).toBe(inCents(closing?.Balance));
    const wallet = { kind: "wallet", owner: actor.userId } as const;
    expect(inCents(closing?.Balance)).toBe(await getBalance(getDb(), wallet));
    const [last] = await listEntries(getDb(), wallet, { limit: 1 });
    expect(closing?.["Ledger hash (SHA-256)"]).toBe(last?.hash);
    expect(journal.map((row) => Number(row["Ledger entry"]))).toEqual(
      Array.from({ length: last?.seq ?? 0 }, (_, at) => at + 1),
    );
  }
});

test("a range begins with what was there before it, and has only what lies in it", async () => {
  const client = await makeClient();
  await fund(client, 10_000);
  const middle = new Date(now().getTime() + 1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await fund(client, 2_500);
  const [before, after] = [
    await read(client, { from: new Date(0), until: middle }),
    await read(client, { from: middle, until: addDays(now(), 1) }),
  ];
  const balances = (files: Map<string, string>) =>
    rowsOf(files, "statement.csv").map((row) => inCents(row.Balance));
  expect(balances(before)).toEqual([0, 10_000, 10_000]);
  expect(balances(after)).toEqual([10_000, 12_500, 12_500]);
});

test("every invoice is in it as a row and as a PDF, with amounts as numbers and text that is no formula", async () => {
  const hired = await hireAndSubmit();
  const { client, freelancer, contractId } = hired;
  await saveBillingDetails(freelancer, { name: "=HYPERLINK(1)", country: "" });
  await approve(hired);
  const files = await read(client);
  const [invoice, ...others] = rowsOf(files, "invoices.csv");
  expect(others).toEqual([]);
  expect(invoice).toMatchObject({ From: "'=HYPERLINK(1)", Total: "400.00", Contract: contractId });
  const pdfs = [...files].filter(([name]) => name.startsWith("invoices/"));
  expect(pdfs).toHaveLength(1);
  expect(pdfs[0]?.[0]).toContain(invoice?.Number);
  expect(pdfs[0]?.[1]).toMatch(/^%PDF-1\.7/);
});

test("dates are in the person's zone, which is named", async () => {
  const client = await makeClient();
  await fund(client, 100);
  const [row] = rowsOf(await read(client), "journal.csv");
  const moment = row?.["Moment (UTC)"] ?? "";
  const local = new Date(new Date(moment).getTime() + 9 * 3_600_000).toISOString();
  expect(row?.["Date (Asia/Tokyo)"]).toBe(local.slice(0, 19).replace("T", " "));
});

test("somebody whose wallet never moved has books that say so; an admin has none", async () => {
  const statement = rowsOf(await read(await makeFreelancer()), "statement.csv");
  expect(statement.map(({ What, Balance }) => [What, inCents(Balance)])).toEqual([
    ["Opening balance", 0],
    ["Closing balance", 0],
  ]);
  await expect(
    openPersonBooks(await makeAdmin(), { range: ALWAYS, timeZone: "UTC" }),
  ).rejects.toMatchObject({ code: "not_found" });
});

test("of other people's money nothing is in it", async () => {
  const { contractId } = await hireAndApprove();
  const files = await read(await makeClient({ fundsCents: 700 }));
  expect([...files.values()].join()).not.toContain(contractId);
  expect([...files.keys()]).toEqual(["statement.csv", "journal.csv", "invoices.csv"]);
});
