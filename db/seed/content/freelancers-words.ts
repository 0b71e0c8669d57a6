import type { DemoFreelancer } from "./demo-content.ts";

/** Those who work with words and the people who read them: writing, translation, marketing. */
export const wordsmiths: readonly DemoFreelancer[] = [
  {
    key: "fergus",
    name: "Fergus Mulrooney",
    email: "fergus.mulrooney@example.com",
    headline: "Technical writer for APIs, machines and procedures",
    bio: "I write manuals that get opened. Twelve years of service handbooks for dairy machinery, then software. I try every step myself before I write it down, and I leave behind a style sheet of two pages, no more.",
    skills: [
      "Technical writing",
      "Documentation",
      "Editing",
      "API design",
      "Interviews",
      "Process design",
      "Proofreading",
    ],
    hourlyRateCents: 6400,
    location: "Galway",
    availability: "available",
    portfolio: [
      {
        title: "Milking parlour service handbook",
        url: "https://fergus-mulrooney.example/parlour",
        description: "210 pages became 74, and technicians stopped photographing the old one.",
      },
      {
        title: "Payments API guide",
        url: "https://fergus-mulrooney.example/payments-guide",
        description: "Every example on the page runs against a test system each night.",
      },
    ],
  },
  {
    key: "noor",
    name: "Noor van Dijk",
    email: "noor.vandijk@example.com",
    headline: "Copywriter and editor, Dutch and English, former local reporter",
    bio: "Nine years on a local newspaper taught me to ask one more question and cut one more line. I write newsletters, product texts and interviews, and I edit other people's without flattening them.",
    skills: [
      "Copywriting",
      "Newsletters",
      "Interviews",
      "Editing",
      "Content strategy",
      "SEO",
      "Dutch",
      "Podcast production",
    ],
    hourlyRateCents: 5800,
    location: "Utrecht",
    availability: "available",
    portfolio: [
      {
        title: "Letters from the allotment",
        url: "https://noor-vandijk.example/allotment",
        description:
          "A monthly newsletter for a seed merchant, opened by more than half of its 6,000 readers.",
      },
    ],
  },
  {
    key: "leila",
    name: "Leila Haddad",
    email: "leila.haddad@example.com",
    headline: "Translator and subtitler: Arabic, French, English",
    bio: "I translate both ways between Arabic and French and from English into both. Subtitles are my favourite form: forty-two characters a line leave no room for padding. Before that I answered the phone at a hotel for five years.",
    skills: [
      "Translation",
      "Arabic",
      "French",
      "Subtitling",
      "Localization",
      "Customer support",
      "Video editing",
    ],
    hourlyRateCents: 4600,
    location: "Marseille",
    availability: "available",
    portfolio: [
      {
        title: "Six documentaries from the Bekaa valley",
        url: "https://leila-haddad.example/bekaa",
        description: "Subtitled into French and English, dialect kept where it mattered.",
      },
    ],
  },
  {
    key: "yuki",
    name: "Yuki Tanabe",
    email: "yuki.tanabe@example.com",
    headline: "Japanese and English: product texts, contracts for small shops, voice-over",
    bio: "I grew up in Sapporo and Leeds and still argue with myself in two languages. Food, crafts and instructions are what I translate most. I have a quiet booth at home and a low, unhurried voice.",
    skills: [
      "Japanese",
      "Translation",
      "Localization",
      "Proofreading",
      "Copywriting",
      "Voice-over",
    ],
    hourlyRateCents: 5000,
    location: "Sapporo",
    availability: "unavailable",
    portfolio: [
      {
        title: "Knife maker's catalogue",
        url: "https://yuki-tanabe.example/knives",
        description:
          "Sixty knives from Sakai in English, with a glossary the maker now uses himself.",
      },
      {
        title: "Museum audio guide",
        url: "https://yuki-tanabe.example/audio-guide",
        description: "Translated and spoken in both languages, 48 stops.",
      },
    ],
  },
  {
    key: "emeka",
    name: "Emeka Nwosu",
    email: "emeka.nwosu@example.com",
    headline: "Search ads and measurement for shops with small budgets",
    bio: "I look after the ad accounts of companies that notice when two hundred is spent badly. First I repair the measuring, then I switch off what does not sell, and only then do I write new ads. Reports fit on one page.",
    skills: [
      "Google Ads",
      "Analytics",
      "SEO",
      "Email marketing",
      "A/B testing",
      "Social media",
      "Spreadsheets",
      "Dashboards",
    ],
    hourlyRateCents: 5400,
    location: "Lagos",
    availability: "available",
    portfolio: [
      {
        title: "Half the spend, same orders",
        url: "https://emeka-nwosu.example/half",
        description:
          "Eleven weeks with a bicycle parts shop, week by week, including the two that went wrong.",
      },
    ],
  },
];
