import type { DemoJobInCategory } from "../demo-content.ts";

export const operations: readonly DemoJobInCategory[] = [
  {
    key: "ledger-cards",
    clientKey: "lindgren",
    title: "Type 1,300 handwritten ledger cards from 1961 into a table",
    description: `My grandfather kept his first clients on cards: name, trade, address, one line for each year. The city archive wants them, but only as a table together with scans.

The scans exist. The handwriting is tidy and in Swedish; you need not speak it, though you should be able to tell an å from an ä. Every card twice, by the same person on different days, and a list of the differences. There is no hurry, they have waited for sixty years.`,
    skills: ["Data entry", "Spreadsheets"],
    budgetCents: 62_000,
    timelineDays: 60,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [],
    story: "open",
  },
  {
    key: "harvest-mail",
    clientKey: "teahouse",
    title: "Answer our customers while we are in the tea gardens",
    description: `For five weeks in spring all of us are with the growers and the mail piles up. About 25 messages a day: where is my parcel, which tea for my mother, why does it taste of grass.

We look for somebody who answers in English, and in French or German if possible, within a day. You get our answers of the last three years, access to the order list, and one of us on the telephone at seven in the evening Kyoto time. Refunds up to a small sum are your decision.`,
    skills: ["Customer support", "French", "German"],
    budgetCents: 135_000,
    timelineDays: 38,
    releaseRule: "on_submission",
    reviewWindowDays: 3,
    proposals: [
      {
        freelancerKey: "leila",
        coverLetter:
          "Five years at a hotel desk: I can tell a guest that the parcel is lost so that he thanks me. English and French daily, before nine in the morning your time. I would read your old answers first and make a list of the twenty questions that come back, with your best reply to each.",
        priceCents: 130_000,
        timelineDays: 38,
        outcome: "submitted",
      },
      {
        freelancerKey: "oksana",
        coverLetter:
          "I answer in English and German, seven days a week during those five weeks, and keep a sheet with every parcel somebody asked about, so that you see in the end which carrier loses them. Where a taste question goes beyond me, I collect it for your call at seven.",
        priceCents: 112_000,
        timelineDays: 36,
        outcome: "shortlisted",
      },
    ],
    story: "open",
  },
  {
    key: "shoebox-year",
    clientKey: "petra",
    title: "Fourteen months of receipts, two shoeboxes, one tax office",
    description: `I make plates. I do not make bookkeeping, and since the second kiln I have not done any at all. There are two shoeboxes and a folder with bank statements, all photographed by my nephew, about 900 pictures.

Please enter, sort and match everything with the bank, and give me a list of what is missing. My accountant in Ljubljana takes over after that; he has a template and a low opinion of me. I would like him to be surprised.`,
    skills: ["Bookkeeping", "Spreadsheets", "Data entry"],
    budgetCents: 68_000,
    timelineDays: 21,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "oksana",
        coverLetter:
          "I did exactly this for a restaurant, fourteen months as well, with sauce on some of the receipts. Bank first, then pictures matched to it, so that we know within a week what is missing and you can still ask for copies. Your accountant's template is filled in by month, with a page of notes.",
        priceCents: 66_000,
        timelineDays: 18,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "wanjiru",
        coverLetter:
          "I am a draughtswoman who keeps quantity lists, and 900 pictures are a list. I would number each picture, enter date, amount and seller, and mark the unreadable ones. The matching with the bank I would leave to a bookkeeper; my part could be done in ten days.",
        priceCents: 39_000,
        timelineDays: 10,
        outcome: "submitted",
      },
      {
        freelancerKey: "emeka",
        coverLetter:
          "My own receipts live in a spreadsheet that finds its bank line by amount and date. I would load your 900 pictures through text recognition, correct by hand what it misreads, and have the matching done by formula. I am no bookkeeper, and your accountant would notice.",
        priceCents: 42_000,
        timelineDays: 9,
        outcome: "declined",
        declineReason:
          "He would notice, and I need to surprise him. Thank you for saying it yourself.",
      },
      {
        freelancerKey: "soojin",
        coverLetter:
          "I can read the 900 pictures by machine and tell you for each field how certain the reading is, so that a person looks only at the doubtful ones, perhaps one in six. Matching with the bank comes out of the same table. What each cost is for, you would have to tell me.",
        priceCents: 60_000,
        timelineDays: 12,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "therapist-rota",
    clientKey: "harbour",
    title: "A rota for 22 therapists that survives a cold on Monday",
    description: `We plan 22 therapists, three practices and nine rooms in a spreadsheet made by somebody who has left. When one therapist falls ill, it takes our manager two hours and six telephone calls until the day works again.

Please look at how we do it, then give us a simpler way: a sheet or a cheap tool, rules about who steps in, and a text for telling patients. It must be usable by a receptionist at half past seven. Four weeks of trial with you on call.`,
    skills: ["Scheduling", "Process design", "Spreadsheets"],
    budgetCents: 125_000,
    timelineDays: 42,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "oksana",
        coverLetter:
          "In Lviv I planned 40 doctors, so I know half past seven. The rules come before the tool: two people on standby each day, an order in which patients are moved, and one who decides. I would keep a spreadsheet, rebuilt, since everybody can open it, and be awake for your first four Mondays.",
        priceCents: 118_000,
        timelineDays: 42,
        outcome: "hired",
      },
      {
        freelancerKey: "fergus",
        coverLetter:
          "I would write down what your manager does in those two hours, call by call, and turn it into one page that a receptionist can follow. It is a procedure that lives in one head. The spreadsheet itself I would leave nearly as it is.",
        priceCents: 74_000,
        timelineDays: 20,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "The new sheet, a page of rules and three texts for patients. In the four weeks of trial there were nine absences; the longest took 22 minutes to rearrange and two calls. The page for half past seven is laminated and hangs beside the telephone in all three practices.",
      },
    ],
    review: {
      rating: 5,
      text: "Oksana was on the telephone at half past five her time on the first Monday, when two therapists were ill at once. Our manager now has a cup of tea at that hour. The rules are fairer than before too, and the therapists say so themselves.",
    },
  },
  {
    key: "hut-inventory",
    clientKey: "alpine",
    title: "One inventory for fourteen huts, from blankets to fire extinguishers",
    description: `Each hut keeps its own list: on paper, in a notebook, in one case on a door. Before the insurer comes we need one inventory with condition and year of purchase, and it should still be right in three years.

Wardens will photograph and count for you; they are helpful and brief. Please prepare the counting sheets, collect the answers, chase what is missing, and leave us a yearly routine that takes each hut one morning.`,
    skills: ["Data entry", "Spreadsheets", "Process design"],
    budgetCents: 82_000,
    timelineDays: 30,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "wanjiru",
        coverLetter:
          "I have counted school desks in 60 villages with sheets that a busy person can fill in standing: one room per page, a drawing of the room, numbers only. Photographs are needed for safety equipment and nothing else. What is missing after two weeks I would ask for by telephone, hut by hut.",
        priceCents: 79_000,
        timelineDays: 28,
        outcome: "hired",
      },
      {
        freelancerKey: "oksana",
        coverLetter:
          "Let me call each warden for half an hour and fill in the list while we talk, in German, which saves them writing and saves you chasing. Fourteen calls, fourteen lists, one table. The yearly routine would be the same call, made by your office.",
        priceCents: 71_000,
        timelineDays: 21,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "4,318 items from all fourteen huts, with photographs of 96 fire extinguishers, eleven of them out of date. The counting sheets carry a plan of every room. The yearly routine is two pages and was tried by the warden who likes lists least.",
      },
    ],
    review: {
      rating: 4,
      text: "The insurer had no questions, for the first time. The room plans are so good that we use them for the cleaning as well. One hut's list arrived after the deadline; the warden there is difficult and we should have helped sooner.",
    },
  },
  {
    key: "returns-mailbox",
    clientKey: "northwind",
    title: "Look after our returns mailbox for three months",
    description: `Returns come by e-mail, about fifteen a day, from boatyards who are in a hurry or at sea. A colleague who did this is on parental leave and we had not noticed how much she did.

You answer, issue the return number, check what arrived in the warehouse list, and release the credit note. English is enough, Dutch helps. The tone of the trade is short; nobody is offended by it and you should not be either.`,
    skills: ["Customer support", "Invoicing"],
    budgetCents: 270_000,
    timelineDays: 90,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "oksana",
        coverLetter:
          "Fifteen a day is an hour and a half, done by ten in the morning. I would agree with your warehouse on one word for each condition of a returned part, since most credit notes wait for that. You get a count each Friday: open, waiting, older than a week.",
        priceCents: 255_000,
        timelineDays: 90,
        outcome: "not_selected",
      },
      {
        freelancerKey: "leila",
        coverLetter:
          "Short does not offend me, I worked at a night reception. I would answer twice a day, at eight and at four, so that whoever is at sea gets a reply on the same day. Credit notes I would prepare, and somebody of yours would release them.",
        priceCents: 240_000,
        timelineDays: 90,
        outcome: "not_selected",
      },
    ],
    story: "closed",
  },
];
