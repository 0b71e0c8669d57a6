import type { DemoJobInCategory } from "../types.ts";

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
];
