import type { DemoJobInCategory } from "../types.ts";

export const videoAudio: readonly DemoJobInCategory[] = [
  {
    key: "silent-service-films",
    clientKey: "kestrel",
    title: "Eight service films of two minutes without a spoken word",
    description: `Our technicians work in 19 countries, next to running engines. We want eight films, one for each frequent repair of the S4, that are understood without sound and without language.

Our workshop films the hands from two angles; you tell us what you need, cut it, and add arrows, numbers and torque values as graphics. Each film must load on a poor connection: 15 megabytes at most. We change part numbers sometimes, so the graphics should be editable by us.`,
    skills: ["Video editing", "Motion graphics"],
    budgetCents: 340_000,
    timelineDays: 45,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "luca",
        coverLetter:
          "Turin is two hours away, so I would come for the first repair and set up both cameras with your people; the other seven they film alone. A film is finished when somebody who has never seen the pump does the repair with the sound off. Graphics come as a template with the part numbers in a table.",
        priceCents: 332_000,
        timelineDays: 42,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "mateo",
        coverLetter:
          "I would draw it instead of filming: hands and parts as line animation, no oil, no shadows, nothing that does not matter. Files stay below five megabytes and a part number is a text you can change. One repair as a trial, and you show it to three technicians.",
        priceCents: 365_000,
        timelineDays: 60,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "one-plate-film",
    clientKey: "petra",
    title: "Ninety seconds: one plate from the lump of clay to the table",
    description: `I filmed myself for three weeks with a telephone on a broom handle. There are 60 clips, most of them too long, some of them with my cat.

Please make a film of 90 seconds which a chef watches to the end. No music that sounds like an advertisement for a bank. The wheel, the kiln door and the restaurant have good sounds of their own. The cat may stay once.`,
    skills: ["Video editing", "Color grading", "Sound design"],
    budgetCents: 58_000,
    timelineDays: 14,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "luca",
        coverLetter:
          "Sounds only, then: wheel, wire, breath, door, forks. I would build the film from those and cut the pictures to them. Telephone footage in mixed light needs a patient grade, your clay should look like the same clay throughout. Please send everything, including what you think is useless, and the cat.",
        priceCents: 56_000,
        timelineDays: 12,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "leila",
        coverLetter:
          "I cut short films about crafts for a museum in Marseille, mostly from visitors' telephones. I would make two versions, one of 90 seconds for the chefs and one of 20 for the top of your page. If somebody speaks in a clip, subtitles are included.",
        priceCents: 49_000,
        timelineDays: 14,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "lesson-mix",
    clientKey: "mwangaza",
    title: "Clean up and mix thirty radio lessons",
    description: `Thirty lessons of 20 minutes, recorded in a classroom because the studio had no electricity. There is a fan, there are goats, and presenter two stands further away than presenter one.

They are played on small solar radios to 40 children at a time. So: every word clear on a bad speaker, the same loudness from lesson to lesson, pauses for the children's answers left exactly as long as they are. The goats in lesson four belong to the lesson.`,
    skills: ["Sound design", "Podcast production"],
    budgetCents: 225_000,
    timelineDays: 30,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "luca",
        coverLetter:
          "I would buy the same solar radio and mix on it, with studio speakers only for checking. Presenter two gets moved closer with a matched room. The fan is steady and goes easily; the goats I would treat by hand, one by one. The length of each pause is measured before and after, and you get the table.",
        priceCents: 218_000,
        timelineDays: 28,
        outcome: "hired",
      },
      {
        freelancerKey: "noor",
        coverLetter:
          "I edit spoken word for a weekly podcast and would do your thirty lessons with the tools that come with it: noise out, levels even, done. It would not be a sound engineer's work, but each lesson gets heard from beginning to end by somebody who cares about the words.",
        priceCents: 140_000,
        timelineDays: 35,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "Thirty lessons at one loudness, checked on the solar radio from eight metres. All 1,460 pauses are within a tenth of a second of the original, see the table. The goats of lesson four are untouched; one more in lesson nineteen could not be saved without losing a word.",
      },
    ],
    review: {
      rating: 5,
      text: "We played lesson two in a classroom in Kitui, and the back row answered for the first time. He bought the radio with his own money and sent us a photograph of it in his studio. The goat in lesson nineteen is popular.",
    },
  },
];
