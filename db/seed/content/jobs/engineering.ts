import type { DemoJobInCategory } from "../demo-content.ts";

export const engineering: readonly DemoJobInCategory[] = [
  {
    key: "hut-bim-model",
    clientKey: "alpine",
    title: "Building model of a hut from 1908 that was never drawn",
    description: `We want to insulate our oldest hut. The architect asks for plans; there are none, only four extensions and an opinion about each. A member with a laser scanner has recorded all rooms, 1.2 billion points.

Please make a building model from the scan: walls as crooked as they are, beams, openings, roof. No furniture. The cellar was scanned during a flood and needs a note rather than a guess. IFC, and plans of four floors as PDF.`,
    skills: ["BIM", "CAD", "Technical drawing"],
    budgetCents: 280_000,
    timelineDays: 35,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [],
    story: "open",
  },
  {
    key: "kiln-hood",
    clientKey: "petra",
    title: "Extraction hood for two kilns in a low cellar",
    description: `My two kilns stand in a vaulted cellar, 2.1 metres at the highest point. When both fire, it smells, and I am told that I should not be breathing it. A locksmith round the corner bends and welds whatever I bring him on paper.

I need a hood over both kilns with a connection to the old chimney, 180 millimetres, drawn so that the locksmith can make it from flat sheet and I can take it off alone for cleaning. I will measure everything you ask for, twice.`,
    skills: ["Sheet metal", "Technical drawing", "CAD"],
    budgetCents: 54_000,
    timelineDays: 18,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "henrik",
        coverLetter:
          "In three parts of at most nine kilograms, hung on pins, so that you can take it down alone. Stainless sheet of 0.8 mm, folded edges instead of welds where your locksmith has a brake long enough; please ask him. I would send a cardboard template of the vault side before anybody cuts steel.",
        priceCents: 52_000,
        timelineDays: 16,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "wanjiru",
        coverLetter:
          "Your cellar deserves a proper survey drawing from 40 measurements, which I will list for you; the hood is then drawn into that. The developed sheets come at full size on paper, so that the locksmith can lay them on the steel and mark through.",
        priceCents: 47_000,
        timelineDays: 14,
        outcome: "submitted",
      },
      {
        freelancerKey: "mateo",
        coverLetter:
          "I draw for print, but my father was a tinsmith and I made his developments from the age of twelve. You would get full-size paper patterns, hand-checked in card, and a drawing that shows the order of the bends. For the airflow please ask somebody else.",
        priceCents: 39_000,
        timelineDays: 12,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "controller-heat",
    clientKey: "kestrel",
    title: "Will our controller housing survive a summer in Jodhpur?",
    description: `The new controller sits in an aluminium housing in full sun, 48 degrees in the air, 35 watts of losses inside. The capacitors must stay below 85 degrees. Our last estimate was made on a napkin; the napkin said 84.

We want a thermal simulation, including sun and dust on the fins, compared with measurements that we make for you in a climate chamber. Then a suggestion for the fins, if they need one. Models in STEP, all assumptions in one table.`,
    skills: ["Simulation", "CAD"],
    budgetCents: 295_000,
    timelineDays: 30,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "soojin",
        coverLetter:
          "I would start with a model small enough to check by hand, to see how far the napkin was off, and only then the full one. The dust is the uncertain part; I would vary it and give you a range instead of one temperature. Two chamber tests are enough if we choose the points well.",
        priceCents: 288_000,
        timelineDays: 28,
        outcome: "submitted",
      },
      {
        freelancerKey: "henrik",
        coverLetter:
          "For me it is a casting question: which fins can your foundry pour, and how do they look after five years of mud. Simulation in the tool that your engineers already own, so that they can repeat it. I would also move the capacitors; 20 mm lower is free.",
        priceCents: 276_000,
        timelineDays: 32,
        outcome: "shortlisted",
      },
    ],
    story: "open",
  },
  {
    key: "one-bracket",
    clientKey: "kestrel",
    title: "One mounting bracket instead of five",
    description: `The S4 is mounted on posts, walls, rafts and two sorts of frame, with a different bracket for each. Dealers stock the wrong one. We want a single bracket which fits all five, holds 38 kilograms, and is put up by one person with one spanner.

Galvanised sheet, 4,000 pieces a year, made in-house on a laser and a press brake with 160 tons. You get all interfaces as STEP files, the load cases and the prices we pay today; it must not cost more than the average of the five.`,
    skills: ["Sheet metal", "CAD", "Technical drawing"],
    budgetCents: 220_000,
    timelineDays: 40,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "henrik",
        coverLetter:
          "Two parts that slide into each other, one laser cut, six bends in total, one size of bolt. I would fold the first version in cardboard and mail it to you, because hands find mistakes that screens hide. The raft is the hard case; I would design for that one and let the others follow.",
        priceCents: 214_000,
        timelineDays: 38,
        outcome: "hired",
      },
      {
        freelancerKey: "wanjiru",
        coverLetter:
          "I have drawn pump mountings for boreholes and tanks in four counties and seen which ones get replaced by wire. I would draw the bracket to be put up on a rusty post by someone on a ladder. Calculations of the five load cases would be checked by an engineer in my office.",
        priceCents: 182_000,
        timelineDays: 35,
        outcome: "not_selected",
      },
    ],
    story: "in_progress",
  },
  {
    key: "printed-grips",
    clientKey: "harbour",
    title: "Printed grips for patients who cannot close their hand",
    description: `Many of our patients train with bands and cannot hold the handle: after a stroke, with arthritis, with a cast. We pad it with tape and it falls off.

Please design a family of grips in three sizes that can be printed on our own printer, clipped on to our two kinds of handle, and washed. Our therapists will try each version with patients and tell you exactly what hurts. Files for printing, and the settings that go with them.`,
    skills: ["3D printing", "CAD", "Technical drawing"],
    budgetCents: 96_000,
    timelineDays: 28,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "henrik",
        coverLetter:
          "Plaster casts of three hands are my starting point, which your therapists can make with what is in the cupboard. Printed in TPU with the layers along the hand, so that it bends and does not split. Three rounds with patients; after the second we should know the right softness.",
        priceCents: 94_000,
        timelineDays: 26,
        outcome: "hired",
      },
      {
        freelancerKey: "mateo",
        coverLetter:
          "I carve handles for my own knives, and could shape grips in wood and clay with photographs of your patients' hands beside me, then send the models to be scanned. A person who prints would be needed at the end. The shapes would be warm and a bit odd.",
        priceCents: 70_000,
        timelineDays: 30,
        outcome: "declined",
        declineReason:
          "We would have liked to see the odd shapes, but we need files that we can print ourselves and change.",
      },
    ],
    story: "under_review",
    submissions: [
      {
        note: "Three sizes, both handles, version 3 after the trials with your patients. The clip holds 40 kg in my rig and opens with a flat thumb. They survive 60 cycles in a dishwasher. Print settings are on a card with a photograph of how a good first layer looks.",
      },
    ],
  },
  {
    key: "radio-charging-board",
    clientKey: "mwangaza",
    title: "A charging board for our solar radio that does not kill its battery",
    description: `We give schools a radio with a small solar panel. After a year half of the batteries are dead, because the charger never stops charging. The maker offers a new radio instead.

We want a small board that replaces the charger: LiFePO4, protection against deep discharge, and one lamp that teachers can interpret. Made from parts that are sold in Nairobi. Ten prototypes and the files; assembly by a technical school that we work with, so large components, please.`,
    skills: ["Electronics", "Firmware"],
    budgetCents: 185_000,
    timelineDays: 45,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "kwame",
        coverLetter:
          "Every repair stall in Accra and Nairobi has the controller I want to use in a drawer; it needs 120 lines of code that a student can read. Through-hole parts where possible. The lamp gets three states and no more: full, working, put me in the sun. Ten boards tested for a week each on a roof.",
        priceCents: 178_000,
        timelineDays: 42,
        outcome: "hired",
      },
      {
        freelancerKey: "henrik",
        coverLetter:
          "For tractors we solved this without firmware: a dedicated charging chip, two resistors that set the limits, nothing to program and nothing to crash. I would offer that, with a board that fits the old screw holes, and a drawing for the school on how to fit it.",
        priceCents: 160_000,
        timelineDays: 40,
        outcome: "not_selected",
      },
    ],
    story: "changes_requested",
    submissions: [
      {
        note: "Ten boards are on their way to you; two more stay on my roof and have run for 31 days. Every part was bought at a counter on Kirinyaga Road by a friend, the list has prices and shops. The code has 114 lines, half of them comments.",
        changesRequested:
          "The technical school built four and three work. In the fourth the big capacitor was the wrong way round, which the board should make impossible. Please mark it so that a tired student sees it, and move the lamp to where the old one shone through the case.",
      },
    ],
  },
  {
    key: "fitting-drawings",
    clientKey: "northwind",
    title: "Proper drawings for eighteen rigging fittings we only have as parts",
    description: `When the foundry in Harwich closed, we bought the patterns of eighteen bronze fittings. The drawings were sold to somebody else, or eaten. We have two samples of each fitting, one of them used.

Please measure and draw them so that another foundry can quote: model, drawing with material, shrinkage, machined faces and thread. Some threads are Whitworth and should stay so. Samples are sent to you insured; please send them back clean.`,
    skills: ["CAD", "Technical drawing"],
    budgetCents: 240_000,
    timelineDays: 35,
    releaseRule: "on_submission",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "henrik",
        coverLetter:
          "Measuring castings is deciding which errors were meant. With two samples of each I can tell wear from intention for most of the eighteen and would ask about the rest. One drawing first, sent to your foundry for its opinion, then the other seventeen in the same way. Whitworth is no trouble.",
        priceCents: 232_000,
        timelineDays: 34,
        outcome: "hired",
      },
      {
        freelancerKey: "wanjiru",
        coverLetter:
          "Nothing precious needs to travel by post: I draw from photographs on a measuring grid and from your own callipers, following a sheet for each fitting. It is less exact than having the part in hand: half a millimetre, which may be enough for bronze that is machined later.",
        priceCents: 150_000,
        timelineDays: 28,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "Eighteen models and drawings. Five fittings carried a mistake in the pattern, which I drew as it should be and noted on the sheet. The samples go back by courier, cleaned and oiled, with the five worn faces marked in blue.",
      },
    ],
    review: {
      rating: 4,
      text: "Two foundries have quoted from his drawings without one question back. The five corrected mistakes explain complaints we have had since the nineties. We would have liked a word about progress in the third week, when we heard nothing for ten days.",
    },
  },
];
