import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { contracts, documents } from "#db/schema";
import { isUniqueViolation } from "#db/unique-violation";
import type { VerifiedActor } from "#lib/auth/actor";
import { hasRight } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { negateCents } from "#lib/money";
import { newId } from "#lib/new-id";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import {
  compareFacts,
  type Document,
  isIssuedBy,
  planReplacement,
  type Replacement,
} from "./internal/plan-replacement.ts";
import { invoiceNumber } from "./policy.ts";
import { getInvoice } from "./queries/invoices.ts";
import { type CorrectInvoiceInput, correctInvoiceInput, readFacts } from "./schema.ts";

/**
 * Cancels an invoice as a whole by a credit note, and issues another in its place with the billing details as they are
 * now: two numbers of its issuer's series, for the same release, so that no money moves. Once for each invoice; what
 * takes its place can be corrected in turn. Its recipient is told. Throws `not_found`, `forbidden` to the other side, `changed_meanwhile`,
 * `nothing_to_correct` where both would say the same, and `already_corrected`.
 */
export async function correctInvoice(
  actor: VerifiedActor,
  input: CorrectInvoiceInput,
  tx?: Tx,
): Promise<{ readonly documentId: Id<"doc"> }> {
  const { documentId, reason, seen } = correctInvoiceInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { isCreditNote } = await getInvoice(actor, documentId, tx);
    if (isCreditNote) throw new DomainError("not_found");
    const mine = and(isIssuedBy(actor), eq(documents.id, documentId));
    const [old] = await tx.select().from(documents).where(mine);
    if (!old) throw new DomainError("forbidden");
    const isCorrected = await tx.$count(documents, eq(documents.corrects, documentId));
    if (isCorrected > 0) throw new DomainError("already_corrected");
    const { columns, facts, changes } = await planReplacement(tx, old);
    const changed = compareFacts(readFacts(seen) ?? [], facts);
    if (changed.length > 0) throw new DomainError("changed_meanwhile", {}, changed);
    if (changes.length === 0) throw new DomainError("nothing_to_correct");
    const made = await replace(tx, { old, reason, columns });
    await tellRecipient(tx, actor, old, made);
    return { documentId: made.id };
  });
}

type Correction = {
  readonly old: Document;
  readonly reason: string;
  readonly columns: Replacement["columns"];
};

/** The issuer's counter makes two corrections of one invoice wait for each other, and an index refuses the second. */
async function replace(tx: Tx, { old, reason, columns }: Correction): Promise<Document> {
  const { number: _, year: __, ...facts } = old;
  const about = { ...facts, corrects: old.id, issuedAt: now() };
  // Ids sort in the order in which they are made, like the numbers.
  const creditNote = {
    ...about,
    id: newId("doc"),
    isCreditNote: true,
    reason,
    netCents: negateCents(old.netCents),
    vatCents: negateCents(old.vatCents),
    grossCents: negateCents(old.grossCents),
  };
  const invoice = { ...about, ...columns, id: newId("doc") };
  try {
    await tx.insert(documents).values(creditNote);
    const [made] = await tx.insert(documents).values(invoice).returning();
    if (!made) throw new Error("No invoice was issued");
    return made;
  } catch (error) {
    throw isUniqueViolation(error) ? new DomainError("already_corrected") : error;
  }
}

/** Whoever has the old invoice in their books has to know. Whoever keeps the books corrects for the operator, and is not named. */
async function tellRecipient(
  tx: Tx,
  { userId, role }: VerifiedActor,
  old: Document,
  made: Document,
): Promise<void> {
  const [contract] = await tx
    .select({ jobId: contracts.jobId })
    .from(contracts)
    .where(eq(contracts.id, old.contractId));
  if (!contract) throw new Error(`There is no contract ${old.contractId}`);
  await notify(tx, {
    kind: "invoice_corrected",
    to: old.recipientId,
    about: made.id,
    by: hasRight(role, "keepBooks") ? null : userId,
    jobId: contract.jobId,
    facts: { old: invoiceNumber(old), number: invoiceNumber(made) },
  });
}
