import { type Change, differingParts, listChanges } from "#lib/changes";
import { filesText } from "#lib/jobs/compare-terms";
import { timelineText } from "#lib/jobs/describe-job";
import { formatCents } from "#lib/money";
import type { OfferTerms } from "../schema.ts";

/** An offer as it was seen and as it is now: everything that a client who hires agrees to. */
export function compareOffers(seen: OfferTerms, now: OfferTerms): Change[] {
  const letter = differingParts(seen.coverLetter, now.coverLetter);
  return listChanges([
    ["Price", formatCents(seen.priceCents), formatCents(now.priceCents)],
    ["Timeline", timelineText(seen.timelineDays), timelineText(now.timelineDays)],
    ["Letter", letter.seen, letter.now],
    ["Files", filesText(seen.files), filesText(now.files, seen.files)],
  ]);
}

type Offer = Pick<OfferTerms, "coverLetter" | "priceCents" | "timelineDays"> & {
  readonly fileIds: readonly string[];
};

/** True when replacing the first with the second would change nothing. */
export function isSameOffer(one: Offer, other: Offer): boolean {
  return (
    one.coverLetter === other.coverLetter &&
    one.priceCents === other.priceCents &&
    one.timelineDays === other.timelineDays &&
    one.fileIds.length === other.fileIds.length &&
    one.fileIds.every((fileId) => other.fileIds.includes(fileId))
  );
}
