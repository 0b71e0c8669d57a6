import type { DemoPastJob } from "../demo-content.ts";

/** A year of small jobs for the freelancer that the demo is shown with. */
export const pastJobsOfAna: readonly DemoPastJob[] = [
  {
    key: "berth-addresses",
    category: "web-development",
    clientKey: "northwind",
    freelancerKey: "ana",
    title: "Address fields that accept a berth",
    description: `A good part of our parcels goes to boats: "Pontoon C, berth 14, ask for the red one". Our form insists on a street and a house number, so people invent them.

Please change the address step so that a marina, a pontoon and a berth are possible, and the courier's label still fits on four lines.`,
    skills: ["React", "TypeScript", "Accessibility"],
    budgetCents: 45_000,
    priceCents: 42_000,
    timelineDays: 10,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    coverLetter:
      "I would add a choice at the top, street or marina, and keep one set of fields underneath that changes its labels. Old addresses stay as they are. The courier's four lines get a test with the twenty longest marina names I can find.",
    note: "Street or marina, with labels that change and values that stay when one switches. The label test runs over 1,900 real addresses from your export; eleven were too long before and are shortened now in the way the courier recommends.",
    paidDaysAgo: 0.13,
    review: {
      rating: 5,
      text: "We tried it with our forty worst addresses and every label fits. She found eleven that had been wrong for years, and told us before the courier did.",
    },
  },
  {
    key: "returns-form",
    category: "web-development",
    clientKey: "northwind",
    freelancerKey: "ana",
    title: "Returns form that says what happens next",
    description: `Customers fill in our returns form and then ring us, because nothing tells them whether it worked. We have the texts and the states: received, label sent, arrived, refunded.

We need the form tidied and a page for each state that can be opened from the e-mail.`,
    skills: ["React", "Next.js", "CSS"],
    budgetCents: 58_000,
    priceCents: 56_000,
    timelineDays: 12,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "Four states are four headings, one sentence each and one date, so I would build a single page that shows where the parcel is and what you will do next. The form loses the two fields that nobody reads.",
    note: "The form has seven fields instead of eleven, and every state has its page with a date on it. The links in the e-mails are signed and expire after 60 days. Texts are in one file for you to change.",
    paidDaysAgo: 44,
    review: {
      rating: 5,
      text: "The phone is quieter on Mondays. Clear questions in the first two days, then nothing to worry about until it was finished.",
    },
  },
  {
    key: "booking-errors",
    category: "web-development",
    clientKey: "harbour",
    freelancerKey: "ana",
    title: "Booking form: error messages a patient can act on",
    description: `Our booking form says "Invalid input" in red, without saying where. People with a bad back give up and call, and the line is busy.

Fifteen messages need to be rewritten and put beside their fields. We send the list and the form's source.`,
    skills: ["Accessibility", "React", "Testing"],
    budgetCents: 35_000,
    priceCents: 34_000,
    timelineDays: 7,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "Each message will say what is missing and give an example. I move them beside the fields, add a summary at the top with links, and try the whole form with a screen reader and with one hand.",
    note: "Fifteen messages rewritten, each beside its field, and a summary at the top that receives the focus. Telephone numbers may now contain spaces, which alone caused a third of the errors in your log.",
    paidDaysAgo: 67,
    review: {
      rating: 4,
      text: "The messages are kind and clear, and fewer people call. The switch to the live site took two attempts because of our own server, so allow a day for that.",
    },
  },
  {
    key: "invoice-print",
    category: "web-development",
    clientKey: "lindgren",
    freelancerKey: "ana",
    title: "Print styles for invoices and statements",
    description:
      "Our clients still print. At present an invoice takes three pages: one with the menu, one with the invoice and one with our address. We want one page, in black, with page numbers only where there are two.",
    skills: ["CSS", "Testing"],
    budgetCents: 30_000,
    priceCents: 28_000,
    timelineDays: 6,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "One stylesheet for paper, tried on three browsers and on a real laser printer, with tables that don't break inside a line. I would keep screenshots of ten statements as a test so that it stays this way.",
    note: "Invoices fit on one page up to 31 lines and number themselves beyond that. Ten statements are compared as images on every build. The menu and the cookie line no longer print.",
    paidDaysAgo: 115,
    review: null,
  },
  {
    key: "filter-keyboard",
    category: "web-development",
    clientKey: "northwind",
    freelancerKey: "ana",
    title: "Make the product filters work by keyboard",
    description: `Our filters open with the mouse only. A chandler with a trackball wrote us a polite letter about it, and he is right.

Diameter, material, breaking load, colour: four filters, the same component. It should also say aloud how many articles are left.`,
    skills: ["React", "Accessibility", "Testing"],
    budgetCents: 72_000,
    priceCents: 69_000,
    timelineDays: 14,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    coverLetter:
      "I would replace the component with one built on native controls, because yours fights the browser in six places. The number of articles goes into a polite live region. Would the chandler try it for half an hour? I would like to watch.",
    note: "All four filters work with the keyboard, announce themselves, and close with Escape. The chandler tried them by video call and found one thing, the colour names, which is fixed. Twelve tests.",
    paidDaysAgo: 139,
    review: {
      rating: 5,
      text: "She asked to speak to the customer who had complained, and did. He has ordered twice since. The code is half as long as before.",
    },
  },
  {
    key: "spare-part-finder",
    category: "web-development",
    clientKey: "kestrel",
    freelancerKey: "ana",
    title: "Search box that finds a spare part by half its number",
    description: `Part numbers are stamped into metal and half of them are worn away. Our dealers type what they can read and find nothing.

The search should accept gaps, show a photograph with each result and work on a phone in bright sun. The index exists; this is about the front end.`,
    skills: ["TypeScript", "React", "Performance"],
    budgetCents: 90_000,
    priceCents: 88_000,
    timelineDays: 18,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    coverLetter:
      "A dealer should be able to type a question mark for each digit that is gone. I would show results from the third character on, photograph first, with a contrast that holds outdoors, and measure on a cheap phone.",
    note: "Gaps are question marks, results appear after three characters, photographs load last. On a 2019 phone the first result shows after 0.4 seconds. A sheet for dealers explains the question marks in six languages' worth of pictures.",
    paidDaysAgo: 163,
    review: {
      rating: 5,
      text: "Requirements read properly, two contradictions found in them and reported. Delivered four days early. Dealers use it without training, which was the purpose.",
    },
  },
  {
    key: "lesson-page-speed",
    category: "web-development",
    clientKey: "mwangaza",
    freelancerKey: "ana",
    title: "Lesson pages that open on a slow phone",
    description:
      "Teachers open our lesson pages on phones with 2G, often standing in one particular corner of the yard. A page has 1.8 MB today. We would like 200 KB, with the text first and the pictures on request.",
    skills: ["Performance", "Next.js", "CSS"],
    budgetCents: 55_000,
    priceCents: 52_000,
    timelineDays: 12,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "Text and exercises first, as plain pages; pictures as grey frames that say their size and load when tapped. I would put a budget of 200 KB into your build, so that nobody can add a font by accident.",
    note: "A lesson now has 164 KB, of which the text is readable after the first 40. Pictures load when tapped and stay afterwards. The build stops when a page passes 200 KB and names what made it grow.",
    paidDaysAgo: 187,
    review: {
      rating: 5,
      text: "Our teachers noticed before we told them. The build has stopped us twice since, both times rightly.",
    },
  },
  {
    key: "restaurant-order-form",
    category: "web-development",
    clientKey: "petra",
    freelancerKey: "ana",
    title: "One-page order form for restaurants",
    description:
      "Cooks order plates after midnight, on a phone, with one thumb. They know the shape, the glaze and the number, in this order. I want one page that asks exactly that and sends me a message I can print.",
    skills: ["React", "CSS", "Accessibility"],
    budgetCents: 46_000,
    priceCents: 45_000,
    timelineDays: 10,
    releaseRule: "on_submission",
    reviewWindowDays: 3,
    coverLetter:
      "Shape, glaze, number, in large fields that a thumb can reach, with your photographs of the seven glazes. It keeps a half-finished order for a week. I would test it with two cooks you trust.",
    note: "One page, three questions, one button. Orders arrive as a message of eight lines and as a sheet for the workshop wall. Both cooks managed it in under a minute, one of them while talking to somebody.",
    paidDaysAgo: 211,
    review: {
      rating: 5,
      text: "I have had 31 orders through it and not one question. She called me back in the evening, as I had asked.",
    },
  },
  {
    key: "size-tables",
    category: "web-development",
    clientKey: "northwind",
    freelancerKey: "ana",
    title: "Rope size tables that can be read on a phone",
    description:
      "Our size tables have nine columns. On a phone you see two of them and have to guess the rest. Please find a form that keeps all the numbers and can be compared with a thumb. There are 140 such tables, all made by the same component.",
    skills: ["CSS", "React"],
    budgetCents: 32_000,
    priceCents: 31_000,
    timelineDays: 7,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "Nine columns are really two questions: which diameter, and will it hold. I would pin the diameter, show the breaking load beside it and fold the other seven into a line below that opens on tap.",
    note: "The diameter stays in place, the breaking load stands beside it, and the other columns open below. All 140 tables were compared before and after by a script; no number was lost.",
    paidDaysAgo: 235,
    review: {
      rating: 4,
      text: "Much better to read. We would have liked to be asked about the order of the folded columns, but it was changed within the hour.",
    },
  },
  {
    key: "gift-message",
    category: "web-development",
    clientKey: "teahouse",
    freelancerKey: "ana",
    title: "Gift message and wrapping in the checkout",
    description:
      "In December two thirds of our orders are gifts, and people write the message into the field for the company name. We would like a proper place for it, a choice of two papers, and an invoice that does not travel with the parcel.",
    skills: ["Next.js", "React", "TypeScript"],
    budgetCents: 40_000,
    priceCents: 39_000,
    timelineDays: 9,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "A single question, is it a gift, opens the message and the two papers. Messages accept Japanese and are counted in characters that fit on your card. The invoice goes by e-mail in that case.",
    note: "The gift question stands after the address. Messages up to 180 characters, in any script, are printed on your card template. Invoices are left out of the parcel's papers and sent by e-mail.",
    paidDaysAgo: 259,
    review: {
      rating: 5,
      text: "Finished well before the season. The cards look as if we had written them by hand.",
    },
  },
  {
    key: "course-sign-up",
    category: "web-development",
    clientKey: "alpine",
    freelancerKey: "ana",
    title: "Course sign-up that survives a lost connection",
    description: `Members sign up for courses from the hut, where the network comes and goes with the wind. Then they have paid twice, or think they have not signed up at all.

We need a form that keeps what was typed, sends it once and shows clearly that it has arrived.`,
    skills: ["TypeScript", "React", "Testing"],
    budgetCents: 64_000,
    priceCents: 61_000,
    timelineDays: 14,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    coverLetter:
      "Each sign-up gets a number before it is sent, so that your server can recognise a repeat. The form keeps its contents on the phone and says in words what has arrived. I would test it by switching the network off at every step.",
    note: "A sign-up is sent once, however often the button is pressed, and survives closing the browser. The page says when it arrived. Tested with the network cut at eight different moments.",
    paidDaysAgo: 283,
    review: {
      rating: 5,
      text: "Two courses are full already, and nobody has paid twice. She answered our committee's questions in writing, patiently, all nineteen of them.",
    },
  },
  {
    key: "opening-hours",
    category: "web-development",
    clientKey: "harbour",
    freelancerKey: "ana",
    title: "Opening hours of three practices in one component",
    description:
      "Three practices, each with its own hours, and bank holidays that all of us forget. They are typed by hand on nine pages at present. We want one place to change them and a line that says whether we are open right now.",
    skills: ["React", "TypeScript"],
    budgetCents: 25_000,
    priceCents: 24_000,
    timelineDays: 5,
    releaseRule: "on_submission",
    reviewWindowDays: 3,
    coverLetter:
      "One small file with the hours and the exceptions, one component on nine pages, and a test for each bank holiday until 2030. The line for right now is computed in your time zone, not the visitor's.",
    note: "The hours live in one file with a comment that explains it. All nine pages use the component. Bank holidays are computed; the only one you must enter by hand is the day of your outing.",
    paidDaysAgo: 307,
    review: null,
  },
  {
    key: "checkout-tests",
    category: "web-development",
    clientKey: "northwind",
    freelancerKey: "ana",
    title: "End-to-end tests for the checkout",
    description: `We have two developers and one checkout, and both developers are afraid of it. Please write end-to-end tests for the ten most common ways through it, and for the five in which it has failed this year.

They should run in under ten minutes on our pipeline and not fail for no reason.`,
    skills: ["Testing", "TypeScript", "React"],
    budgetCents: 80_000,
    priceCents: 76_000,
    timelineDays: 16,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    coverLetter:
      "Fifteen journeys, named after what a customer wants rather than after pages. Each prepares its own data. I would run the set two hundred times before I call it stable, and hand over the log of those runs.",
    note: "Fifteen journeys in six and a half minutes. The last 200 runs were green but for one, which was a real fault in the voucher field; its report is in the tracker.",
    paidDaysAgo: 331,
    review: {
      rating: 5,
      text: "Both developers deploy on Fridays now. The tests read like a description of our shop, and one of them has already caught a real mistake.",
    },
  },
  {
    key: "portal-sign-in",
    category: "web-development",
    clientKey: "lindgren",
    freelancerKey: "ana",
    title: "Sign-in page of the client portal, rebuilt",
    description:
      "Our sign-in page blocks password managers and times out while people look for their glasses. It should let both in, explain what went wrong in plain words, and work with the keyboard. The back end stays as it is.",
    skills: ["React", "Accessibility", "Design systems"],
    budgetCents: 50_000,
    priceCents: 48_000,
    timelineDays: 10,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "Proper field names for password managers, a button that shows the password, and messages that never say more than they should. The timeout gets a warning with a way to stay. I would leave the back end alone.",
    note: "Works with the four common password managers and with the keyboard alone. The timeout warns two minutes before. The wording of all messages is listed on one sheet for your clients' newsletter.",
    paidDaysAgo: 355,
    review: {
      rating: 5,
      text: "Our oldest client is 84 and signed in without calling. That was the test we had agreed on.",
    },
  },
];
