import type { DemoJobInCategory } from "../demo-content.ts";

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
          "Draw it instead of filming it: hands and parts as line animation, no oil, no shadows, nothing that does not matter. Files stay below five megabytes and a part number is a text you can change. One repair as a trial, and you show it to three technicians.",
        priceCents: 365_000,
        timelineDays: 60,
        outcome: "submitted",
      },
      {
        freelancerKey: "leila",
        coverLetter:
          "Films without words are subtitling turned inside out: what must be seen, and for how long, until a tired person has understood. I would cut from your two angles with generous holds and three camera distances only. The graphics I would keep to numbers and one arrow.",
        priceCents: 298_000,
        timelineDays: 50,
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
    releaseRule: "on_submission",
    reviewWindowDays: 3,
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
    reviewWindowDays: 3,
    proposals: [
      {
        freelancerKey: "luca",
        coverLetter:
          "First I buy the same solar radio and mix on it; the studio speakers are only for checking. Presenter two gets moved closer with a matched room. The fan is steady and goes easily; the goats I would treat by hand, one by one. The length of each pause is measured before and after, and you get the table.",
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
  {
    key: "avalanche-course",
    clientKey: "alpine",
    title: "Cut eleven hours of avalanche course down to forty minutes",
    description: `Last winter a member filmed our whole avalanche weekend: eleven hours on two cameras, wind in all of them. We want a film of 40 minutes that participants watch at home before they come, so that the weekend can begin outdoors.

Our instructor has written down what must be in it, in order. Where the wind wins we can record his voice again. English subtitles for the film, please; the spoken language is English already because of our guests from four countries.`,
    skills: ["Video editing", "Subtitling", "Sound design"],
    budgetCents: 160_000,
    timelineDays: 28,
    releaseRule: "on_submission",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "luca",
        coverLetter:
          "Eleven hours means two days of watching before the first cut, and I would not skip them. I would follow your instructor's list, mark where the wind wins, and send you a rough version of an hour to shorten together. His new recording can be done on a telephone under a duvet; I will explain.",
        priceCents: 154_000,
        timelineDays: 26,
        outcome: "hired",
      },
      {
        freelancerKey: "leila",
        coverLetter:
          "Transcribe all eleven hours first, then cut on paper with your instructor, sentence by sentence; that finds the forty minutes faster than watching. Subtitles are then nearly finished before the film is. For heavy wind I would work with a sound person in Lyon.",
        priceCents: 147_000,
        timelineDays: 30,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "The film runs 43 minutes with English subtitles. Nine passages use the instructor's new recording. I kept the search with the probe uncut, four minutes long, because his list says that participants must feel how long it takes.",
      },
    ],
    review: {
      rating: 3,
      text: "A good film with clear sound, and participants arrive better prepared. It is three minutes longer than agreed, it came twelve days late, and we heard about the delay only when we asked. Once we did, he answered openly and sent us a version every other day.",
    },
  },
  {
    key: "brewing-voice",
    clientKey: "teahouse",
    title: "A calm voice for nine brewing films, Japanese and English",
    description: `We have nine silent films of 70 seconds in which two hands make tea. They need a voice that says what to do and then stops talking.

About 90 words per film, in both languages, the same speaker if at all possible. Please correct the texts where they sound written. The water must remain audible, so leave gaps where it is poured; they are marked in the script.`,
    skills: ["Voice-over", "Japanese", "Sound design"],
    budgetCents: 64_000,
    timelineDays: 14,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "yuki",
        coverLetter:
          "The same voice in both languages is what I can offer, and I know your texts from the shop. I would record early in the morning when my voice is lowest, three takes per film, cut to your gaps. English needs fewer words than 90; I would rather leave the water alone a little longer.",
        priceCents: 62_000,
        timelineDays: 12,
        outcome: "hired",
      },
      {
        freelancerKey: "luca",
        coverLetter:
          "I am not the voice, but I could cast two speakers, record them here, and mix voice and water so that neither covers the other. Two speakers of the same age and pitch come close to one. Casting samples would reach you in five days.",
        priceCents: 88_000,
        timelineDays: 20,
        outcome: "not_selected",
      },
    ],
    story: "under_review",
    submissions: [
      {
        note: "Eighteen recordings, nine in each language, dry and mixed with the water. I shortened six English texts and list every change. In film five the hands pour earlier than the script says, so the sentence there comes after the pour.",
      },
    ],
  },
  {
    key: "rigging-podcast",
    clientKey: "northwind",
    title: "A podcast of six episodes with people who hang from masts",
    description: `Our customers know a lot and nobody asks them. We would like to: a rigger in Kiel, a sailmaker in Lowestoft, the woman who inspects lifeboats on Texel, and three more.

Six episodes of 25 minutes, in English. You prepare and lead the conversations on site or remotely, cut them, and write the short texts. We do not want our products mentioned unless the guest complains about one. Two trips within the North Sea are paid separately.`,
    skills: ["Podcast production", "Interviews"],
    budgetCents: 390_000,
    timelineDays: 75,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "noor",
        coverLetter:
          "The lifeboat inspector first, on site and in bad weather. I would prepare each guest with one call and never send the questions ahead. Cutting 90 minutes to 25 is my favourite part. If a guest complains about your shackles, it stays in; I would like that in writing, with a smile.",
        priceCents: 378_000,
        timelineDays: 70,
        outcome: "hired",
      },
      {
        freelancerKey: "fergus",
        coverLetter:
          "I have interviewed people under cows and would manage a mast. My strength is getting someone to explain exactly what the hands do, which on radio is harder and better than opinions. The mixing would go to an engineer here in Galway whose price is included.",
        priceCents: 352_000,
        timelineDays: 75,
        outcome: "not_selected",
      },
      {
        freelancerKey: "luca",
        coverLetter:
          "For the sound on site you would want someone like me: wind, halyards, a harbour at six in the morning. I would record and mix all six and leave the conversation to a host you trust. Guests are put at ease by equipment that does not look like any.",
        priceCents: 260_000,
        timelineDays: 60,
        outcome: "not_selected",
      },
    ],
    story: "in_progress",
  },
];
