import type { DemoJobInCategory } from "../demo-content.ts";
import { libraryHandover } from "../files.ts";

export const design: readonly DemoJobInCategory[] = [
  {
    key: "maker-mark",
    clientKey: "petra",
    title: "A maker's mark for the underside of my plates",
    description: `Until now I scratch my initials into the foot of each piece. With 4,000 pieces a year my thumb has had enough, so I want a stamp, and for a stamp I need a mark.

It must read at 12 millimetres in coarse clay, upside down too. No leaf, no mountain, no hand. I like the stonemasons' marks in our cathedral. If you can also say how the stamp itself should be made, good; I have somebody with a printer.`,
    skills: ["Branding", "Typography", "3D printing"],
    budgetCents: 36_000,
    timelineDays: 14,
    releaseRule: "on_submission",
    reviewWindowDays: 3,
    proposals: [
      {
        freelancerKey: "mateo",
        coverLetter:
          "Masons' marks are built from straight cuts, which is what clay likes too. I would draw thirty by hand, choose five with you by telephone, and press those five into clay here before showing you the last two. My neighbour is a potter and lets me use her groggiest scraps.",
        priceCents: 34_000,
        timelineDays: 12,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "henrik",
        coverLetter:
          "I cannot draw you a mark, but I can make the stamp: printed in hard resin with a two-degree draft so that it releases, depth 1.2 mm, handle to fit your palm. Two sizes and one round of corrections. I would happily work after whoever draws it.",
        priceCents: 15_000,
        timelineDays: 8,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "appointment-page",
    clientKey: "harbour",
    title: "Redesign the page where patients choose an appointment",
    description: `Patients can book online, yet 60 per cent still telephone, and the telephone is where our waiting list begins. The page asks which therapist before it says which days are free.

Please watch a few patients use it, then design a better one: finding a time first, people in pain, one hand, sometimes 80 years old. We need screens and an interactive prototype; our software supplier builds it. You may sit in our waiting room as long as you like, the coffee is acceptable.`,
    skills: ["UI design", "User research", "Accessibility", "Prototyping"],
    budgetCents: 165_000,
    timelineDays: 25,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "ingrid",
        coverLetter:
          "Three days in Cork, one in each practice, are enough for watching eight patients book and your receptionists answer the telephone. Then two designs that differ in one decision, time first or complaint first, tried with the same people. Your supplier gets annotated screens, not a mood board.",
        priceCents: 172_000,
        timelineDays: 25,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "ana",
        coverLetter:
          "My prototype would be real HTML instead of pictures, so that patients with large text or a screen reader can try it as well, and your supplier can copy the parts that work. For the watching in the waiting room I would bring a colleague from Dublin who does this weekly.",
        priceCents: 150_000,
        timelineDays: 22,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "tea-tins",
    clientKey: "teahouse",
    title: "Labels for nine tea tins, one for each grower",
    description: `We sell the tea of nine growers and put all of it into the same green tin. The growers are proud people and they have noticed.

Please design nine labels that belong together and still let each family be recognised: a wrap of 210 by 58 millimetres, two colours on washi paper, Japanese and English. We send you photographs of each garden, the family crests where there are any, and one tin of each tea, which you should drink before drawing.`,
    skills: ["Packaging", "Illustration", "Typography", "Print"],
    budgetCents: 230_000,
    timelineDays: 40,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "mateo",
        coverLetter:
          "For the honey labels I drew each site from the same height, so that the ridge line made the difference. Tea gardens would suit that: nine slopes, one horizon running around the tin. On washi I would keep lines above 0.3 mm and test on paper you send. The Japanese setting needs a second pair of eyes, please.",
        priceCents: 222_000,
        timelineDays: 38,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "controller-pictograms",
    clientKey: "kestrel",
    title: "Fourteen pictograms for a pump controller",
    description: `Our controllers are sold in 19 countries, and not everybody who runs a pump reads. The keypad and a small display carry 14 messages, from dry running to cleaning the filter.

We need pictograms of 32 by 32 pixels for the display and the same signs as vectors for the printed keypad, clear at an arm's length in sunlight. They must follow ISO 7000 where it has a sign. We will test them with 30 farmers in two countries; two rounds of corrections are part of the job.`,
    skills: ["Illustration", "UI design", "Technical drawing"],
    budgetCents: 140_000,
    timelineDays: 35,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "mateo",
        coverLetter:
          "The 32-pixel grid comes first, because what survives there will survive print. Five of your fourteen messages have ISO signs; for the other nine I propose three sketches each and let the farmers throw out two. I grew up next to such a pump and know what dry running sounds like.",
        priceCents: 134_000,
        timelineDays: 32,
        outcome: "hired",
      },
      {
        freelancerKey: "ingrid",
        coverLetter:
          "Pictograms are read in a situation, so I would test them on a controller with a mirror in the sun, not on a screen. I would reuse the grammar of ISO 7000 for your nine missing signs and document it on two pages, so that the fifteenth sign can be drawn by somebody else.",
        priceCents: 156_000,
        timelineDays: 35,
        outcome: "not_selected",
      },
    ],
    story: "in_progress",
  },
  {
    key: "hut-poster",
    clientKey: "alpine",
    title: "A poster of our fourteen huts and the paths between them",
    description: `For the club's anniversary we want a poster, 70 by 100 centimetres, that hangs in every hut and that people photograph. Fourteen huts, the ridges, the paths with their numbers and the walking times.

It need not be a map in the strict sense, but whoever knows the area must not laugh. We have photographs of each hut, a file with the paths, and a member of 83 years who will find every mistake. It is printed in three colours by a printer in Kempten.`,
    skills: ["Illustration", "Print", "Maps"],
    budgetCents: 175_000,
    timelineDays: 35,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "mateo",
        coverLetter:
          "I see it as a view from the north, from where you live, with the ridges stacked like paper and each hut drawn at a size that cheats a little. Three colours: dark blue, ochre, and the white of the paper for snow. First a pencil sheet for your member of 83 years, then ink.",
        priceCents: 168_000,
        timelineDays: 35,
        outcome: "hired",
      },
      {
        freelancerKey: "wanjiru",
        coverLetter:
          "Terrain first: an oblique view computed from open height data, so that every ridge is where it should be, then simplified by hand to three colours. Walking times would come from the path file and be set automatically, which makes corrections cheap.",
        priceCents: 149_000,
        timelineDays: 28,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "Final drawing and print files, three separations at 70 by 100 centimetres, plus a small version for postcards. All 212 path numbers were compared with your register. Your member's eleven remarks on the pencil sheet are in it, including the chapel I had put on the wrong side.",
      },
    ],
    review: {
      rating: 4,
      text: "The poster hangs in all fourteen huts and we have had to reprint it. It took nine days longer than agreed, partly because of our Thursday evenings and partly because of his pencil sheet, which we would now not want to miss.",
    },
  },
  {
    key: "invoice-screen",
    clientKey: "lindgren",
    title: "Rethink the screen where we enter 400 invoices a day",
    description: `Eight people enter supplier invoices on one screen, all day, mostly without looking at it. It has 34 fields; nine of them are used. New colleagues need three weeks until they are quick.

We want it redesigned by somebody who first sits beside us. The keyboard must stay faster than the mouse. Please deliver the screens, every state of every field, and a short list of what we could drop without anyone noticing.`,
    skills: ["UI design", "User research", "Figma", "Design systems"],
    budgetCents: 145_000,
    timelineDays: 21,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "ingrid",
        coverLetter:
          "Two days beside your eight people with a stopwatch and a notebook, then one screen with the nine fields in the order of the paper. I would count keystrokes before and after; that number is my measure, not how it looks. The other 25 fields move behind one key that those who need them will know.",
        priceCents: 142_000,
        timelineDays: 20,
        outcome: "hired",
      },
      {
        freelancerKey: "ana",
        coverLetter:
          "A running prototype with your real field rules, and a week in which the eight of you race it against the old screen. Whichever wins, you keep the measurements. The visual side would stay close to what you have, which helps people who do not look.",
        priceCents: 128_000,
        timelineDays: 18,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "The new screen needs 41 keystrokes for the average invoice where the old one needs 97. The file holds all states, the tab order, and a list of fourteen fields that nobody has filled in for two years. The recordings from both days are yours and stay on your server.",
      },
    ],
    review: {
      rating: 5,
      text: "She sat between Gunilla and Per for two days and understood our work better than the people who sold us software for it. 41 keystrokes is true, we counted again. The list of dead fields has ended three old arguments.",
    },
  },
  {
    key: "component-library",
    clientKey: "northwind",
    title: "Make our Figma library agree with our code",
    description: `We have 62 components in code and 110 in Figma, and some of them share a name. Designers draw buttons that do not exist; developers build dialogs nobody drew.

Please rebuild the Figma side from the code: same names, same properties, same sizes, and remove what has no counterpart after asking us. At the end there should be one page that says who adds a component, and where first.`,
    skills: ["Figma", "Design systems"],
    budgetCents: 112_000,
    timelineDays: 18,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "ingrid",
        coverLetter:
          "I did this in-house for a library twice the size and learned to begin with the deletions. Week one: a table of all 172 entries with a proposal for each, to be argued over in one meeting. After that the rebuilding is quiet work. Properties will carry your developers' names, letter by letter.",
        priceCents: 110_000,
        timelineDays: 16,
        outcome: "hired",
      },
      {
        freelancerKey: "ana",
        coverLetter:
          "Coming from the code side, I would export your 62 components with their properties into a list and generate the skeleton of the Figma library from it, then finish by hand. That keeps the names honest, and the export can run again whenever somebody suspects the two have drifted apart.",
        priceCents: 96_000,
        timelineDays: 15,
        outcome: "not_selected",
      },
    ],
    story: "under_review",
    submissions: [
      {
        note: "The library now has 64 components: your 62 and two that we agreed to add in code, dialog footer and quantity field. Forty-six old ones are on an archive page with the reason for each. The page on who adds what is the first one in the file.",
        files: libraryHandover,
      },
    ],
  },
  {
    key: "lesson-app-states",
    clientKey: "mwangaza",
    title: "Empty, broken and offline: the states nobody drew",
    description: `Our lesson app has 14 screens and each was drawn once, full of content and with a perfect network. In the schools we see the other ones: no lessons yet, half a lesson, a wrong clock, no space left.

Please go through the app with two of our teachers, list the states that exist, and draw those that are missing with the components we have. Texts in English; a colleague puts them into Swahili.`,
    skills: ["UI design", "Design systems", "Accessibility"],
    budgetCents: 94_000,
    timelineDays: 16,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "ingrid",
        coverLetter:
          "I expect about 60 states on 14 screens and perhaps nine patterns behind them, so I would draw the nine and show the sixty as a table. The teachers come first: two afternoons on the telephone, with the app in the state that they find it in, on their own devices.",
        priceCents: 92_000,
        timelineDays: 15,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
];
