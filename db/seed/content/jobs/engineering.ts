import type { DemoJobInCategory } from "../types.ts";

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
    releaseRule: "on_approval",
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
          "I would begin with a proper survey drawing of your cellar from 40 measurements, which I will list for you, and draw the hood into that. The developed sheets come at full size on paper, so that the locksmith can lay them on the steel and mark through.",
        priceCents: 47_000,
        timelineDays: 14,
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
          "I would treat it as a casting question: which fins can your foundry pour, and how do they look after five years of mud. Simulation in the tool that your engineers already own, so that they can repeat it. I would also move the capacitors; 20 mm lower is free.",
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
];
