import type { DemoJobInCategory } from "../types.ts";

export const marketing: readonly DemoJobInCategory[] = [
  {
    key: "tea-search-ads",
    clientKey: "teahouse",
    title: "Search ads that sell tea, not teapots",
    description: `We pay for search ads in four countries and the clicks come from people who want cast-iron teapots. We have never sold a teapot. A friend set the account up and we are a little afraid of it.

Please look at what we spend, stop what is useless, and set up something small that we can understand. Germany and the United States first. Afterwards we would like to look after it ourselves for an hour a week, so write down what that hour contains.`,
    skills: ["Google Ads", "Analytics", "Data analysis"],
    budgetCents: 72_000,
    timelineDays: 28,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "emeka",
        coverLetter:
          "Teapots are a missing list of negative keywords, the most common hole there is. Day one I would close it with about 200 words, which costs you nothing and saves at once. Then two small campaigns, one per country, on the names of teas. The hour a week becomes a checklist with eleven lines.",
        priceCents: 70_000,
        timelineDays: 28,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "soojin",
        coverLetter:
          "Before changing ads I would find out what an order is worth to you by country, after shipping and returns. I suspect that one of the four countries should simply be switched off. You would get that calculation as a sheet with your own numbers, and a monthly limit for each country.",
        priceCents: 58_000,
        timelineDays: 15,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "found-in-cork",
    clientKey: "harbour",
    title: "Be found by people with a bad back in three suburbs of Cork",
    description: `Type physio and the name of our suburb and you find a practice that closed in 2019. We are on page two with a photograph of our old door.

We want the three practices to be found by those who live near them: correct entries everywhere, a page for each practice worth reading, and a sensible way of asking patients for reviews. Nothing that a therapist would be ashamed of; we do not promise to cure anybody by Friday.`,
    skills: ["SEO", "Content strategy", "Copywriting"],
    budgetCents: 88_000,
    timelineDays: 30,
    releaseRule: "on_submission",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "emeka",
        coverLetter:
          "I looked you up from a connection in Douglas: eleven directories carry your old address and one has you down as a chip shop. I would correct all entries first and report the closed practice, then measure calls per practice so that you see what it changed. Pages in the second half.",
        priceCents: 85_000,
        timelineDays: 30,
        outcome: "submitted",
      },
      {
        freelancerKey: "noor",
        coverLetter:
          "A page worth reading needs something only you know. I would interview one therapist from each practice for an hour about the complaints they see most on that street: desk backs, dock shoulders, new mothers. Three pages come of it, plus a card that asks for a review without begging.",
        priceCents: 79_000,
        timelineDays: 24,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "yuki",
        coverLetter:
          "I write product pages rather than practice pages, but the craft is near. I could rewrite the three pages from your own notes within ten days, plain and exact, and leave the directories to somebody who enjoys them more than I do.",
        priceCents: 45_000,
        timelineDays: 10,
        outcome: "withdrawn",
      },
    ],
    story: "open",
  },
  {
    key: "restaurant-newsletter",
    clientKey: "petra",
    title: "Six newsletters a year to 400 restaurants, the first two now",
    description: `I have the addresses of 400 restaurants that bought from me or wanted to. I write to them when a kiln goes wrong and I have seconds to sell, otherwise never.

I want a letter six times a year, from me, with one photograph and one thing they can order. Please write the first two with me and set up the sending so that I can do the other four alone. You may telephone me while I am glazing; I answer longer then.`,
    skills: ["Newsletters", "Email marketing", "Copywriting"],
    budgetCents: 52_000,
    timelineDays: 30,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "noor",
        coverLetter:
          "I would record our glazing calls and write in your words; nobody else says a kiln has moods. First letter: why plates come back from restaurants and what you changed. The second one offers the pieces from that change. A template with three boxes stays with you, and a page on what goes into each.",
        priceCents: 50_000,
        timelineDays: 28,
        outcome: "hired",
      },
      {
        freelancerKey: "emeka",
        coverLetter:
          "With 400 addresses the list matters more than the letter. I would sort them into bought, asked, and silent, clean out the dead ones, and send the first letter in two versions to learn which subject gets opened. The writing would be short and yours to correct.",
        priceCents: 46_000,
        timelineDays: 21,
        outcome: "not_selected",
      },
    ],
    story: "in_progress",
  },
];
