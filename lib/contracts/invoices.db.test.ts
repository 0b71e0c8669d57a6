import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { documents } from "#db/schema";
import {
  approve,
  hire,
  hireAndApprove,
  hireAndSubmit,
  hireForFee,
  letClocksAct,
  money,
  provesTheLedger,
  seenNow,
  travel,
} from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { describeInvoice } from "#lib/billing/describe-invoice";
import { listContractInvoices } from "#lib/billing/queries/invoices";
import { saveBillingDetails } from "#lib/billing/save-billing-details";
import { cents, formatCents } from "#lib/money";
import { now } from "#lib/time";
import { agreeToCancellation } from "./agree-to-cancellation.ts";
import { requestCancellation } from "./request-cancellation.ts";

useTestDatabase();
provesTheLedger();

test("what is released is invoiced by the freelancer to the client, with what both had said of themselves", async () => {
  const hired = await hireAndSubmit();
  await saveBillingDetails(hired.freelancer, {
    name: "Lima Studio",
    address: "Rua Nova 1\nLisboa",
    country: "PT",
    vatNumber: "501442600",
    vatRate: "23",
  });
  await approve(hired);
  const [invoice, ...others] = await listContractInvoices(hired.client, hired.contractId);
  expect(others).toEqual([]);
  if (!invoice) throw new Error("No invoice");
  expect(invoice).toMatchObject({
    kind: "invoice",
    number: `INV-${now().getUTCFullYear()}-00001`,
    issuer: { name: "Lima Studio", country: "PT", vatNumber: "PT501442600" },
    recipient: { address: "", country: null, vatNumber: null },
    grossCents: 40_000,
    netCents: 32_520,
    vatCents: 7_480,
  });
  const { from, amounts } = describeInvoice(invoice);
  expect(from).toEqual([
    "Lima Studio",
    "Rua Nova 1",
    "Lisboa",
    "Portugal",
    "VAT number PT501442600",
  ]);
  expect(amounts.map(({ label, text }) => [label, text])).toEqual([
    ["Net", formatCents(cents(32_520))],
    ["VAT 23 %", formatCents(cents(7_480))],
    ["Total", formatCents(cents(40_000))],
  ]);
});

test("what is said later changes no invoice", async () => {
  const hired = await hireAndApprove();
  const before = await listContractInvoices(hired.client, hired.contractId);
  await saveBillingDetails(hired.client, { name: "Another Name", address: "", country: "" });
  expect(await listContractInvoices(hired.client, hired.contractId)).toEqual(before);
});

test("each way of a release is invoiced once, and approving again issues nothing", async () => {
  const byHand = await hireAndApprove();
  await approve(byHand);
  const onSubmission = await hireAndSubmit("on_submission");
  const byClock = await hireAndSubmit();
  travel(30);
  await letClocksAct();
  for (const { client, contractId } of [byHand, onSubmission, byClock]) {
    expect(await listContractInvoices(client, contractId)).toHaveLength(1);
  }
});

test("what is refunded is not invoiced", async () => {
  const hired = await hire();
  const { client, freelancer, contractId } = hired;
  await requestCancellation(client, { contractId });
  await agreeToCancellation(freelancer, { contractId, ...(await seenNow(contractId)) });
  expect(await money(hired)).toEqual([40_000, 0, 0]);
  expect(await getDb().$count(documents, eq(documents.contractId, contractId))).toBe(0);
});

test("every invoice's total is what the ledger moved: the price out of the hold, and the fee to the platform", async () => {
  const hired = await hireForFee();
  await approve(hired);
  const free = await hireAndApprove();
  const rows = await getDb().execute<{ kind: string; gross: string; moved: string }>(sql`
    select d.kind, d.gross_cents::text as gross, abs(e.amount)::text as moved
    from documents d
    join ledger.entries e on e.transfer_id = d.transfer_id
    join ledger.accounts a on a.id = e.account_id
      and a.kind::text = case d.kind when 'invoice' then 'hold' else 'platform' end
    where d.contract_id in (${hired.contractId}, ${free.contractId})
    order by d.kind, gross`);
  const amounts = ["4000", "40000", "40000"];
  expect(rows.map(({ gross }) => gross)).toEqual(amounts);
  expect(rows.map(({ moved }) => moved)).toEqual(amounts);
});
