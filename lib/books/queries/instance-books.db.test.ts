import { expect, test } from "vitest";
import { fund, makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { approve, hireAndSubmit, hireForFee, provesTheLedger } from "#db/testing/hiring";
import { rowsOf, zipTexts } from "#db/testing/read-books";
import { useTestDatabase } from "#db/testing/test-database";
import { saveBillingDetails } from "#lib/billing/save-billing-details";
import { now } from "#lib/time";
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

test("for everybody but an admin there are no such books", async () => {
  for (const actor of [await makeClient(), await makeFreelancer()]) {
    const refused = { code: "not_found" };
    await expect(openInstanceBooks(actor, ASKED)).rejects.toMatchObject(refused);
    await expect(exportSellers(actor, 2026)).rejects.toMatchObject(refused);
  }
});
