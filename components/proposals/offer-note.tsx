import { timelineText } from "#lib/jobs/describe-job";
import { cents, formatCents } from "#lib/money";
import type { ProposalView } from "#lib/proposals/schema";

/** "€260.00 below budget": how the price compares with the client's budget. */
export function priceNote({ priceCents, job }: ProposalView): string {
  const difference = priceCents - job.budgetCents;
  if (difference === 0) return "the budget";
  const amount = formatCents(cents(Math.abs(difference)));
  return difference < 0 ? `${amount} below budget` : `${amount} over budget`;
}

/** "1 week sooner" than the client asked for. */
export function timelineNote({ timelineDays, job }: ProposalView): string {
  const difference = timelineDays - job.timelineDays;
  if (difference === 0) return "as asked";
  const days = timelineText(Math.abs(difference));
  return difference < 0 ? `${days} sooner` : `${days} later`;
}
