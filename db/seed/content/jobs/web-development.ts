import type { DemoJobInCategory } from "../demo-content.ts";
import { checkoutHandover } from "../files.ts";

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
      {
        freelancerKey: "tomas",
        coverLetter:
          "Tests before fixes: keyboard and axe, all 24 findings as failing tests in your pipeline. Then your own developers turn them green and I review. It takes longer on the calendar, but afterwards two people in your house know how it is done.",
        priceCents: 112_000,
        timelineDays: 30,
        outcome: "withdrawn",
      },
      {
        freelancerKey: "priya",
        coverLetter:
          "My testing background is on phones: I would go through the checkout with TalkBack and VoiceOver on six devices and extend the audit to them, then supply the tests. Fixing React pages is not my daily work, so I would pair with your developer for that part.",
        priceCents: 99_000,
        timelineDays: 20,
        outcome: "declined",
        declineReason:
          "We need somebody who fixes React pages every day. The phone tests interest us for later, we will write to you.",
      },
    ],
    story: "under_review",
    submissions: [
      {
        note: "All 24 findings are fixed; the two inside the payment frame are worked around, see the notes. The dialog was rendered twice, which explains the lost focus. Keyboard tests cover all three pages and run in four minutes. Half a page per decision lies in docs/checkout.",
        files: checkoutHandover,
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
          "About 30 deployments: gems first, then 5.2, 6.1, 7.0, 7.2 and 8, each running a week with dual boot in your test suite before the next. The asset pipeline moves to Propshaft last, once nothing else is in motion. No deployments in the three days around a month end.",
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
  {
    key: "hut-calendar-midnight",
    clientKey: "alpine",
    title: "Hut booking calendar shows the wrong day around midnight",
    description: `Members who book a bunk after eleven in the evening get the following night, but only some of them, and never when we try it. Last Saturday a family of five arrived a day early and slept in the boot room.

The calendar is TypeScript with PostgreSQL behind it, written by a volunteer who has moved to Chile and answers once a week. We suspect time zones, like everybody. Please find it, fix it, and leave a test that fails without your fix.`,
    skills: ["TypeScript", "PostgreSQL", "Testing"],
    budgetCents: 42_000,
    timelineDays: 7,
    releaseRule: "on_submission",
    reviewWindowDays: 3,
    proposals: [],
    story: "open",
  },
  {
    key: "bank-statement-import",
    clientKey: "lindgren",
    title: "Read camt.053 bank statements into our bookkeeping tool",
    description: `Our banks stop delivering the old statement format. We need an importer for camt.053 files in our Rails application: upload or fetch from a folder, match payments to open invoices, and put the rest on a list for a person.

There are 60 anonymised files from four banks to test with. No two banks fill in the reference field in the same way, and that is most of the work. Importing a file twice must change nothing.`,
    skills: ["Ruby on Rails", "PostgreSQL", "SQL"],
    budgetCents: 260_000,
    timelineDays: 30,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "tomas",
        coverLetter:
          "I wrote a camt importer for the hospital and know the joy of four banks and one reference field. Plan: parser with your 60 files as fixtures, a table of raw entries that is never edited, matching as a separate step that can be repeated. A file is recognised by its hash and message id.",
        priceCents: 248_000,
        timelineDays: 28,
        outcome: "hired",
      },
      {
        freelancerKey: "soojin",
        coverLetter:
          "The matching is the part I would like to do. From your 60 files I would measure which fields agree with invoices at each bank, and give every match a score that your people can understand. The Rails part would be plain and small; I work mostly in SQL.",
        priceCents: 230_000,
        timelineDays: 35,
        outcome: "not_selected",
      },
    ],
    story: "in_progress",
  },
  {
    key: "label-printer",
    clientKey: "teahouse",
    title: "Label printer integration",
    description: `We print 80 shipping labels a day by downloading a PDF, opening it, and choosing the right tray of the wrong printer. Twice a week a parcel goes to Canada that should go to Kanagawa.

We want one button in the order list that sends the label to the thermal printer in the packing room. The printer understands ZPL and sits on the shop's network. The shop runs on Node.js. If the printer is out of paper, the button should say so.`,
    skills: ["Node.js", "TypeScript"],
    budgetCents: 75_000,
    timelineDays: 10,
    releaseRule: "on_submission",
    reviewWindowDays: 3,
    proposals: [
      {
        freelancerKey: "ana",
        coverLetter:
          "A small service beside the shop, with a queue, so that a label is neither lost nor printed twice when the network blinks. The button shows three states: sent, printed, out of paper. I have the same printer family here to test with and would set yours up over a video call at your morning.",
        priceCents: 74_000,
        timelineDays: 9,
        outcome: "hired",
      },
      {
        freelancerKey: "tomas",
        coverLetter:
          "Printing from Node is a socket and some patience. I would write ZPL from a template, keep a log of every label with its order number, and let the packing room reprint the last ten. Two days of work and one day for the surprises that printers always bring.",
        priceCents: 69_000,
        timelineDays: 12,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "The button is in the order list and the service runs on the small computer in the packing room. I left a test page with all 41 address formats you shipped to last year. When the paper runs out, the order keeps its label and prints it after the refill.",
      },
    ],
    review: {
      rating: 5,
      text: "We print in one step now and nothing has gone to the wrong country since. Ana called at six in the morning her time to set up the printer, and she noticed that our Korean addresses were cut off before we did.",
    },
  },
  {
    key: "form-library-review",
    clientKey: "alpine",
    title: "Review our form library before we build twelve forms on it",
    description: `Two volunteers wrote a small React form library for the club: fields, validation, an error summary. Before we move membership, hut keys, courses and nine other forms onto it, we would like someone experienced to read it.

We expect a written review: what to keep, what to change, what to delete, each with an example. About 1,900 lines and a page that shows every field. Please be frank; the two of them asked for that.`,
    skills: ["React", "Accessibility", "Testing"],
    budgetCents: 40_000,
    timelineDays: 7,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "ana",
        coverLetter:
          "I would read all of it twice, once as a user of the library and once as somebody filling in a form by keyboard. You get a review sorted by what it would cost to change later, with small patches for the five most important points. An hour's call with your two authors is included.",
        priceCents: 38_000,
        timelineDays: 5,
        outcome: "hired",
      },
      {
        freelancerKey: "ingrid",
        coverLetter:
          "A review from the user's side: I would fill in all forms with four of your older members, note where they stop, and trace each stop back to a field of the library. You would get recordings and a ranked list, but no patches; I read React and do not write it.",
        priceCents: 42_000,
        timelineDays: 7,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "The review has 31 points, nine of them to do before you build on the library. The date field should go; three patches show what could replace it. Your validation is better than most, and I say why on page two, so that nobody replaces it by accident.",
      },
    ],
    review: {
      rating: 5,
      text: "Frank and kind at once. Our two volunteers have already worked through the nine points and want to meet her at the next hut opening. The part on what not to change was worth as much as the rest.",
    },
  },
];
