import type { DemoJobInCategory } from "../demo-content.ts";
import { analyticsHandover } from "../files.ts";

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
    releaseRule: "on_submission",
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
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "noor",
        coverLetter:
          "May I record our glazing calls? I want to write in your words; nobody else says a kiln has moods. First letter: why plates come back from restaurants and what you changed. The second one offers the pieces from that change. A template with three boxes stays with you, and a page on what goes into each.",
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
  {
    key: "analytics-repair",
    clientKey: "northwind",
    title: "Repair our numbers after the shop's relaunch",
    description: `Since the relaunch our analytics say that we sell twice as much as the bank does. Marketing believes the one number, accounting the other, and the meeting on Mondays has become unpleasant.

Find out what is counted twice or not at all, repair it, and show us orders and revenue that agree with the shop's database within one per cent for a fortnight. We need the consent banner respected; some of our customers are German.`,
    skills: ["Analytics", "Dashboards", "A/B testing"],
    budgetCents: 84_000,
    timelineDays: 21,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "emeka",
        coverLetter:
          "Twice as much is a friendly error; it usually means the thank-you page counts again on reload and the server counts too. I would place 30 test orders of every kind, follow each through to the report, and keep the list as your proof. The fortnight of comparison runs by itself each night.",
        priceCents: 82_000,
        timelineDays: 21,
        outcome: "hired",
      },
      {
        freelancerKey: "soojin",
        coverLetter:
          "Why not go from the other end: take the shop's database as the truth and build the Monday report straight from it, so that analytics is needed only for where people came from. It removes the argument instead of winning it. Two weeks, including the report.",
        priceCents: 90_000,
        timelineDays: 14,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "Three causes: the thank-you page counted on reload, backorders were counted at both order and delivery, and cancelled orders never came off. For 14 days the difference has been between 0.2 and 0.7 per cent. The 30 test orders and their traces are in the sheet.",
        files: analyticsHandover,
      },
    ],
    review: {
      rating: 4,
      text: "The numbers agree and Monday is peaceful again. The written explanation assumed more knowledge than our marketing has, so we asked for a call and after that it was clear. He found the backorder mistake, which even our own people had missed for a year.",
    },
  },
  {
    key: "trade-fair-invitations",
    clientKey: "kestrel",
    title: "Fill 80 appointments at an irrigation fair in Zaragoza",
    description: `We take a stand at a fair in Spain for the first time. Our salespeople have 80 half-hour slots, and an empty chair costs us more than this job.

We have a list of 1,900 dealers and cooperatives, partly old. Please plan and run the invitations: e-mail, reminders, perhaps some posts where such people read. Spanish texts are corrected by our colleague in Valencia. The work ends when 80 appointments stand or the fair opens.`,
    skills: ["Email marketing", "Social media", "Copywriting"],
    budgetCents: 130_000,
    timelineDays: 45,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "emeka",
        coverLetter:
          "I would clean the list first and expect 1,300 living addresses, then invite in four waves of increasing honesty, the last being a list of free half hours. Each mail offers three times, not a form. From similar fairs I would expect 60 appointments from mail and the rest by your people's telephone.",
        priceCents: 126_000,
        timelineDays: 42,
        outcome: "hired",
      },
      {
        freelancerKey: "noor",
        coverLetter:
          "Dealers answer a person, so I would write the invitations as letters from your three salespeople, each to the region they know, with something about that region's water in the first line. Three letters, two reminders, all short. The sending itself could stay with you.",
        priceCents: 68_000,
        timelineDays: 30,
        outcome: "not_selected",
      },
    ],
    story: "cancelled",
  },
  {
    key: "young-members",
    clientKey: "alpine",
    title: "Win 500 members who are younger than our chairman's boots",
    description: `The average member is 57. We have a climbing hall, cheap huts and an insurance that pays for the helicopter, and people under 30 do not know any of this.

We look for a plan for one year and the first three months of doing it, with two volunteers of 24 and 26 who have the keys to our accounts. Please no dancing on summits; one of our guides has already said what he would do.`,
    skills: ["Social media", "Content strategy"],
    budgetCents: 210_000,
    timelineDays: 90,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "noor",
        coverLetter:
          "The helicopter is your story: three interviews with people who were fetched by one, told plainly, with the price on the bill. I would teach your two volunteers to make such pieces themselves, one a week, and spend the rest of the year on the climbing hall, where the young already are.",
        priceCents: 195_000,
        timelineDays: 90,
        outcome: "not_selected",
      },
      {
        freelancerKey: "emeka",
        coverLetter:
          "Counting comes first: which of last year's 140 new members under 30 came from where, by asking them. Then spend the budget on the two sources that work instead of on five networks. A test of two offers in the climbing hall would tell us within a month whether price is the hurdle.",
        priceCents: 205_000,
        timelineDays: 80,
        outcome: "declined",
        declineReason:
          "Your counting convinced us to ask the 140 people ourselves before we pay anybody. Thank you for that.",
      },
    ],
    story: "closed",
  },
];
