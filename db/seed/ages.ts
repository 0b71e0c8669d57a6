/**
 * How many days ago the decisive thing happened on each job of the content. Open jobs were posted then, those in
 * progress hired for, those under review submitted, completed ones paid; for others, changes were requested or the job
 * ended.
 */
const DAYS_AGO: Readonly<Record<string, number>> = {
  // Open: posted. The first three have no proposal yet.
  "hut-calendar-midnight": 0.1,
  "hut-bim-model": 0.7,
  "ledger-cards": 2.8,
  "price-list-page": 1.1,
  "product-page-second": 1.6,
  "sencha-forecast": 2.2,
  "lesson-app-states": 2.5,
  "warehouse-scanner": 3.1,
  "hut-warden-tally": 3.9,
  "consent-form": 4.2,
  "schools-that-stop": 5.2,
  "hut-rules": 5.7,
  "one-plate-film": 6.9,
  "maker-mark": 7.3,
  "rails-5-to-8": 8.2,
  "tea-tins": 9.1,
  "kiln-hood": 10.4,
  "nightly-figures": 11.3,
  "controller-heat": 12.6,
  "tea-search-ads": 13.5,
  "harvest-mail": 14.4,
  "found-in-cork": 15.2,
  "shoebox-year": 16.8,
  "pump-manual-arabic": 17.9,
  "grower-portraits": 18.7,
  "silent-service-films": 19.6,
  "service-manual": 20.8,
  // About to expire, and expired.
  "partner-api-guide": 26.3,
  "appointment-page": 31.6,

  // In progress: hired. The newsletter is a day late, two others are due.
  "restaurant-newsletter": 29.2,
  "science-book-edit": 28.6,
  "picking-calendar": 10.3,
  "rigging-podcast": 33,
  "pump-commissioning": 31,
  "bank-statement-import": 19,
  "controller-pictograms": 14,
  "one-bracket": 9,

  // Under review: submitted, well inside the review window.
  "checkout-screen-reader": 1.9,
  "customer-merge": 6.2,
  "component-library": 4.3,
  "printed-grips": 8.5,
  "exercise-reminders": 2.1,
  "wholesale-terms": 0.8,
  "brewing-voice": 3.4,

  // In progress again: changes requested.
  "offline-maps": 0.9,
  "path-register": 3.2,
  "radio-charging-board": 5.5,

  // Completed: paid. Together with the past jobs, one in every month for the two main accounts.
  "letter-to-clients": 12,
  "analytics-repair": 20,
  "label-printer": 21,
  "radio-scripts-french": 27,
  "warranty-returns": 33,
  "lesson-mix": 49,
  "hut-poster": 58,
  "hut-inventory": 71,
  "invoice-screen": 83,
  "form-library-review": 91,
  "fitting-drawings": 92,
  "shop-english": 104,
  "radio-lessons-player": 118,
  "therapist-rota": 146,
  "exercise-sheets": 178,
  "avalanche-course": 268,

  // Closed or cancelled.
  "catalogue-german": 15,
  "young-members": 41,
  "waiting-list-screen": 64,
  "returns-mailbox": 86,
  "trade-fair-invitations": 122,
};

/** When the claim of a dispute was made and answered, where there is one. A week after the answer a mediator is asked. */
const DISPUTES: Readonly<Record<string, { openedAgo: number; answeredAgo: number }>> = {
  "component-library": { openedAgo: 3.2, answeredAgo: 1.7 },
  "printed-grips": { openedAgo: 8.3, answeredAgo: 7.6 },
};

/** How many days late the first submission was, where reviews mention it. */
const DAYS_LATE: Readonly<Record<string, number>> = {
  "avalanche-course": 12,
  "hut-poster": 9,
  "rigging-terms": 2.5,
  "booking-errors": 1,
};

export function daysLateOf(jobKey: string): number {
  return DAYS_LATE[jobKey] ?? 0;
}

/** The ages of a dispute's steps in days. Throws for a job that has none. */
export function disputeAgesOf(jobKey: string): { openedAgo: number; answeredAgo: number } {
  const ages = DISPUTES[jobKey];
  if (!ages) throw new Error(`The dispute of ${jobKey} has no ages in db/seed/ages.ts`);
  return ages;
}

/** The age of a job's decisive event in days. Throws for a job that has none. */
export function daysAgoOf(jobKey: string): number {
  const days = DAYS_AGO[jobKey];
  if (days === undefined) throw new Error(`The job ${jobKey} has no age in db/seed/ages.ts`);
  return days;
}
