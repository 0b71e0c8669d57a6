import type { DemoPastJob } from "../demo-content.ts";

/** Small jobs between the others, so that nearly everybody has been worked with before. */
export const pastJobsOfOthers: readonly DemoPastJob[] = [
  {
    key: "teacher-letters",
    category: "writing",
    clientKey: "mwangaza",
    freelancerKey: "noor",
    title: "Edit ten letters to head teachers",
    description:
      "Ten letters that go to 2,300 schools during a year, written by ten colleagues in ten voices. They should sound like one house, be half as long, and say in the first line what the school has to do and until when.",
    skills: ["Editing", "Copywriting", "Content strategy"],
    budgetCents: 40_000,
    priceCents: 38_000,
    timelineDays: 10,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "The first line of each letter becomes the task and the date; the rest may be read or not. I edit with your ten colleagues' own words where they are good, which is more often than they think.",
    note: "Ten letters, 46 % shorter, each with task and date in the first line. A sheet of twelve rules in your own examples is attached, so that the eleventh letter needs nobody.",
    paidDaysAgo: 61,
    review: {
      rating: 5,
      text: "Replies came back in half the usual time. Two colleagues were offended for one day and now use the twelve rules.",
    },
  },
  {
    key: "flow-meter",
    category: "mobile-apps",
    clientKey: "kestrel",
    freelancerKey: "kwame",
    title: "Read a flow meter over Bluetooth",
    description: `Our service people carry a flow meter that talks Bluetooth and a notebook that does not. A small app should read the meter, keep the readings with time and place, and send them when there is a network.

Android only. The protocol of the meter is documented on nine pages.`,
    skills: ["Bluetooth", "Android", "React Native"],
    budgetCents: 150_000,
    priceCents: 148_000,
    timelineDays: 28,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    coverLetter:
      "I would build a fake meter on a development board first, so that every error in the nine pages can be provoked at a desk. Readings are written down before they are shown, so that an empty battery costs nothing.",
    note: "The app reads, keeps and sends. Tested with your meter and with the fake one, which can lose connection at any byte. Page seven of the protocol is wrong about the checksum; the app follows the meter.",
    paidDaysAgo: 95,
    review: {
      rating: 5,
      text: "All acceptance tests passed at the first attempt. The fake meter stays with us and is used by the firmware team.",
    },
  },
  {
    key: "restore-drill",
    category: "web-development",
    clientKey: "lindgren",
    freelancerKey: "tomas",
    title: "Restore our database from a backup, for practice",
    description:
      "We make backups every night and have never restored one. Please do it, on a machine beside the real one, measure how long it takes, and write a page that a bookkeeper can follow at six in the morning.",
    skills: ["PostgreSQL", "DevOps"],
    budgetCents: 92_000,
    priceCents: 90_000,
    timelineDays: 12,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    coverLetter:
      "I would restore three nights: yesterday's, a month end, and the oldest you have. Then a bookkeeper does it with my page in hand while I keep quiet, and I correct the page wherever she hesitates.",
    note: "Three restores: 38, 41 and 52 minutes. The oldest one lacked a role and failed; the script now keeps roles too. Elsa's colleague has done it alone in 55 minutes with the page, which is attached.",
    paidDaysAgo: 128,
    review: {
      rating: 5,
      text: "We had been lucky for years without knowing it. Now there is a page on the wall and three of us have done it.",
    },
  },
  {
    key: "studio-sale",
    category: "marketing",
    clientKey: "petra",
    freelancerKey: "emeka",
    title: "Announce a studio sale to the right people",
    description:
      "Twice a year I sell seconds from the studio. My list has 2,100 addresses, from restaurants to aunts. Please sort it, write two short messages, and tell me on one page whether it worked.",
    skills: ["Email marketing", "Analytics"],
    budgetCents: 27_000,
    priceCents: 26_000,
    timelineDays: 10,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "I would split the list by what people bought, not by who they say they are. Two messages, one picture each, sent on a Tuesday morning and a Thursday evening, with half of the list each way.",
    note: "The list is sorted into four groups, 160 dead addresses removed. Of 1,940 messages 61 % were opened, and 118 people came. Thursday evening won. The page with the numbers is attached.",
    paidDaysAgo: 150,
    review: {
      rating: 5,
      text: "Everything was sold by two in the afternoon, and I could go back to the wheel. One page, as promised.",
    },
  },
  {
    key: "path-photos",
    category: "mobile-apps",
    clientKey: "alpine",
    freelancerKey: "priya",
    title: "Attach photographs to path reports without a signal",
    description: `Volunteers report fallen trees and broken bridges with our app. Photographs are lost when there is no signal, which is always the case where trees fall.

They should be kept on the phone, made smaller, and sent later, even if the app has been closed since.`,
    skills: ["Flutter", "Offline sync", "Android"],
    budgetCents: 135_000,
    priceCents: 132_000,
    timelineDays: 26,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    coverLetter:
      "A queue on the phone that survives restarts, photographs at 1,600 pixels, sent oldest first and in pieces. I would write the protocol on two pages before the code and let your volunteer server person agree to it.",
    note: "Photographs wait in a queue and are sent in pieces of 64 KB, which can be resumed. Tested with 40 reports and a phone in a biscuit tin. The two pages of protocol are in the repository.",
    paidDaysAgo: 172,
    review: {
      rating: 4,
      text: "Forty volunteers have tried it and no photograph is missing. The first version used too much battery; the second, a few days later, did not.",
    },
  },
  {
    key: "waiting-list-calls",
    category: "operations",
    clientKey: "harbour",
    freelancerKey: "oksana",
    title: "Call back 140 people on a waiting list",
    description:
      "140 people wait for an appointment; some have been better for months and forgot to tell us. Please call them in our name, ask four questions, and bring the list up to date. No medical questions, and nothing leaves our system.",
    skills: ["Customer support", "Scheduling", "Spreadsheets"],
    budgetCents: 54_000,
    priceCents: 52_000,
    timelineDays: 14,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "I have made such calls for a clinic with forty doctors. Ten a day, at the hours in which people answer, three attempts each, and a friendly note in your system after every one.",
    note: "139 of 140 reached. 52 no longer need an appointment, 31 want a different practice, 6 asked to be called by a therapist and are marked. One number belongs to a bakery.",
    paidDaysAgo: 205,
    review: {
      rating: 5,
      text: "The list is shorter by a third, and patients told us how kind the lady on the telephone was.",
    },
  },
  {
    key: "harvest-notes",
    category: "translation",
    clientKey: "teahouse",
    freelancerKey: "yuki",
    title: "Harvest notes of nine growers in English",
    description:
      "Every year our nine growers write us a page about their harvest: frost, insects, a grandson. Our customers love them and few of them read Japanese. Please translate them so that nine people can still be told apart.",
    skills: ["Japanese", "Translation", "Copywriting"],
    budgetCents: 48_000,
    priceCents: 47_000,
    timelineDays: 9,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    coverLetter:
      "Nine voices, so I would read all nine before starting with the first. Mr Okumura's jokes need replacing rather than translating; I will mark what I did. Names of fields and cultivars stay.",
    note: "Nine letters in nine voices. Two jokes were replaced and are marked. Cultivars stay in Japanese with a short list at the end. Mrs Hirata's frost note made me cry, so please check it twice.",
    paidDaysAgo: 240,
    review: {
      rating: 5,
      text: "Our customers write back to the growers now. We could tell from the English alone who had written which page.",
    },
  },
  {
    key: "pump-stand",
    category: "engineering",
    clientKey: "kestrel",
    freelancerKey: "henrik",
    title: "Stand for a test pump, folded from one sheet",
    description:
      "Our test bench needs a stand for pumps of up to 60 kg: one sheet of 4 mm, folded, bolted to the floor, with the flange at 620 mm. Drawing, flat pattern and a check of the stiffness. We laser and bend in-house.",
    skills: ["Sheet metal", "CAD", "Simulation"],
    budgetCents: 80_000,
    priceCents: 78_000,
    timelineDays: 12,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    coverLetter:
      "One sheet is possible if the back is closed by a flange that is bolted, not welded. I would check the first natural frequency against your pump's speed, since that decides about the ribs, and draw for the tools in your list.",
    note: "Flat pattern, drawing and model. First natural frequency at 71 Hz, well above 48 Hz. All bends with tools from your list, largest blank 1,180 by 940 mm. Bolt pattern as on the floor plan.",
    paidDaysAgo: 318,
    review: {
      rating: 5,
      text: "Drawing without a question mark. Lasered, bent and bolted within two days. The bench is quieter than the old one.",
    },
  },
];
