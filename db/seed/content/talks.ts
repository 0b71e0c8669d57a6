import type { DemoTalk } from "./demo-content.ts";
import { shortenedAddresses, sunScheme, twoComponents } from "./files.ts";

/** What some clients and freelancers wrote to each other, oldest line first; the last lines are partly unread. */
export const talks: readonly DemoTalk[] = [
  {
    jobKey: "checkout-screen-reader",
    freelancerKey: "ana",
    lines: [
      [
        "client",
        23.1,
        "You would start with the dialog. Does that mean the fields wait until the second week?",
      ],
      [
        "freelancer",
        23.0,
        "Yes. Nine of the 24 findings go away with the dialog, and two of the fields are inside it. I would otherwise fix them twice.",
      ],
      [
        "client",
        22.9,
        "That makes sense. One of our two developers is here from Tuesday to Thursday. Is that enough for questions?",
      ],
      ["freelancer", 22.8, "Plenty. I collect mine and send them on Tuesday mornings."],
      [
        "client",
        18.2,
        "Welcome on board. The staging shop is at https://staging.northwind.example, and the audit is in the folder that we shared. Joost answers what is about the code.",
      ],
      [
        "freelancer",
        18.1,
        "Thank you. I have both. First question for Joost: why is the sheet rendered a second time when an error comes back?",
      ],
      ["client", 15.4, "He says: because it always has been. He is curious whether it has to be."],
      [
        "freelancer",
        8.3,
        "It does not. The dialog finding is the hardest one: focus disappears because the sheet is rendered twice. I will split it.",
      ],
      [
        "client",
        8.2,
        "Good. Please write the reason down, that is half a page which everybody here will read.",
      ],
      [
        "freelancer",
        1.88,
        "Everything is handed over, with the half pages in docs/checkout. Test 14 is the one to look at first.",
      ],
      [
        "client",
        0.3,
        "Looks good! Two questions about the dialog: does Escape always bring the focus back, also from the error state?",
      ],
      ["client", 0.29, "And who writes the half page for the payment frame?"],
    ],
    readAgo: null,
  },
  {
    jobKey: "offline-maps",
    freelancerKey: "ana",
    lines: [
      [
        "client",
        26.4,
        "Our surveyor wants to know how often the map is drawn anew when he has moved a signpost.",
      ],
      [
        "freelancer",
        26.3,
        "Every night, from the day’s OpenStreetMap extract. A phone asks once a day when it has a signal, and fetches only the tiles that changed.",
      ],
      ["client", 26.2, "He is satisfied, which does not happen often."],
      [
        "freelancer",
        9.6,
        "The sun scheme is on the test page. Please look at it outside, at noon, with the screen as dirty as it usually is.",
        sunScheme,
      ],
      [
        "client",
        9.2,
        "Four of us did, on the ridge. Path numbers are fine. The huts could be a little larger.",
      ],
      ["freelancer", 9.1, "They are now one step larger from the second level of detail on."],
      [
        "client",
        0.6,
        "Could the legend stay visible while one moves the map? That is the first of the two things from Thursday.",
      ],
      [
        "client",
        0.58,
        "The winter symbol for the huts can be plain: an outline instead of a filled roof. We would not like a snowflake.",
      ],
    ],
    readAgo: null,
  },
  {
    jobKey: "picking-calendar",
    freelancerKey: "ana",
    lines: [
      [
        "client",
        10.1,
        "We are glad that you do this. The sheet with the dates of last year is in the mail as a photograph, because it hangs behind glass.",
      ],
      [
        "freelancer",
        10.0,
        "I can read all nine gardens. Is the third column in the row of Wazuka a 5 or a 6?",
      ],
      ["client", 9.7, "A 6. It rained."],
      [
        "freelancer",
        4.2,
        "The band is on the test address, with the dates of this week. The page for moving a date has one button per garden and says what it changed.",
      ],
      ["client", 3.1, "My mother moved a date without asking me how. Please go on."],
      [
        "freelancer",
        3.0,
        "That is the best test there is. Japanese line breaks are left, then it is yours.",
      ],
    ],
    readAgo: 2.7,
  },
  {
    jobKey: "label-printer",
    freelancerKey: "ana",
    lines: [
      [
        "client",
        29.0,
        "The printer arrived with a plug for another country. Does that matter to you?",
      ],
      [
        "freelancer",
        28.9,
        "Only to the printer. I work against a box that pretends to be one until you have found an adapter.",
      ],
      [
        "client",
        20.8,
        "One step, and no label in the wrong country since this morning. We are very happy.",
      ],
      [
        "freelancer",
        20.7,
        "Thank you, that was a pleasure. When the paper runs out, just refill it: nothing is lost.",
      ],
    ],
    readAgo: 20.5,
    archivedBy: "client",
  },
  {
    jobKey: "rails-5-to-8",
    freelancerKey: "ana",
    lines: [
      [
        "client",
        6.1,
        "Thank you for offering the part that nobody wants. Would you also work beside somebody who does the rest?",
      ],
      [
        "freelancer",
        6.0,
        "Gladly. The asset pipeline has few points of contact with the versions; one hour together each week would do.",
      ],
      ["client", 5.2, "Then we look for that somebody first and come back to you next week."],
    ],
    readAgo: 5.0,
  },
  {
    jobKey: "berth-addresses",
    freelancerKey: "ana",
    lines: [
      [
        "freelancer",
        6.9,
        "Eleven of the 1,900 addresses are too long for the courier’s label, some of them for years. Shall I shorten them or list them?",
      ],
      ["client", 6.8, "Both, please. Our office wants to see what was changed."],
      [
        "freelancer",
        1.49,
        "The list is beside the test, with the old and the new form of each.",
        shortenedAddresses,
      ],
      [
        "client",
        0.12,
        "Every label fits. Thank you for telling us about the eleven before we found them ourselves.",
      ],
    ],
    readAgo: 0.1,
  },
  {
    jobKey: "warehouse-scanner",
    freelancerKey: "kwame",
    lines: [
      [
        "client",
        1.5,
        "A finger scanner is an idea that nobody here had. How long does the battery last in the cold? The hall has six degrees in winter.",
      ],
      [
        "freelancer",
        1.4,
        "Eight hours at ten degrees by my own count, so I would plan for six and a second set on the charger.",
      ],
      ["client", 1.3, "Could you really lend us one for a week?"],
      [
        "freelancer",
        0.4,
        "It is packed. I only need an address and somebody who is there before noon.",
      ],
      [
        "freelancer",
        0.39,
        "And one of your labels with grease on it, please. As a photograph is fine.",
      ],
    ],
    readAgo: null,
  },
  {
    jobKey: "rigging-podcast",
    freelancerKey: "noor",
    lines: [
      [
        "freelancer",
        31.8,
        "The inspector on Texel agrees, if we come before the lifeboats go into the shed. That would be in two weeks.",
      ],
      [
        "client",
        31.7,
        "Then two weeks it is. Book the ferry, we pay it as the first of the two trips.",
      ],
      [
        "freelancer",
        14.3,
        "94 minutes of lifeboats are recorded, nine of them with rain on the hull, which I would like to keep.",
      ],
      ["client", 14.1, "Keep the rain."],
      [
        "freelancer",
        0.7,
        "First cut of the first episode: 25 minutes and 40 seconds. She complains about a shackle of yours, by name. I would leave it in.",
      ],
    ],
    readAgo: null,
  },
  {
    jobKey: "customer-merge",
    freelancerKey: "tomas",
    lines: [
      [
        "freelancer",
        12.0,
        "48 groups have different discounts and nobody who would decide. I have put them on the third pile: left alone.",
      ],
      ["client", 11.6, "Right. They come up again when those yards order."],
      [
        "client",
        5.9,
        "6,212 is close to what we guessed. How do we undo a merge when you are gone?",
      ],
      [
        "freelancer",
        5.8,
        "One command with the number of the merge, described on the last page. Your office did it twice without me on Friday.",
      ],
    ],
    readAgo: 5.6,
  },
  {
    jobKey: "component-library",
    freelancerKey: "ingrid",
    lines: [
      [
        "freelancer",
        13.9,
        "Two components exist in neither place and are used everywhere: a dialog’s footer and a field for quantities. May I draw them?",
        twoComponents,
      ],
      ["client", 13.6, "Please do. We add them in code the same week."],
      ["client", 4.1, "We are through half of the archive page. The reasons are a joy to read."],
    ],
    readAgo: 4.0,
  },
  {
    jobKey: "partner-api-guide",
    freelancerKey: "noor",
    lines: [
      [
        "client",
        3.4,
        "We know how you ask questions. Would you look at this job too? It is four recorded calls and a test system, and in the end fifteen pages.",
      ],
      [
        "freelancer",
        2.9,
        "I am tempted by the calls. Let me finish the first episode, then I tell you by the end of the week.",
      ],
    ],
    readAgo: 2.8,
  },
];
