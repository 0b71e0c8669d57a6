import type { DemoJobInCategory } from "../types.ts";

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
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "soojin",
        coverLetter:
          "I would start with the dull suspect, late deliveries, and test whether a delay in one term predicts silence in the next. The head teacher theory can be checked where your visit notes mention a new name. After one week you get two pages that say whether going on is worth your money.",
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
    reviewWindowDays: 7,
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
          "I would agree on the eleven definitions with two of your colleagues before writing any of them, since I expect at least three versions of gross margin. Then SQL with tests on invented clients whose figures one can compute by hand. The report keeps its present look.",
        priceCents: 265_000,
        timelineDays: 42,
        outcome: "shortlisted",
      },
    ],
    story: "open",
  },
];
