import type { DemoPastJob } from "../demo-content.ts";

/** A year of small jobs by the client that the demo is shown with, for others than Ana. */
export const pastJobsOfNorthwind: readonly DemoPastJob[] = [
  {
    key: "supplier-invoices",
    category: "operations",
    clientKey: "northwind",
    freelancerKey: "oksana",
    title: "Match a year of supplier invoices with deliveries",
    description:
      "About 900 invoices of 41 suppliers and as many delivery notes, in two folders that have never met. Please match them, list what was paid twice and what was never delivered, and write down how we should keep them from now on.",
    skills: ["Bookkeeping", "Invoicing", "Spreadsheets"],
    budgetCents: 66_000,
    priceCents: 64_000,
    timelineDays: 20,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "I would go supplier by supplier, the largest first, so that you see results in the first week. Differences go into one list with the amount, the reason and the letter to send. At the end one page of rules for the folders.",
    note: "All 41 suppliers are matched. Three invoices were paid twice, 1,870 in all; the letters are ready to be sent. Fourteen deliveries have no invoice, see the second sheet. The rules fit on one page.",
    paidDaysAgo: 68,
    review: {
      rating: 5,
      text: "Two of the three double payments have come back already, so the job has paid for itself almost three times. Very tidy lists.",
    },
  },
  {
    key: "shackle-search",
    category: "design",
    clientKey: "northwind",
    freelancerKey: "ingrid",
    title: "Search results for 1,100 kinds of shackle",
    description: `A search for "shackle" gives 1,100 results that look the same. A rigger decides by pin, size and load; a boat owner by the photograph.

We want a design of the result list that serves both, on a phone and on the desk of a shop.`,
    skills: ["UI design", "Figma", "User research"],
    budgetCents: 100_000,
    priceCents: 98_000,
    timelineDays: 18,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    coverLetter:
      "Before drawing I would watch three riggers and three owners search for the same ten things. I expect one list with two densities rather than two designs, but I will let them decide.",
    note: "One list with a dense and a roomy view, remembered per person. Pin, size and load stand in the same place in both. Notes from six sessions and a component file with your names are attached.",
    paidDaysAgo: 116,
    review: {
      rating: 5,
      text: "She spent a day behind our counter first. The drawings answered questions we had argued about for years.",
    },
  },
  {
    key: "splice-drawings",
    category: "design",
    clientKey: "northwind",
    freelancerKey: "mateo",
    title: "Twelve drawings of how to splice a rope",
    description:
      "We give a leaflet with every splicing kit. Its photographs show hands and hide the rope. Please draw the eye splice in twelve steps, in one colour, so clear that it can be followed on a moving deck. A sailmaker will check each step.",
    skills: ["Illustration", "Print", "Technical drawing"],
    budgetCents: 120_000,
    priceCents: 115_000,
    timelineDays: 21,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    coverLetter:
      "I would splice it myself first, badly, to know where one gets lost. Strands are told apart by texture rather than colour, so one ink is enough. Pencil for the sailmaker, then ink.",
    note: "Twelve steps in ink, strands told apart by hatching. The sailmaker changed steps five and nine in pencil, and both are redrawn. Files for the printer and for the web.",
    paidDaysAgo: 163,
    review: {
      rating: 5,
      text: "I had never managed an eye splice in my life, and now there is one on my key ring. The drawings are beautiful as well.",
    },
  },
  {
    key: "stock-import",
    category: "web-development",
    clientKey: "northwind",
    freelancerKey: "tomas",
    title: "Nightly stock import that fails loudly",
    description: `Every night a file with our stock is imported. When it is broken, the shop goes on selling what is not there, and we learn about it from customers.

The import should refuse a bad file as a whole, keep yesterday's figures and tell two people.`,
    skills: ["PostgreSQL", "SQL", "Node.js"],
    budgetCents: 130_000,
    priceCents: 124_000,
    timelineDays: 20,
    releaseRule: "on_submission",
    reviewWindowDays: 14,
    coverLetter:
      "Load into a table beside the real one, check it against yesterday's, swap both in one transaction. Rules for what is too different are yours; I propose five to start with. The message says which rule and which lines.",
    note: "Import into a side table, five checks, swap in one transaction. I have run it against your last 300 files: 11 would have been refused, all of them rightly. Alerts go to two addresses, with the lines in question.",
    paidDaysAgo: 187,
    review: {
      rating: 5,
      text: "It has refused two files since and woke nobody who did not need to be woken. The description of the five checks is a pleasure to read.",
    },
  },
  {
    key: "letter-to-chandlers",
    category: "writing",
    clientKey: "northwind",
    freelancerKey: "noor",
    title: "A letter to chandlers before they order",
    description:
      "Twice a year we write to 1,400 chandlers before they order for the season. The last letter was about us. The next one should be about what breaks in their customers' lockers, with four articles mentioned on the way.",
    skills: ["Copywriting", "Newsletters", "Interviews"],
    budgetCents: 34_000,
    priceCents: 32_000,
    timelineDays: 8,
    releaseRule: "on_submission",
    reviewWindowDays: 3,
    coverLetter:
      "I would ring five chandlers and ask what was brought back broken; the letter is then made of their answers. One page, four articles, no adjectives that a rope would not use about itself.",
    note: "One page from five telephone calls, in Dutch and English. Mr Kuipers of Den Helder would like to be quoted with his full name; he has confirmed it in writing.",
    paidDaysAgo: 211,
    review: {
      rating: 4,
      text: "Chandlers rang us about it, which has never happened before. The English version needed one more round from our side.",
    },
  },
  {
    key: "slow-movers",
    category: "data",
    clientKey: "northwind",
    freelancerKey: "soojin",
    title: "Which articles have not moved in three years",
    description:
      "Our warehouse is full, and everyone has a theory about it. We have five years of movements, 9,400 articles, one CSV a month. Please tell us what lies still, what it costs to keep, and what only looks as if it lay still because it was renamed.",
    skills: ["Python", "Data analysis", "Spreadsheets"],
    budgetCents: 75_000,
    priceCents: 72_000,
    timelineDays: 14,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "The renamed articles are the interesting part: I would link old and new numbers by price, weight and supplier, and show you the doubtful ones. After that the list is a simple query, and the notebook lets you repeat it.",
    note: "1,160 articles have not moved in three years and take 9 % of the shelves. Another 240 only changed their number; the doubtful 31 are on a sheet of their own. The notebook runs from your files to the list.",
    paidDaysAgo: 259,
    review: {
      rating: 5,
      text: "A list, a number and an honest paragraph about what she could not know. Shelf 14 is empty for the first time since I started here.",
    },
  },
  {
    key: "load-test-film",
    category: "video-audio",
    clientKey: "northwind",
    freelancerKey: "luca",
    title: "Cut a three-minute film about load testing",
    description:
      "We pull every hundredth shackle until it breaks and film it with two telephones. There are four hours of material and one person who explains it well but says 'basically' a lot. Three minutes for our counter, without sound if need be.",
    skills: ["Video editing", "Sound design", "Color grading"],
    budgetCents: 90_000,
    priceCents: 86_000,
    timelineDays: 16,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "One shackle from the shelf to the bang, in three minutes, with the force written in the corner throughout. It must work silently at a counter, so the explanation goes into few, large lines. Every 'basically' will be gone.",
    note: "2:58 minutes, with the force in the corner, in a silent and a spoken version. The two telephones are matched in colour. Your colleague says 'basically' once, at the end, because it is funny there.",
    paidDaysAgo: 283,
    review: {
      rating: 5,
      text: "People at the counter stop and wait for the bang. Quick, precise and good company on the telephone.",
    },
  },
  {
    key: "rigging-terms",
    category: "writing",
    clientKey: "northwind",
    freelancerKey: "fergus",
    title: "Glossary of 200 rigging terms",
    description:
      "Our shop uses three words for the same thing, depending on who wrote the page. We need a glossary of about 200 terms with one sentence each, the preferred word marked, and a list of the pages to change.",
    skills: ["Technical writing", "Editing", "Documentation"],
    budgetCents: 56_000,
    priceCents: 54_000,
    timelineDays: 15,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "I would collect the words from your pages by script, group them, and ask your oldest rigger about the 30 on which the books disagree. One sentence each, no sentence that needs a second one.",
    note: "212 terms with one sentence each. The preferred words are marked, and 388 pages are listed with what to change. Your rigger and the books disagree on four terms; I followed the rigger and said so.",
    paidDaysAgo: 307,
    review: {
      rating: 4,
      text: "Exactly what we asked for, and the list of pages is very practical. A little later than planned, announced in time.",
    },
  },
  {
    key: "delivery-terms-french",
    category: "translation",
    clientKey: "northwind",
    freelancerKey: "leila",
    title: "Delivery terms in French",
    description:
      "Four pages of delivery terms in English for our new customers in Brittany and Normandy. Not a contract, but they should be able to rely on it. The terms of trade stay in English in brackets where that is usual.",
    skills: ["Translation", "French", "Localization"],
    budgetCents: 30_000,
    priceCents: 29_000,
    timelineDays: 6,
    releaseRule: "on_submission",
    reviewWindowDays: 3,
    coverLetter:
      "Four pages are two days of translating and one of doubting. I keep the incoterms in English, explain each once, and read the whole aloud to a harbour agent I know in Marseille.",
    note: "Four pages, incoterms kept and explained once. Two sentences of the original can be read in two ways; I chose the one that is better for your customer and marked both.",
    paidDaysAgo: 355,
    review: {
      rating: 5,
      text: "Our first French customers asked who had written it. The two marked sentences have since been corrected in English too.",
    },
  },
];
