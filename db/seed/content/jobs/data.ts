import type { DemoJobInCategory } from "../demo-content.ts";
import { mergeHandover } from "../files.ts";

export const data: readonly DemoJobInCategory[] = [
  {
    key: "schools-that-stop",
    clientKey: "mwangaza",
    title: "Which schools stop ordering our books, and when could we have known?",
    description: `Of 2,300 schools about 180 stop ordering each year. We notice when the order does not come. Our area officers say it is always the head teacher leaving; we are not sure.

There are seven years of orders, visits and delivery delays in one database, and a list of schools with district and size. We want an answer in ten pages that an area officer would read, and the queries behind it. If the data cannot answer the question, say so early and we stop.`,
    skills: ["Data analysis", "Statistics", "SQL", "GIS"],
    budgetCents: 195_000,
    timelineDays: 30,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "soojin",
        coverLetter:
          "The dull suspect first: late deliveries. One can test whether a delay in one term predicts silence in the next. The head teacher theory can be checked where your visit notes mention a new name. After one week you get two pages that say whether going on is worth your money.",
        priceCents: 188_000,
        timelineDays: 28,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "wanjiru",
        coverLetter:
          "Put the 180 on a map first. I know the roads of the northern districts and which of them close in the long rains; I expect you will see it with the naked eye. I would join orders, roads and rainfall, print one sheet per area, and sit down with two of your officers.",
        priceCents: 120_000,
        timelineDays: 20,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "sencha-forecast",
    clientKey: "teahouse",
    title: "How much sencha should we order in spring?",
    description: `Each spring we order the year's tea within ten days, by feeling. Last year 90 kilograms were left over, the year before we sold out in autumn and apologised until May.

We have five years of orders by day and country, and the growers' prices. Please make a forecast for the twelve most important teas with an honest range, in a spreadsheet which we can fill in ourselves next spring. If the feeling turns out to be better than the forecast, that is also a result.`,
    skills: ["Forecasting", "Spreadsheets", "Data analysis"],
    budgetCents: 78_000,
    timelineDays: 14,
    releaseRule: "on_submission",
    reviewWindowDays: 3,
    proposals: [
      {
        freelancerKey: "soojin",
        coverLetter:
          "Five years, twelve teas: that is little data, so I would keep the method simple and let each forecast compete with your past feeling on the years we know. For the order itself the cost of 90 kilograms left over against an empty shelf matters more than the average. The sheet will ask you for both.",
        priceCents: 76_000,
        timelineDays: 12,
        outcome: "submitted",
      },
      {
        freelancerKey: "emeka",
        coverLetter:
          "I keep such a sheet for a bicycle parts shop: last three years, this year's trend by country, a margin for the unknown, one page. It is not clever, but the owner has corrected it herself for two seasons now. Yours would be ready within a week.",
        priceCents: 45_000,
        timelineDays: 7,
        outcome: "declined",
        declineReason:
          "We would like the comparison with past years as well, and your sheet leaves that to us.",
      },
    ],
    story: "open",
  },
  {
    key: "nightly-figures",
    clientKey: "lindgren",
    title: "A nightly pipeline from our bookkeeping tool to 300 client reports",
    description: `Every month eight colleagues export figures, paste them into a report and send it. 300 reports, four mistakes a month, and nobody likes it.

We want a process that runs each night, reads a copy of the tool's PostgreSQL database, computes eleven figures per client and fills in the report. If something does not add up, the report is held back and a person is told why. It must be maintainable by us: plain SQL where possible.`,
    skills: ["Data pipelines", "SQL", "PostgreSQL"],
    budgetCents: 290_000,
    timelineDays: 40,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "tomas",
        coverLetter:
          "Eleven views in SQL, one per figure, each with a check that must return no rows; if it does, those rows are the reason in the message. A small runner does the night. I would first recompute the last twelve months and compare them with what you sent, which will also show how many mistakes it really was.",
        priceCents: 282_000,
        timelineDays: 38,
        outcome: "submitted",
      },
      {
        freelancerKey: "soojin",
        coverLetter:
          "Eleven figures need eleven definitions, agreed with two of your colleagues before I write any of them; I expect at least three versions of gross margin. Then SQL with tests on invented clients whose figures one can compute by hand. The report keeps its present look.",
        priceCents: 265_000,
        timelineDays: 42,
        outcome: "shortlisted",
      },
    ],
    story: "open",
  },
  {
    key: "path-register",
    clientKey: "alpine",
    title: "One clean layer from 640 kilometres of paths",
    description: `Our path register is a spreadsheet with 1,140 rows, our map is a file drawn by three people, and OpenStreetMap is mostly right. They disagree on about one path in ten.

We need one layer: geometry, path number, difficulty, who maintains it, last inspection. Where the three sources differ, we want a list with your suggestion and a small picture, which our path wardens will decide. Delivered as GeoPackage with a description of every column.`,
    skills: ["GIS", "Maps", "Spreadsheets"],
    budgetCents: 138_000,
    timelineDays: 28,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "wanjiru",
        coverLetter:
          "I brought 41 boreholes from four contractors into agreement, and paths at least stay where they are. I would match by number, then by shape, and sort the disagreements by warden, so that each gets only his own pages. Small pictures on paper, since wardens decide better with a pencil.",
        priceCents: 134_000,
        timelineDays: 26,
        outcome: "hired",
      },
      {
        freelancerKey: "priya",
        coverLetter:
          "I know OpenStreetMap's tags for alpine paths from my trail maps and would use its geometry as the base, with your register joined to it. The list for the wardens could be a simple page on their phone where they choose left, right or neither while standing there.",
        priceCents: 126_000,
        timelineDays: 24,
        outcome: "not_selected",
      },
    ],
    story: "changes_requested",
    submissions: [
      {
        note: "The layer holds 1,128 paths; twelve rows of the register were duplicates. 117 disagreements are sorted by warden, each with a picture and my suggestion. Every column is described on two pages, with the allowed values for difficulty.",
        changesRequested:
          "The wardens have decided 96 of the 117 and their sheets are scanned for you. Please work these in. One column is missing: whether a path is closed in winter. It is in the register under remarks, in eleven spellings.",
      },
    ],
  },
  {
    key: "customer-merge",
    clientKey: "northwind",
    title: "Merge three customer lists without losing a boatyard",
    description: `After taking over two smaller dealers we have three customer databases: 9,400 records, perhaps 6,000 boatyards. The same yard in Harlingen exists five times with four discounts.

Please find the duplicates, propose merges in groups that our sales office can confirm quickly, and carry them out in PostgreSQL so that each merge can be undone. Orders and invoices must point to the surviving record. No merge without a person's yes where discounts differ.`,
    skills: ["SQL", "PostgreSQL", "Data pipelines"],
    budgetCents: 168_000,
    timelineDays: 25,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "tomas",
        coverLetter:
          "I merged patient records once, where a wrong merge is worse than none, and would use the same three piles: certain, likely, leave alone. A merge writes a row that holds everything needed to undo it. Your sales office gets 50 groups a day, the ones with differing discounts first.",
        priceCents: 164_000,
        timelineDays: 24,
        outcome: "hired",
      },
      {
        freelancerKey: "soojin",
        coverLetter:
          "Address matching is a statistics problem with good tools. I would have your office label 300 pairs in an afternoon, learn from those, and then show for each proposed merge how sure we are. Anything under 95 per cent goes to a person. The SQL for merging comes with tests.",
        priceCents: 152_000,
        timelineDays: 22,
        outcome: "not_selected",
      },
    ],
    story: "under_review",
    submissions: [
      {
        note: "9,400 records are now 6,212 boatyards. Your office confirmed 1,870 groups, 48 were left alone on purpose, and the yard in Harlingen exists once. Undoing has been rehearsed on a copy with 200 merges and returned every order to its place.",
        files: mergeHandover,
      },
    ],
  },
  {
    key: "warranty-returns",
    clientKey: "kestrel",
    title: "Find the pattern in 2,600 warranty returns",
    description: `2,600 pumps have come back under warranty in four years. For each we have the serial number, country, water analysis where known, a technician's free text in one of five languages, and what was replaced.

Our quality department sees a problem with a bearing; production sees one with sand. We want to know which failures belong together, whether a production week stands out, and how certain that is. Please present it to both departments at once.`,
    skills: ["Data analysis", "Statistics", "Python"],
    budgetCents: 310_000,
    timelineDays: 35,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "soojin",
        coverLetter:
          "Bearing and sand may both be right: sand where the water is bad, the bearing in certain weeks everywhere. I would code the free texts by hand for 300 cases before trusting any method with the rest, and correct for how long each pump has been in the field. A notebook and twenty slides.",
        priceCents: 302_000,
        timelineDays: 33,
        outcome: "hired",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "Notebook, slides and a table of all cases with their group. Sand explains 41 per cent, mostly in two countries. Eleven production weeks have three times the bearing failures of the others, and all eleven used the same grease. Page six states how sure I am of each sentence.",
      },
    ],
    review: {
      rating: 5,
      text: "Both departments left the room with something to do instead of somebody to blame. Our laboratory has confirmed the grease. I have kept page six as an example of how I want uncertainty written down.",
    },
  },
  {
    key: "waiting-list-screen",
    clientKey: "harbour",
    title: "A screen that shows our waiting list as it is",
    description: `Reception keeps the waiting list in a spreadsheet, the therapists keep theirs in their heads. We would like a screen in the staff room: how many wait, how long, for which complaint, and which slots were cancelled today.

Data must not leave our machines; the practice software has a read-only database. No names on the screen. Colours that a colour-blind colleague can tell apart.`,
    skills: ["Dashboards", "SQL"],
    budgetCents: 92_000,
    timelineDays: 20,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "soojin",
        coverLetter:
          "Four numbers and one list, readable from the kettle. I would run it as a page on a small computer behind the screen, with nothing but counts leaving the database. Waiting time is shown as the middle and the longest, because the average hides the person who has waited since winter.",
        priceCents: 90_000,
        timelineDays: 18,
        outcome: "hired",
      },
      {
        freelancerKey: "emeka",
        coverLetter:
          "Reception's spreadsheet comes first: rebuilt until it can be trusted, with the screen simply showing it. That keeps everything in a tool your people know, and it costs less. The colours would be tested with your colleague before anything is hung on a wall.",
        priceCents: 64_000,
        timelineDays: 14,
        outcome: "not_selected",
      },
    ],
    story: "cancelled",
  },
];
