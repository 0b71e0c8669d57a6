import type { DemoJobInCategory } from "../types.ts";

export const writing: readonly DemoJobInCategory[] = [
  {
    key: "partner-api-guide",
    clientKey: "northwind",
    title: "Write the API guide our partners keep asking for",
    description: `Forty boatyards order through our API. The documentation is a generated list of endpoints, and so each new partner rings Joost, who explains the same three things for an hour.

We want a guide of perhaps fifteen pages: first order in ten minutes, stock and backorders, what to do when we are down. Joost has recorded four of these calls for you. There is a test system that may be filled with nonsense.`,
    skills: ["Technical writing", "Documentation", "API design"],
    budgetCents: 98_000,
    timelineDays: 18,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "fergus",
        coverLetter:
          "Four recorded calls are better than any specification. I would write down every question in the order asked, build the guide around them, and place an order myself in your test system from a clean laptop. Every example gets run nightly, as in my payments guide, so Joost hears of breakage before the boatyards do.",
        priceCents: 96_000,
        timelineDays: 16,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "tomas",
        coverLetter:
          "I would write it as the developer who has to use it: a small client in two languages grows from page to page and is the guide's proof. Where your API makes the explanation long I would note what to change instead; sometimes the better documentation is a better endpoint.",
        priceCents: 110_000,
        timelineDays: 20,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "grower-portraits",
    clientKey: "teahouse",
    title: "Nine portraits of nine tea growers, 300 words each",
    description: `Each of our growers deserves a page in the shop. We do not want the poetry that is usually written about tea. We want to know why Mr Hatano shades his field four days longer, and what Mrs Iwai does when the frost fan breaks.

We interview them in Japanese and send you the recordings with a plain English transcript, two per week. You write in English; we read it back to the growers before it goes online.`,
    skills: ["Interviews", "Copywriting", "Editing"],
    budgetCents: 81_000,
    timelineDays: 35,
    releaseRule: "on_submission",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "noor",
        coverLetter:
          "At the paper I wrote portraits of farmers who would rather have been milking, so I know to ask about the broken machine and not about passion. I would send you two extra questions before each interview. Three hundred words is the right length: one person, one decision, one detail of the hands.",
        priceCents: 79_000,
        timelineDays: 35,
        outcome: "submitted",
      },
      {
        freelancerKey: "fergus",
        coverLetter:
          "I spent twelve years asking dairy farmers how they actually do it, then writing that down without adjectives. The frost fan is exactly my sort of subject. My trial offer: the first portrait from your first recording, and you decide after reading it whether I write the other eight.",
        priceCents: 84_000,
        timelineDays: 30,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "service-manual",
    clientKey: "kestrel",
    title: "Turn a 160-page service manual into one that is carried along",
    description: `The S4 pump has a service manual of 160 pages. Our technicians leave it in the van and telephone instead. We counted 1,100 such calls last year, and two thirds of them concern the same eight jobs.

Please rewrite it: those eight jobs first, one spread each, with the drawing on the left and the steps on the right, small enough for a trouser pocket. You can spend a week in our training workshop in Brescia and take an S4 apart as often as you like.`,
    skills: ["Technical writing", "Documentation", "Technical drawing"],
    budgetCents: 320_000,
    timelineDays: 60,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "fergus",
        coverLetter:
          "I would take the S4 apart myself until I can do the eight jobs without asking, and note each moment where the old manual let me down. Then eight spreads, tested by two technicians who have never seen the pump. The remaining pages go into a reference volume that may stay in the van.",
        priceCents: 315_000,
        timelineDays: 55,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "henrik",
        coverLetter:
          "From your models I can produce the drawings: exploded views for eight jobs, line weights for pocket size, part numbers as in your catalogue. I would leave the text to a writer and work from their steps. Each drawing is checked by assembling the pump with nothing else at hand.",
        priceCents: 140_000,
        timelineDays: 30,
        outcome: "submitted",
      },
      {
        freelancerKey: "wanjiru",
        coverLetter:
          "I have trained pump attendants in four counties and redrew the maker's manual for them with twelve pictures and few words. I would do the same for the S4: photograph each step in your workshop, trace it, and number it. People who read little would be able to follow.",
        priceCents: 205_000,
        timelineDays: 45,
        outcome: "withdrawn",
      },
    ],
    story: "open",
  },
];
