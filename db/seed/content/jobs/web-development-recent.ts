import type { DemoJobInCategory } from "../demo-content.ts";

/** What is going on around the front end just now: work for the freelancer that the demo is shown with. */
export const recentWebDevelopment: readonly DemoJobInCategory[] = [
  {
    key: "picking-calendar",
    clientKey: "teahouse",
    title: "A calendar of what is being picked, on the first page of the shop",
    description: `Customers ask us every week which tea is being picked now. The answer stands on a sheet behind the counter: nine gardens, four seasons, and rain that changes everything.

We want a band on the first page that shows the year as it is this week, garden by garden, and a small page where one of us moves the dates by hand when it rains. Japanese and English, please, and nothing that needs an account.`,
    skills: ["Next.js", "React", "CSS"],
    budgetCents: 68_000,
    timelineDays: 14,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "ana",
        coverLetter:
          "One band, nine rows, drawn with plain boxes so that a screen reader can walk through it garden by garden. The dates live in a file that your small page writes, and the old ones are kept, so that next year you can compare. I would start with the counter sheet; please send a photograph.",
        priceCents: 65_000,
        timelineDays: 12,
        outcome: "hired",
      },
      {
        freelancerKey: "kwame",
        coverLetter:
          "I would draw the year as a ring that turns with the weeks, in SVG, with the gardens as its tracks. It looks good on a phone and can be printed on a card for the parcels. Moving a date would be a drag with the finger. Two weeks, with a first ring after four days.",
        priceCents: 66_000,
        timelineDays: 14,
        outcome: "not_selected",
      },
    ],
    story: "in_progress",
  },
  {
    key: "price-list-page",
    clientKey: "kestrel",
    title: "A price list as a page instead of a PDF of 96 pages",
    description: `Our dealers get a PDF of 96 pages every quarter and print it. By the second week it is wrong, because the price of copper has changed.

We need a page behind a password that shows 2,300 articles from our own system, can be searched on a telephone in a field, and prints well for those who will always print. The data come as one JSON file each night. Design: our colours, no ornaments.`,
    skills: ["Next.js", "Performance", "React", "CSS"],
    budgetCents: 185_000,
    timelineDays: 25,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "kwame",
        coverLetter:
          "2,300 articles fit into one compressed file of about 90 KB, so the whole list can live on the telephone and be searched without a signal. I would build it that way round: first offline, then the nightly refresh with the date in large figures, and the print style in the last week.",
        priceCents: 178_000,
        timelineDays: 24,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "consent-form",
    clientKey: "harbour",
    title: "Consent form that patients can fill in on their own phone",
    description: `New patients get a clipboard with two pages and a pen that does not work. Half of them have a sore arm, which is why they are here.

Please turn the two pages into a form for the phone: large fields, one question at a time, and a drawing of a body on which one can mark where it hurts, also without a mouse or a steady hand. It runs on our own server; you will never see real answers.`,
    skills: ["React", "TypeScript", "Accessibility"],
    budgetCents: 115_000,
    timelineDays: 20,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "ingrid",
        coverLetter:
          "I can draw this and test it with patients of yours, but I do not write the code: one question per screen, a body made of 22 named areas that are also a plain list, and contrast for people who left their glasses at home. A developer would find every state in the file.",
        priceCents: 98_000,
        timelineDays: 18,
        outcome: "submitted",
      },
      {
        freelancerKey: "kwame",
        coverLetter:
          "The drawing of the body is the interesting part. I would make it of areas that can be tapped roughly, with a list of the same areas below for everyone who prefers words, and keep both in step. Answers stay on the phone until they are sent once, over your own network.",
        priceCents: 109_000,
        timelineDays: 20,
        outcome: "shortlisted",
      },
    ],
    story: "open",
  },
];
