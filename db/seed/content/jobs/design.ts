import type { DemoJobInCategory } from "../types.ts";

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
    releaseRule: "on_approval",
    reviewWindowDays: 7,
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
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "ingrid",
        coverLetter:
          "I would spend three days in Cork, one in each practice, watching eight patients book and your receptionists answer the telephone. Then two designs that differ in one decision, time first or complaint first, tried with the same people. Your supplier gets annotated screens, not a mood board.",
        priceCents: 172_000,
        timelineDays: 25,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "ana",
        coverLetter:
          "I would deliver the prototype as real HTML instead of pictures, so that patients with large text or a screen reader can try it as well, and your supplier can copy the parts that work. For the watching in the waiting room I would bring a colleague from Dublin who does this weekly.",
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
          "I would draw on the 32-pixel grid first, because what survives there will survive print. Five of your fourteen messages have ISO signs; for the other nine I propose three sketches each and let the farmers throw out two. I grew up next to such a pump and know what dry running sounds like.",
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
];
