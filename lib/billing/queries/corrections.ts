import { and, asc, eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { documents } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { selectDocuments, sidesOf, toView } from "../internal/invoice-rows.ts";
import { isIssuedBy, planReplacement } from "../internal/plan-replacement.ts";
import { type CorrectionView, type InvoiceView, writeFacts } from "../schema.ts";

/** The credit note that cancels an invoice and the invoice that takes its place; none where it was never corrected. */
export async function listCorrections(actor: Actor, documentId: Id<"doc">): Promise<InvoiceView[]> {
  const found = await Promise.all(
    sidesOf(actor).map(({ isTheirs }) =>
      selectDocuments()
        .where(and(isTheirs, eq(documents.corrects, documentId)))
        .orderBy(asc(documents.number)),
    ),
  );
  return found.flat().map(toView);
}

/**
 * What the actor would correct about an invoice of theirs: what it says beside what another would say now. Null where
 * there is nothing to correct: it is not theirs, was corrected already, is a credit note, or would say the same.
 */
export async function findCorrection(
  actor: Actor,
  documentId: Id<"doc">,
): Promise<CorrectionView | null> {
  const [old] = await getDb()
    .select()
    .from(documents)
    .where(and(isIssuedBy(actor), eq(documents.id, documentId), eq(documents.isCreditNote, false)));
  if (!old) return null;
  if ((await getDb().$count(documents, eq(documents.corrects, documentId))) > 0) return null;
  const { changes, facts } = await planReplacement(getDb(), old);
  return changes.length === 0 ? null : { changes, seen: writeFacts(facts) };
}
