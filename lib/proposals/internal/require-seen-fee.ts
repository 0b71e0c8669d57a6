import { listChanges } from "#lib/changes";
import { DomainError } from "#lib/errors";
import { currentFee } from "#lib/jobs/current-fee";
import { type FeeTerms, feeKey, feeOn, feeText, readFeeKey } from "#lib/jobs/fee";
import { type Cents, formatCents } from "#lib/money";

/**
 * The terms of the fee now, which the offer keeps. Throws changed_meanwhile with old beside new when the page had shown
 * others, price_within_fee when nothing of the price would be left, invalid_input for a key that is none.
 */
export function requireSeenFee(seenKey: string, priceCents: Cents): FeeTerms {
  const [seen, terms] = [readFeeKey(seenKey), currentFee()];
  if (!seen) throw new DomainError("invalid_input");
  if (feeKey(seen) !== feeKey(terms)) {
    throw new DomainError(
      "changed_meanwhile",
      {},
      listChanges([["Fee", feeText(seen), feeText(terms)]]),
    );
  }
  const fee = feeOn(priceCents, terms);
  if (fee >= priceCents)
    throw new DomainError("price_within_fee", {
      field: "priceCents",
      fee: formatCents(fee),
    });
  return terms;
}
