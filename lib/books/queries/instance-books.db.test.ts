import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { billingDetails } from "#db/schema";
import { fund, makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { approve, hireAndSubmit, hireForFee, provesTheLedger } from "#db/testing/hiring";
import { rowsOf, zipTexts } from "#db/testing/read-books";
import { useTestDatabase } from "#db/testing/test-database";
import { saveBillingDetails } from "#lib/billing/save-billing-details";
import { deposit } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { now } from "#lib/time";
import { becomeFormerMember } from "#lib/users/become-former-member";
import { openInstanceBooks } from "./instance-books.ts";
import { exportSellers } from "./sellers.ts";

useTestDatabase();
provesTheLedger();

const ASKED = {
  range: { from: new Date(0), until: new Date("2999-01-01T00:00:00Z") },
  timeZone: "UTC",
};
const inCents = (text: string | undefined) => Math.round(Number(text) * 100);

/** Somebody was paid 400.00 less a fee of 40.00. */
async function payWithFee() {
  const hired = await hireForFee();
  await approve(hired);
  return hired;
}

async function listSellers(year = now().getUTCFullYear()) {
  let text = "";
  for await (const line of await exportSellers(await makeAdmin(), year)) text += line;
  return rowsOf(new Map([["sellers", text]]), "sellers");
}

test("the journal of all accounts sums to what each kind held, and all together to zero", async () => {
  await payWithFee();
  await hireAndSubmit();
  await fund(await makeClient(), 77);
  const files = await zipTexts(await openInstanceBooks(await makeAdmin(), ASKED));
  const journal = rowsOf(files, "journal.csv");
  const held = rowsOf(files, "accounts.csv");
  expect(held.map(({ Accounts }) => Accounts)).toEqual(["wallet", "hold", "platform", "external"]);
  for (const row of held) {
    const moved = journal
      .filter(({ Account }) => Account === row.Accounts)
      .reduce((sum, { Amount }) => sum + inCents(Amount), 0);
    expect(inCents(row["Opening balance"]) + moved).toBe(inCents(row["Closing balance"]));
  }
  expect(journal.reduce((sum, { Amount }) => sum + inCents(Amount), 0)).toBe(0);
  const invoices = rowsOf(files, "invoices.csv");
  expect(invoices.map(({ Kind }) => Kind).sort()).toEqual(["Fee invoice", "Invoice"]);
  expect([...files.keys()].filter((name) => name.startsWith("invoices/FEE-"))).toHaveLength(1);
  expect([...files.keys()].filter((name) => name.startsWith("invoices/INV-"))).toEqual([]);
});

test("the yearly list has what each freelancer got and the fees, in the quarter of the payment", async () => {
  const { freelancer } = await payWithFee();
  await saveBillingDetails(freelancer, {
    name: "Lima Studio",
    address: "Rua 1\nLisboa",
    country: "PT",
  });
  const row = (await listSellers()).find(({ Person }) => Person === freelancer.userId);
  const quarter = Math.floor(now().getUTCMonth() / 3) + 1;
  expect(row).toMatchObject({
    Name: "Lima Studio",
    Address: "Rua 1, Lisboa",
    Country: "Portugal",
    [`Q${quarter} contracts`]: "1",
    [`Q${quarter} paid`]: "360.00",
    [`Q${quarter} fees`]: "40.00",
    Contracts: "1",
    Paid: "360.00",
    Fees: "40.00",
  });
  expect(await listSellers(2001)).toEqual([]);
});

test("whoever was not paid is not in the list", async () => {
  const hired = await hireAndSubmit();
  const isListed = async () =>
    (await listSellers()).some(({ Person }) => Person === hired.freelancer.userId);
  expect(await isListed()).toBe(false);
  await approve(hired);
  expect(await isListed()).toBe(true);
});

test("of whoever has left the yearly list has what stood on their last invoice", async () => {
  const hired = await hireForFee();
  const { freelancer } = hired;
  const details = { name: "Lima Studio", address: "Rua 1\nLisboa", country: "PT" };
  await saveBillingDetails(freelancer, { ...details, vatNumber: "PT501964843" });
  await approve(hired);
  const other = await payWithFee();
  await getDb().transaction(async (tx) => {
    const isTheirs = eq(billingDetails.userId, freelancer.userId);
    await tx.delete(billingDetails).where(isTheirs);
    await becomeFormerMember(tx, freelancer);
  });
  const rows = await listSellers();
  expect(rows.find(({ Person }) => Person === freelancer.userId)).toMatchObject({
    Name: "Lima Studio",
    Address: "Rua 1, Lisboa",
    Country: "Portugal",
    "VAT number": "PT501964843",
    Paid: "360.00",
  });
  expect(rows.find(({ Person }) => Person === other.freelancer.userId)).toMatchObject({
    Address: "",
    Country: "",
    Paid: "360.00",
  });
});

test("what moves after the books were begun is neither in the accounts nor in the journal, and its invoices are neither rows nor files", async () => {
  const [early, underWay, late] = [await makeClient(), await makeClient(), await makeClient()];
  await fund(early, 1_000);
  const { promise: end, resolve: commit } = Promise.withResolvers<void>();
  const { promise: posted, resolve: hasPosted } = Promise.withResolvers<void>();
  const slow = getDb().transaction(async (tx) => {
    const { userId: owner } = underWay;
    await deposit(tx, { owner, amountCents: cents(20), key: `slow:${owner}`, reference: "test" });
    hasPosted();
    await end;
  });
  await posted;
  await fund(early, 300);
  const [before, after] = [await payWithFee(), await hireForFee()];
  const texts = new Map<string, string>();
  for await (const { name, input } of await openInstanceBooks(await makeAdmin(), ASKED)) {
    if (!name.endsWith(".csv")) {
      texts.set(name, "");
      continue;
    }
    let text = "";
    for await (const chunk of input) text += chunk;
    texts.set(name, text);
    if (name === "accounts.csv") {
      commit();
      await slow;
      await fund(late, 4_000);
      await approve(after);
    }
  }
  const journal = rowsOf(texts, "journal.csv");
  const owners = journal.map(({ Owner }) => Owner);
  expect(owners.filter((owner) => owner === early.userId)).toHaveLength(2);
  expect(owners).not.toContain(late.userId);
  expect(owners).not.toContain(underWay.userId);
  const invoices = rowsOf(texts, "invoices.csv");
  const contracts = invoices.map(({ Contract }) => Contract);
  expect(contracts.filter((id) => id === before.contractId)).toHaveLength(2);
  expect(contracts).not.toContain(after.contractId);
  const files = [...texts.keys()].filter((name) => name.startsWith("invoices/"));
  expect(files).toHaveLength(invoices.filter(({ Kind }) => Kind === "Fee invoice").length);
  for (const row of rowsOf(texts, "accounts.csv")) {
    const moved = journal.filter(({ Account }) => Account === row.Accounts);
    const sum = moved.reduce((total, { Amount }) => total + inCents(Amount), 0);
    expect(sum).toBe(inCents(row["Closing balance"]));
  }
});

test("for everybody but an admin there are no such books", async () => {
  for (const actor of [await makeClient(), await makeFreelancer()]) {
    const refused = { code: "not_found" };
    await expect(openInstanceBooks(actor, ASKED)).rejects.toMatchObject(refused);
    await expect(exportSellers(actor, 2026)).rejects.toMatchObject(refused);
  }
});
