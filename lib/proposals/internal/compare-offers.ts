import { type Change, differingParts, listChanges } from "#lib/changes";
import { filesText } from "#lib/jobs/compare-terms";
import { timelineText } from "#lib/jobs/describe-job";
import { feeText } from "#lib/jobs/fee";
import { formatCents } from "#lib/money";
import type { ScreeningAnswer } from "../answers.ts";
import type { OfferTerms } from "../schema.ts";

/** An offer as it was seen and as it is now: everything that a client who hires agrees to. */
export function compareOffers(seen: OfferTerms, now: OfferTerms): Change[] {
  const letter = differingParts(seen.coverLetter, now.coverLetter);
  return listChanges([
    ["Price", formatCents(seen.priceCents), formatCents(now.priceCents)],
    ["Fee", feeText(seen), feeText(now)],
    ["Timeline", timelineText(seen.timelineDays), timelineText(now.timelineDays)],
    ["Letter", letter.seen, letter.now],
    ["Files", filesText(seen.files), filesText(now.files, seen.files)],
    ...compareAnswers(seen.answers, now.answers),
  ]);
}

/** Each question that was or is answered, with its answers. */
function compareAnswers(seen: readonly ScreeningAnswer[], now: readonly ScreeningAnswer[]) {
  const questions = new Set([...seen, ...now].map(({ question }) => question));
  return [...questions].map((question) => {
    const answer = differingParts(answerTo(seen, question), answerTo(now, question));
    return [question, answer.seen, answer.now] as const;
  });
}

function answerTo(answers: readonly ScreeningAnswer[], asked: string): string {
  return answers.find(({ question }) => question === asked)?.answer ?? "";
}

type Offer = Pick<OfferTerms, "coverLetter" | "priceCents" | "timelineDays" | "answers"> & {
  readonly fileIds: readonly string[];
};

/** True when replacing the first with the second would change nothing. */
export function isSameOffer(one: Offer, other: Offer): boolean {
  return (
    one.coverLetter === other.coverLetter &&
    one.priceCents === other.priceCents &&
    one.timelineDays === other.timelineDays &&
    compareAnswers(one.answers, other.answers).every(([, seen, now]) => seen === now) &&
    one.fileIds.length === other.fileIds.length &&
    one.fileIds.every((fileId) => other.fileIds.includes(fileId))
  );
}
