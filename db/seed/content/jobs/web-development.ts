import type { DemoJobInCategory } from "../types.ts";

export const webDevelopment: readonly DemoJobInCategory[] = [
  {
    key: "checkout-screen-reader",
    clientKey: "northwind",
    title: "Make our checkout usable with a screen reader",
    description: `Our checkout has three pages. A recent audit found 24 problems: unlabelled fields, focus that disappears behind the dialog, errors announced to nobody.

You get the audit, a staging shop and one of our two developers for questions. We want the findings fixed, axe and keyboard tests in our pipeline, and half a page for each decision, so that the next person does not undo it.`,
    skills: ["React", "TypeScript", "Accessibility", "Testing"],
    budgetCents: 130_000,
    timelineDays: 21,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "ana",
        coverLetter:
          "I read the audit summary and would start with the dialog, because nine of the 24 findings share its cause. Fields and error messages come in the second week, tests grow alongside. One page of the payment frame is not yours to change; I will write down what the provider must fix.",
        priceCents: 124_000,
        timelineDays: 20,
        outcome: "hired",
      },
      {
        freelancerKey: "ingrid",
        coverLetter:
          "I can take the audit as a design task: new focus order, new error summary, states for every field, all in Figma with notes. The code would stay with your developers. I work with two blind testers in Bergen who would try it on staging before you merge.",
        priceCents: 118_000,
        timelineDays: 18,
        outcome: "not_selected",
      },
      {
        freelancerKey: "kwame",
        coverLetter:
          "I have fixed similar findings in React Native apps, and most of the knowledge carries over. I would work through the audit in the order of severity and open one pull request per finding, 24 in all, so that your developers can review each over a coffee.",
        priceCents: 105_000,
        timelineDays: 25,
        outcome: "not_selected",
      },
    ],
    story: "under_review",
    submissions: [
      {
        note: "All 24 findings are fixed; the two inside the payment frame are worked around, see the notes. The sheet was rendered twice, which explains the lost focus. Keyboard tests cover all three pages and run in four minutes. Half a page per decision lies in docs/checkout.",
      },
    ],
  },
  {
    key: "rails-5-to-8",
    clientKey: "lindgren",
    title: "Migrate a bookkeeping tool from Rails 5 to 8",
    description: `190 models, good tests, one person who knows it all and is happy to help. The tool runs the books of 300 companies, so it must stay deployable on every single day of the migration, month ends included.

We would like to go step by step, one Rails version after the other, with the gems sorted out first. Three of them are abandoned and need a decision each.

Please say in your proposal how you would handle the asset pipeline. It is the part nobody here wants to touch.`,
    skills: ["Ruby on Rails", "PostgreSQL", "Testing", "DevOps"],
    budgetCents: 680_000,
    timelineDays: 90,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "tomas",
        coverLetter:
          "I would do it in about 30 deployments: gems first, then 5.2, 6.1, 7.0, 7.2 and 8, each running a week with dual boot in your test suite before the next. The asset pipeline moves to Propshaft last, once nothing else is in motion. No deployments in the three days around a month end.",
        priceCents: 665_000,
        timelineDays: 85,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "ana",
        coverLetter:
          "I am not your Rails person, but I could take over the asset pipeline that nobody wants: inventory of the CSS and scripts, a build that runs beside the old one, screenshots of 80 pages compared after each step. It would go well together with a back-end developer's offer.",
        priceCents: 190_000,
        timelineDays: 30,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "product-page-second",
    clientKey: "teahouse",
    title: "Product page that loads in under a second",
    description: `Our shop is built with Next.js. On a phone, a product page takes four seconds, and half of our visitors come by phone. We think it is the photographs, but the person who built the shop thinks it is the reviews.

Measure, propose, fix, in this order. We care about a report we can understand: five people read it and one of them knows what a server is.`,
    skills: ["Next.js", "Performance", "React"],
    budgetCents: 90_000,
    timelineDays: 14,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "ana",
        coverLetter:
          "I opened five of your pages on a three-year-old phone. Both suspicions are half right: the first photo arrives late because the review script blocks it. I would fix the order first, then the image sizes, and measure for a week with real visitors. The report will be two pages with one chart.",
        priceCents: 88_000,
        timelineDays: 12,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "kwame",
        coverLetter:
          "Four seconds on a phone is usually too much JavaScript. I would start from the bundle: find what each page really needs, load the rest after the first touch, and set a size limit in your build so that it stays small. Photographs would be my second week.",
        priceCents: 82_000,
        timelineDays: 14,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
];
