import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { auditEntries, documents } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { approve, hireForFee, provesTheLedger } from "#db/testing/hiring";
import { readPdf } from "#db/testing/read-pdf";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { cents, negateCents, sumCents } from "#lib/money";
import { newId } from "#lib/new-id";
import { listNotifications } from "#lib/notifications/queries";
import { becomeFormerMember } from "#lib/users/become-former-member";
import { correctInvoice } from "./correct-invoice.ts";
import { describeInvoice } from "./describe-invoice.ts";
import { drawInvoice } from "./draw-invoice.ts";
import { findCorrection, listCorrections } from "./queries/corrections.ts";
import { getInvoice, listContractInvoices } from "./queries/invoices.ts";
import { saveBillingDetails } from "./save-billing-details.ts";

const database = useTestDatabase();
provesTheLedger();

const reason = "The address was an old one.";
const BETTER = { name: "Lima Studio", address: "Rua Nova 1\nLisboa", country: "PT" };

/** An invoice for the work and one for the fee; the freelancer has corrected their billing details since. */
async function makeInvoices() {
  const hired = await hireForFee();
  await approve(hired);
  const [work, fee] = await listContractInvoices(hired.freelancer, hired.contractId);
  if (!work || !fee) throw new Error("Not issued");
  await saveBillingDetails(hired.freelancer, BETTER);
  return { ...hired, work, fee };
}

async function correct(actor: VerifiedActor, documentId: Id<"doc">) {
  const seen = (await findCorrection(actor, documentId))?.seen ?? "[]";
  return correctInvoice(actor, { documentId, reason, seen });
}

async function asOne(actor: Actor, documentId: Id<"doc">) {
  const [creditNote, invoice, ...others] = await listCorrections(actor, documentId);
  expect(others).toEqual([]);
  if (!creditNote || !invoice) throw new Error("Not corrected");
  return { creditNote, invoice };
}

test("a correction cancels the invoice as a whole, and puts another with today's details in its place, for both sides", async () => {
  const { client, freelancer, contractId, work } = await makeInvoices();
  const { documentId } = await correct(freelancer, work.documentId);
  const { creditNote, invoice } = await asOne(client, work.documentId);
  expect(invoice.documentId).toBe(documentId);
  expect([work, creditNote, invoice].map(({ number }) => number.slice(-5))).toEqual([
    "00001",
    "00002",
    "00003",
  ]);
  expect(creditNote).toMatchObject({
    isCreditNote: true,
    reason,
    issuer: work.issuer,
    recipient: work.recipient,
    grossCents: -work.grossCents,
    netCents: -work.netCents,
    corrects: { documentId: work.documentId, number: work.number },
  });
  expect(invoice).toMatchObject({
    isCreditNote: false,
    issuer: { ...BETTER, vatNumber: null },
    grossCents: work.grossCents,
    paidAt: work.paidAt,
    corrects: { documentId: work.documentId },
  });
  expect(await getInvoice(client, work.documentId)).toEqual(work);
  const all = await listContractInvoices(client, contractId);
  expect(sumCents(all.map(({ grossCents }) => grossCents))).toBe(work.grossCents);
  const { text } = await readPdf(await drawInvoice(creditNote));
  expect(text).toContain(`Credit note ${creditNote.number}`);
  expect(text).toContain(`Cancels ${work.number} of`);
  expect(text).toContain("Total −€400.00");
  expect(text).toContain(`Reason: ${reason}`);
  expect(describeInvoice(invoice).facts).toContainEqual({
    label: "Replaces",
    text: expect.stringContaining(work.number),
  });
});

test("whom the invoice is to is told of the correction, and led to the new invoice", async () => {
  const { client, freelancer, work, fee } = await makeInvoices();
  const corrections = async (person: Actor) =>
    (await listNotifications(person)).rows.filter(({ kind }) => kind === "invoice_corrected");
  const { documentId } = await correct(freelancer, work.documentId);
  const [told, ...others] = await corrections(client);
  expect(others).toEqual([]);
  expect(told).toMatchObject({ href: `/wallet/invoices/${documentId}`, jobTitle: work.subject });
  const { number } = await getInvoice(client, documentId);
  expect(told?.sentence).toMatch(
    new RegExp(` corrected the invoice ${work.number}, and ${number} takes its place$`),
  );
  expect(await corrections(freelancer)).toEqual([]);
  await correct(await makeAdmin(), fee.documentId);
  expect(await corrections(freelancer)).toMatchObject([
    { sentence: expect.stringMatching(/^WorkHub corrected the invoice FEE-/) },
  ]);
});

test("the operator corrects a fee invoice, and nobody else does", async () => {
  const { client, freelancer, work, fee } = await makeInvoices();
  const admin = await makeAdmin();
  expect(await findCorrection(freelancer, fee.documentId)).toBeNull();
  await expect(correct(freelancer, fee.documentId)).rejects.toMatchObject({ code: "forbidden" });
  await expect(correct(client, work.documentId)).rejects.toMatchObject({ code: "forbidden" });
  for (const stranger of [await makeClient(), await makeFreelancer(), admin]) {
    const refused = correct(stranger, work.documentId);
    await expect(refused).rejects.toMatchObject({ code: "not_found" });
  }
  await correct(admin, fee.documentId);
  const { creditNote, invoice } = await asOne(freelancer, fee.documentId);
  expect(creditNote.number).toMatch(/^FEE-/);
  expect(invoice).toMatchObject({ recipient: BETTER, grossCents: fee.grossCents });
  expect(await listCorrections(client, fee.documentId)).toEqual([]);
});

test("an invoice is corrected once, also by two at once; what takes its place can be corrected in turn", async () => {
  const { freelancer, work } = await makeInvoices();
  const seen = (await findCorrection(freelancer, work.documentId))?.seen ?? "";
  const input = { documentId: work.documentId, reason, seen };
  const tries = await Promise.allSettled(
    Array.from({ length: 6 }, () => correctInvoice(freelancer, input)),
  );
  const refusals = tries.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []));
  expect(refusals).toEqual(Array(5).fill("already_corrected"));
  expect(await findCorrection(freelancer, work.documentId)).toBeNull();
  const { creditNote, invoice } = await asOne(freelancer, work.documentId);
  await expect(correct(freelancer, creditNote.documentId)).rejects.toMatchObject({
    code: "not_found",
  });
  await saveBillingDetails(freelancer, { ...BETTER, vatNumber: "501442600", vatRate: "23" });
  await correct(freelancer, invoice.documentId);
  const again = await asOne(freelancer, invoice.documentId);
  expect(again.invoice).toMatchObject({ netCents: 32_520, vatCents: 7_480, grossCents: 40_000 });
  expect(again.invoice.number).toMatch(/-00005$/);
});

test("one that would say the same is refused, and so is one that would say something else than was seen", async () => {
  const { freelancer, work } = await makeInvoices();
  const { changes, seen } = (await findCorrection(freelancer, work.documentId)) ?? {};
  expect(changes).toEqual([
    { what: "From", seen: work.issuer.name, now: "Lima Studio" },
    { what: "Address of who it is from", seen: "", now: BETTER.address },
    { what: "Country of who it is from", seen: "", now: "Portugal" },
  ]);
  await saveBillingDetails(freelancer, { ...BETTER, name: "Another Studio" });
  const stale = { documentId: work.documentId, reason, seen: seen ?? "" };
  await expect(correctInvoice(freelancer, stale)).rejects.toMatchObject({
    code: "changed_meanwhile",
    changes: [{ what: "From", seen: "Lima Studio", now: "Another Studio" }],
  });
  await saveBillingDetails(freelancer, { country: "" });
  expect(await findCorrection(freelancer, work.documentId)).toBeNull();
  const same = JSON.stringify(
    [work.issuer, work.recipient].flatMap(({ name }, at) => [
      name,
      "",
      "",
      "",
      ...(at === 0 ? ["0 %"] : []),
    ]),
  );
  await expect(
    correctInvoice(freelancer, { documentId: work.documentId, reason, seen: same }),
  ).rejects.toMatchObject({ code: "nothing_to_correct" });
  for (const nonsense of ["", "{", "{}", '"a"', "[1]"]) {
    const input = { documentId: work.documentId, reason, seen: nonsense };
    await expect(correctInvoice(freelancer, input)).rejects.toMatchObject({ name: "ZodError" });
  }
  expect(await listCorrections(freelancer, work.documentId)).toEqual([]);
});

test("what stands of somebody who has left stays", async () => {
  const { client, freelancer, work } = await makeInvoices();
  await getDb().transaction((tx) => becomeFormerMember(tx, client));
  await correct(freelancer, work.documentId);
  const { invoice } = await asOne(freelancer, work.documentId);
  expect(invoice).toMatchObject({ issuer: BETTER, recipient: work.recipient });
});

test("a correction is in the audit, with its reason", async () => {
  const { freelancer, work } = await makeInvoices();
  await correct(freelancer, work.documentId);
  const [entry] = await getDb()
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.about, work.documentId));
  expect(entry).toMatchObject({
    kind: "invoice_corrected",
    personId: freelancer.userId,
    after: { reason, totalCents: 40_000 },
  });
});

test("the database takes no other correction, whoever writes it", async () => {
  const { freelancer, contractId, work } = await makeInvoices();
  const isWork = and(eq(documents.contractId, contractId), eq(documents.kind, "invoice"));
  const [row] = await getDb().select().from(documents).where(isWork);
  if (!row) throw new Error("No invoice");
  const note = {
    ...row,
    id: newId("doc"),
    corrects: row.id,
    isCreditNote: true,
    reason,
    netCents: negateCents(row.netCents),
    grossCents: negateCents(row.grossCents),
  };
  const wrong = { cause: { message: "document_without_release" } };
  const insert = (change: object) =>
    getDb()
      .insert(documents)
      .values({ ...note, ...change });
  await expect(insert({ issuerName: "Another" })).rejects.toMatchObject(wrong);
  await expect(insert({ netCents: cents(-1), grossCents: cents(-1) })).rejects.toMatchObject(wrong);
  await expect(insert({ recipientId: freelancer.userId })).rejects.toMatchObject(wrong);
  await expect(insert({ subject: "Another" })).rejects.toMatchObject(wrong);
  const early = { ...row, id: newId("doc"), corrects: row.id };
  await expect(getDb().insert(documents).values(early)).rejects.toMatchObject(wrong);
  await insert({});
  await expect(insert({ id: newId("doc"), corrects: note.id })).rejects.toMatchObject(wrong);
  await getDb().insert(documents).values(early);
  const { creditNote, invoice } = await asOne(freelancer, work.documentId);
  expect([creditNote.number, invoice.number].map((number) => number.slice(-1))).toEqual(["2", "3"]);
  await expect(database().owner.sql`update documents set reason = 'x'`).rejects.toThrow(
    "history_is_append_only",
  );
});
