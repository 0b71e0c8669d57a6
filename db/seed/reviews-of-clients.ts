import type { DemoReview } from "./content/demo-content.ts";
import type { Dice } from "./random.ts";

/** What freelancers say of clients: true of any job that went well. */
const REVIEWS: readonly DemoReview[] = [
  {
    rating: 5,
    text: "A clear brief, quick answers, and paid the same afternoon. I would do it again.",
  },
  { rating: 5, text: "They had everything ready before I began, which almost never happens." },
  {
    rating: 4,
    text: "Good to work with. One file arrived late, and they gave me the days back for it.",
  },
  { rating: 5, text: "Asked precise questions about the first version and left the rest to me." },
  {
    rating: 4,
    text: "Fair and friendly. The text of the job could have said more about the formats.",
  },
  {
    rating: 5,
    text: "They tried what I had made within an hour and told me exactly what they had seen.",
  },
  { rating: 5, text: "No surprises: what was agreed on was what was asked for." },
  {
    rating: 3,
    text: "The work was fine, but I waited for an answer for several days in the middle of it.",
  },
  { rating: 5, text: "Kind, patient and decided. They knew what they wanted and said so." },
  {
    rating: 4,
    text: "Two people answered me, and not always the same. It was sorted out quickly, though.",
  },
  { rating: 5, text: "One of the few clients who write down why they want something changed." },
  {
    rating: 4,
    text: "A small job with a careful brief. Approved on the last day, but without a word of complaint.",
  },
];

/** Four in five freelancers write one. */
export function reviewOfClient(dice: Dice): DemoReview | null {
  if (!dice.chance(0.8)) return null;
  return REVIEWS[Math.floor(dice.between(0, REVIEWS.length))] ?? null;
}
