import type { DemoJobInCategory } from "../demo-content.ts";

export const translation: readonly DemoJobInCategory[] = [
  {
    key: "pump-manual-arabic",
    clientKey: "kestrel",
    title: "Operating manual from English into Arabic and French",
    description: `The S4 goes on sale in Morocco and Tunisia. The operating manual has 36 pages, 9,800 words, and safety notices that a court may read one day. We need Modern Standard Arabic that a farmer accepts, and French.

Our previous Arabic manual translated pump head as the head of a pump, with an illustration to match. Please use our glossary and extend it. We set the pages ourselves and send you the PDF for a last look at line breaks and reading direction.`,
    skills: ["Translation", "Arabic", "French"],
    budgetCents: 245_000,
    timelineDays: 30,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "leila",
        coverLetter:
          "Both languages from one person keeps the terms in step. For the pump words I would ask my uncle near Meknes, who has irrigated for thirty years, and note his words beside the standard ones in your glossary. Safety notices go to a second translator for checking; her fee is in my price.",
        priceCents: 240_000,
        timelineDays: 28,
        outcome: "shortlisted",
      },
    ],
    story: "open",
  },
  {
    key: "hut-rules",
    clientKey: "alpine",
    title: "Hut rules and 60 signs, German into Dutch and Ukrainian",
    description: `A third of our overnight guests come from the Netherlands, and for two years many young Ukrainians have walked with us. Both read our hut rules in an English that a former treasurer made with a dictionary.

Needed: the house rules (two pages), 60 short signs from the drying room to the avalanche board, and the text for late arrivals. The tone is friendly until it concerns fire. You may offer one language or both.`,
    skills: ["Translation", "German", "Dutch", "Ukrainian"],
    budgetCents: 48_000,
    timelineDays: 14,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "oksana",
        coverLetter:
          "I offer the Ukrainian half. For the avalanche board I would use the wording of the mountain rescue in the Carpathians, which people know by heart. The sign for the drying room should be short enough for boots and socks to hang beside it, so please send me the width of each sign.",
        priceCents: 23_000,
        timelineDays: 7,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "noor",
        coverLetter:
          "The Dutch half, please. We are the guests who arrive late and ask for chips, so the text for late arrivals deserves some care. I read German well and would telephone one of your wardens to hear how the rules are said aloud. That is how they should be written.",
        priceCents: 25_000,
        timelineDays: 10,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "shop-english",
    clientKey: "teahouse",
    title: "Our shop in English that does not smell of translation",
    description: `140 product texts, the brewing guides and the page about returns, from Japanese into English. What we have was done by a machine and then by a friendly customer from Ohio; both meant well.

Please keep it short. Names of teas stay Japanese with one line of explanation. Brewing times must be right: 90 seconds became 90 minutes once, and somebody did it.`,
    skills: ["Japanese", "Localization", "Copywriting"],
    budgetCents: 190_000,
    timelineDays: 35,
    releaseRule: "on_submission",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "yuki",
        coverLetter:
          "I translate knives and lacquer for a living and drink sencha doing it. Every number would be checked twice against the Japanese, in a list of its own. Please send me the twelve teas you sell most; I would brew each by your guide and ask where the guide and the cup disagree.",
        priceCents: 186_000,
        timelineDays: 35,
        outcome: "hired",
      },
      {
        freelancerKey: "noor",
        coverLetter:
          "I have no Japanese, but I could rewrite the machine's English with you on the line to answer questions: forty texts a week, plain and short, with a list of what I could not understand. It is cheaper than a translation and may be enough for the brewing guides.",
        priceCents: 98_000,
        timelineDays: 28,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "All 140 texts, nine brewing guides and the returns page, as a table your shop can import. The list of 412 numbers is attached, each with its Japanese source. Two guides had seconds and minutes exchanged in the Japanese as well; I marked them and changed nothing.",
      },
    ],
    review: {
      rating: 5,
      text: "English-speaking customers have stopped writing to ask what a text means. The two mistakes in our own Japanese had stood there since we opened. We will send the new harvest to Yuki first and translate afterwards.",
    },
  },
  {
    key: "radio-scripts-french",
    clientKey: "mwangaza",
    title: "Thirty radio lesson scripts from English into French",
    description: `Schools in eastern Congo and Burundi have asked for our mathematics lessons for grade four. Thirty scripts, about 1,500 words each, spoken by two voices and a chicken.

The French must be the French that children there hear in class, and it must be sayable: the presenters read it once and record. Songs are translated freely as long as the counting stays right. A teacher in Bukavu will listen to the first three before you continue.`,
    skills: ["Translation", "French", "Localization", "Editing"],
    budgetCents: 360_000,
    timelineDays: 60,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "leila",
        coverLetter:
          "I would record myself reading each page before I send it; what I stumble over, a presenter will too. Septante or soixante-dix is the first question for your teacher in Bukavu, since it decides every counting song. Five scripts a week after the first three are approved. The chicken needs no translation, I assume.",
        priceCents: 350_000,
        timelineDays: 56,
        outcome: "hired",
      },
      {
        freelancerKey: "fergus",
        coverLetter:
          "My French is for reading only, so I offer something else: preparing the English scripts for translation. One term per idea, songs marked with what must be kept, sums checked. In my experience it saves a translator about a fifth of the time, and the next language benefits again.",
        priceCents: 85_000,
        timelineDays: 20,
        outcome: "declined",
        declineReason:
          "A sensible offer, but our scripts are already recorded in English and we would rather not touch them again.",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "Scripts one to thirty with the songs. Seventy is soixante-dix throughout, as your teacher decided. Four jokes did not survive the crossing and were replaced; they are marked in green with a word-for-word version so that you can judge.",
        changesRequested:
          "Our teacher laughed at three of the four new jokes. In script 17 the song counts to twelve and the chicken to eleven; please make them agree. And the word for ruler should be the one used in class, she has written it in the margin.",
      },
      {
        note: "The chicken counts to twelve. The word for ruler is changed in the nine scripts where it appears, and I read all thirty aloud once more from beginning to end, which took two days and found three missing accents.",
      },
    ],
    review: {
      rating: 5,
      text: "The presenters recorded all thirty without a single rewritten line, which has not happened to us in any language. Leila delivered every Friday as she said she would, and she defended her songs with good reasons.",
    },
  },
  {
    key: "wholesale-terms",
    clientKey: "petra",
    title: "My wholesale terms and 30 e-mail templates into German",
    description: `Restaurants in Vienna and Graz order from me, and I write to them in the German I learned from television. They are polite about it. One of them framed an e-mail.

I need my terms of delivery (three pages) and about 30 short e-mails that I send again and again: quotes, delays, a kiln that misfired, a friendly reminder to pay. Warm, correct, Austrian rather than northern. Please leave gaps for name, number and date.`,
    skills: ["Translation", "German"],
    budgetCents: 38_000,
    timelineDays: 10,
    releaseRule: "on_submission",
    reviewWindowDays: 3,
    proposals: [
      {
        freelancerKey: "oksana",
        coverLetter:
          "I wrote reminders to pay for a clinic and was thanked for some of them, so I know the tone. I studied in Graz for two years; the e-mails will say Jänner and Sackerl where that is right. The terms are checked against what Austrian restaurants are used to, with remarks where yours differ.",
        priceCents: 36_000,
        timelineDays: 8,
        outcome: "hired",
      },
    ],
    story: "under_review",
    submissions: [
      {
        note: "Terms on three pages and 32 templates; two I added because you will need them, a breakage in transport and a wrong count. The reminder exists in three degrees. Remarks on your terms are on a separate sheet, there is one about glaze that I would settle soon.",
      },
    ],
  },
  {
    key: "catalogue-german",
    clientKey: "northwind",
    title: "Product texts for 900 articles, Dutch into German",
    description: `We open a German shop and need texts for 900 articles: shackles, blocks, rope by the metre. Most texts are two lines long, many differ in one number only.

We look for somebody who knows sailing words in both languages, or who is honest about asking. We supply a list of 300 terms, and a rigger in Kiel who answers on Wednesdays. Delivery as one table, in the same order as ours.`,
    skills: ["Dutch", "German", "Localization"],
    budgetCents: 175_000,
    timelineDays: 30,
    releaseRule: "on_approval",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "oksana",
        coverLetter:
          "Where texts differ in one number, I would translate the pattern and fill in the numbers by formula, so 900 texts become about 220. I do not sail and would ask your rigger every Wednesday. My Dutch is for reading; doubtful sentences come to you in a list, not as a guess.",
        priceCents: 158_000,
        timelineDays: 30,
        outcome: "not_selected",
      },
      {
        freelancerKey: "noor",
        coverLetter:
          "Dutch is my own language and I crewed on a flat-bottomed barge for six summers. I would not write the final German but a clean, disambiguated Dutch source with your 300 terms fixed, so that any German translator can do the rest without telephoning.",
        priceCents: 90_000,
        timelineDays: 20,
        outcome: "withdrawn",
      },
    ],
    story: "closed",
  },
];
