import type { DemoJobInCategory } from "../demo-content.ts";
import { apiQuestions } from "../files.ts";

export const writing: readonly DemoJobInCategory[] = [
  {
    key: "partner-api-guide",
    clientKey: "northwind",
    title: "Write the API guide our partners keep asking for",
    description: `Forty boatyards order through our API. The documentation is a generated list of endpoints, and so each new partner rings Joost, who explains the same three things for an hour.

We want a guide of perhaps fifteen pages: first order in ten minutes, stock and backorders, what to do when we are down. Joost has recorded four of these calls for you. There is a test system that may be filled with nonsense.`,
    files: apiQuestions,
    skills: ["Technical writing", "Documentation", "API design"],
    budgetCents: 98_000,
    timelineDays: 18,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "fergus",
        coverLetter:
          "Four recorded calls are better than any specification. I would write down every question in the order asked, build the guide around them, and place an order myself in your test system from a clean laptop. Every example gets run nightly, as in my payments guide, so Joost hears of breakage before the boatyards do.",
        priceCents: 96_000,
        timelineDays: 16,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "tomas",
        coverLetter:
          "Written by a developer who has to use it: a small client in two languages grows from page to page and is the guide's proof. Where your API makes the explanation long I would note what to change instead; sometimes the better documentation is a better endpoint.",
        priceCents: 110_000,
        timelineDays: 20,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "grower-portraits",
    clientKey: "teahouse",
    title: "Nine portraits of nine tea growers, 300 words each",
    description: `Each of our growers deserves a page in the shop. We do not want the poetry that is usually written about tea. We want to know why Mr Hatano shades his field four days longer, and what Mrs Iwai does when the frost fan breaks.

We interview them in Japanese and send you the recordings with a plain English transcript, two per week. You write in English; we read it back to the growers before it goes online.`,
    skills: ["Interviews", "Copywriting", "Editing"],
    budgetCents: 81_000,
    timelineDays: 35,
    releaseRule: "on_submission",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "noor",
        coverLetter:
          "At the paper I wrote portraits of farmers who would rather have been milking, so I know to ask about the broken machine and not about passion. I would send you two extra questions before each interview. Three hundred words is the right length: one person, one decision, one detail of the hands.",
        priceCents: 79_000,
        timelineDays: 35,
        outcome: "submitted",
      },
      {
        freelancerKey: "fergus",
        coverLetter:
          "I spent twelve years asking dairy farmers how they actually do it, then writing that down without adjectives. The frost fan is exactly my sort of subject. My trial offer: the first portrait from your first recording, and you decide after reading it whether I write the other eight.",
        priceCents: 84_000,
        timelineDays: 30,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "service-manual",
    clientKey: "kestrel",
    title: "Turn a 160-page service manual into one that is carried along",
    description: `The S4 pump has a service manual of 160 pages. Our technicians leave it in the van and telephone instead. We counted 1,100 such calls last year, and two thirds of them concern the same eight jobs.

Please rewrite it: those eight jobs first, one spread each, with the drawing on the left and the steps on the right, small enough for a trouser pocket. You can spend a week in our training workshop in Brescia and take an S4 apart as often as you like.`,
    skills: ["Technical writing", "Documentation", "Technical drawing"],
    budgetCents: 320_000,
    timelineDays: 60,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "fergus",
        coverLetter:
          "I would take the S4 apart myself until I can do the eight jobs without asking, and note each moment where the old manual let me down. Then eight spreads, tested by two technicians who have never seen the pump. The remaining pages go into a reference volume that may stay in the van.",
        priceCents: 315_000,
        timelineDays: 55,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "henrik",
        coverLetter:
          "From your models I can produce the drawings: exploded views for eight jobs, line weights for pocket size, part numbers as in your catalogue. I would leave the text to a writer and work from their steps. Each drawing is checked by assembling the pump with nothing else at hand.",
        priceCents: 140_000,
        timelineDays: 30,
        outcome: "submitted",
      },
      {
        freelancerKey: "wanjiru",
        coverLetter:
          "I have trained pump attendants in four counties and redrew the maker's manual for them with twelve pictures and few words. I would do the same for the S4: photograph each step in your workshop, trace it, and number it. People who read little would be able to follow.",
        priceCents: 205_000,
        timelineDays: 45,
        outcome: "withdrawn",
      },
    ],
    story: "open",
  },
  {
    key: "letter-to-clients",
    clientKey: "lindgren",
    title: "One letter to 300 clients who do not like letters",
    description: `From next year our clients must hand in their receipts digitally. It is the law, it is not so bad, and most of them will be cross. We have written a letter of three pages which is entirely correct, and our own receptionist gave up on page one.

Please make one page of it, in English for our 120 foreign clients; we translate it into Swedish ourselves. It has to say what to do, by when, and whom to ring. A carpenter should be able to read it standing up.`,
    skills: ["Copywriting", "Editing"],
    budgetCents: 26_000,
    timelineDays: 5,
    releaseRule: "on_submission",
    reviewWindowDays: 3,
    proposals: [
      {
        freelancerKey: "noor",
        coverLetter:
          "Three things to do, one date, one telephone number: that fits on a page with room for a signature. I would test it on the carpenter who is fitting my kitchen. Please send me the three pages and the two questions your receptionist gets most often, because the letter should answer those first.",
        priceCents: 25_000,
        timelineDays: 4,
        outcome: "hired",
      },
      {
        freelancerKey: "fergus",
        coverLetter:
          "Such a letter is a procedure with a stamp on it. I would number the steps, put the date where the thumb is, and move everything your lawyer needs to the back of the sheet. Turnaround is three days, with one more for your corrections.",
        priceCents: 28_000,
        timelineDays: 4,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "One page, 214 words. The back holds the legal paragraph your accountant insisted on. My carpenter asked only one question, which days the telephone is answered, so that is now in the last line. Please check the number.",
      },
    ],
    review: {
      rating: 5,
      text: "We sent it on a Monday and had eleven calls instead of the usual ninety. My father, who signed the long version for thirty years, read the short one and asked where the rest was. There is no rest, and it works.",
    },
  },
  {
    key: "exercise-sheets",
    clientKey: "harbour",
    title: "Exercise sheets that patients still understand at home",
    description: `Our therapists explain an exercise well, hand over a sheet, and two days later the patient does something else. The sheets say things like retract the scapula.

We have 48 exercises with photographs. Each needs a name, three to five steps, how it should feel, and when to stop and ring us. Plain English, reading age of about eleven. A therapist checks every sheet and will be stubborn where it matters.`,
    skills: ["Technical writing", "Editing", "Proofreading"],
    budgetCents: 115_000,
    timelineDays: 28,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "fergus",
        coverLetter:
          "Each exercise gets done from the sheet alone, on my kitchen floor, with my wife as the referee. Twelve sheets a week, four weeks. Every body part gets one name and keeps it, and the line on when to stop stands in the same place on all 48.",
        priceCents: 112_000,
        timelineDays: 28,
        outcome: "hired",
      },
      {
        freelancerKey: "noor",
        coverLetter:
          "My mother has a knee and a stack of such sheets, so I have a test reader. I would begin by listening to two therapists explain the same exercise, write down the words patients repeat back, and use those. One sheet as a sample is yours before you decide.",
        priceCents: 108_000,
        timelineDays: 25,
        outcome: "not_selected",
      },
      {
        freelancerKey: "yuki",
        coverLetter:
          "Instead of starting from scratch, I suggest proofreading and shortening your existing 48 sheets, with a glossary of sixty plain terms agreed beforehand with your therapists. It is the cheaper way if the content is right and only the wording is wrong.",
        priceCents: 60_000,
        timelineDays: 15,
        outcome: "declined",
        declineReason:
          "The content needs work too, so shortening alone will not do. Your glossary is a good idea and we may ask you for it later.",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "Twelve of 48 as agreed in our call, so that you can stop me early: the knee set. I did all of them twice. Number seven cannot be understood from the photograph, whatever one writes; please take a new one from the side.",
        changesRequested:
          "Very good, carry on. The line on when to stop should mention numbness on every sheet that concerns the neck or the lower back, and please say sit bones nowhere; our therapist is immovable on that.",
      },
      {
        note: "All 48 sheets, with the new photograph for number seven. Numbness is mentioned on nineteen of them. A two-page style sheet lists the name of each body part, for whoever writes number 49.",
      },
    ],
    review: {
      rating: 4,
      text: "Patients do the right thing at home more often, our therapists see it at the second visit. A few of the early sheets were a little dry and we added a kind word here and there ourselves. The style sheet is pinned up in all three practices.",
    },
  },
  {
    key: "science-book-edit",
    clientKey: "mwangaza",
    title: "Copy-edit a science book for grade six, 180 pages",
    description: `Three authors wrote this book and it shows: in chapter two water evaporates, in chapter five it dries up, in chapter nine it goes away. The facts have been checked by two teachers.

We need one voice for eleven-year-olds who learn in their second language: short sentences, one term for one thing, instructions in the order in which a child does them. You work in the manuscript with changes marked. The illustrations are fixed, so captions must keep their length.`,
    skills: ["Editing", "Proofreading"],
    budgetCents: 135_000,
    timelineDays: 30,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "fergus",
        coverLetter:
          "I would read all 180 pages once without touching anything and send you a list of terms to settle with your teachers: evaporate will be at the top. Then two chapters a week, changes marked. I would do the eleven experiments at home, since that is where wrong orders show themselves.",
        priceCents: 130_000,
        timelineDays: 30,
        outcome: "hired",
      },
      {
        freelancerKey: "noor",
        coverLetter:
          "Making one voice out of three is what a newsroom's last reader does every evening. I would take chapter nine first, agree on its sound with you, then bring the others to it. English is my second language as well, and I have kept a list of what made me stumble in it.",
        priceCents: 126_000,
        timelineDays: 28,
        outcome: "not_selected",
      },
    ],
    story: "in_progress",
  },
];
