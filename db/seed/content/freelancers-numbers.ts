import type { DemoFreelancer } from "./demo-content.ts";
import { bearingWear, boreholes } from "./files.ts";

/** Those who count, cut and construct: data, office work, film, engineering. */
export const measurers: readonly DemoFreelancer[] = [
  {
    key: "soojin",
    name: "Soo-jin Baek",
    email: "soojin.baek@example.com",
    headline: "Data analyst: forecasts, test data and charts you can defend",
    bio: "Trained as a mechanical engineer, moved to the numbers. I deliver a notebook that runs from the raw file to the last chart, and I say how sure I am. If a spreadsheet is enough, I will tell you.",
    skills: [
      "Python",
      "SQL",
      "Data analysis",
      "Statistics",
      "Forecasting",
      "Dashboards",
      "Simulation",
      "Spreadsheets",
    ],
    hourlyRateCents: 7200,
    location: "Busan",
    availability: "available",
    portfolio: [
      {
        title: "When will the bakery run out",
        url: "https://soojin-baek.example/bakery",
        description: "A daily forecast for 19 shops that cut the bread thrown away by a third.",
      },
      {
        title: "Bearing wear from sound",
        url: "https://soojin-baek.example/bearings",
        description: "Two microphones, 400 hours of recordings and an honest error bar.",
        pictures: bearingWear,
      },
    ],
  },
  {
    key: "wanjiru",
    name: "Wanjiru Kamau",
    email: "wanjiru.kamau@example.com",
    headline: "Draughtswoman and map maker: buildings, pipes and the land around them",
    bio: "Fifteen years of drawings for water and school buildings, from survey to quantities. I keep the model, the map and the cost list in agreement, which is harder than it sounds. Revisions are dated and listed on the sheet.",
    skills: [
      "CAD",
      "BIM",
      "Technical drawing",
      "GIS",
      "Maps",
      "Spreadsheets",
      "Data entry",
      "Process design",
    ],
    hourlyRateCents: 5300,
    location: "Nairobi",
    availability: "limited",
    portfolio: [
      {
        title: "Forty-one boreholes, one map",
        url: "https://wanjiru-kamau.example/boreholes",
        description:
          "Survey notes from four contractors brought into one checked layer with photographs.",
        pictures: boreholes,
      },
    ],
  },
  {
    key: "luca",
    name: "Luca Ferrante",
    email: "luca.ferrante@example.com",
    headline: "Video editor and sound person for people who are not actors",
    bio: "I cut interviews, lessons and workshop films. Ordinary people sound their best when someone takes out the right four seconds. Colour and sound are part of the price, and project files are handed over.",
    skills: [
      "Video editing",
      "Sound design",
      "Color grading",
      "Motion graphics",
      "Podcast production",
      "Subtitling",
    ],
    hourlyRateCents: 5500,
    location: "Turin",
    availability: "available",
    portfolio: [
      {
        title: "The last type founders",
        url: "https://luca-ferrante.example/type-founders",
        description: "Twenty minutes in a workshop, shot by its owner, cut and mixed by me.",
      },
      {
        title: "Radio lessons, season two",
        url: "https://luca-ferrante.example/lessons",
        description:
          "Thirty episodes of chemistry for the ear, mixed to be clear on a cheap speaker.",
      },
    ],
  },
  {
    key: "oksana",
    name: "Oksana Hrytsenko",
    email: "oksana.hrytsenko@example.com",
    headline: "Bookkeeping, inboxes and calendars, in German, Ukrainian and English",
    bio: "I ran the office of a clinic in Lviv with 40 doctors and one printer. Now I do the same for small companies from a distance: books closed by the fifth of the month, mail answered within a day, lists that agree with each other.",
    skills: [
      "Bookkeeping",
      "Invoicing",
      "Spreadsheets",
      "Customer support",
      "Scheduling",
      "German",
      "Ukrainian",
      "Translation",
    ],
    hourlyRateCents: 3600,
    location: "Lviv",
    availability: "available",
    portfolio: [
      {
        title: "From shoebox to closed year",
        url: "https://oksana-hrytsenko.example/shoebox",
        description:
          "Fourteen months of receipts from a restaurant, entered, matched and handed to the accountant.",
      },
    ],
  },
  {
    key: "henrik",
    name: "Henrik Aalto",
    email: "henrik.aalto@example.com",
    headline: "Mechanical designer: sheet metal, castings and parts that can be assembled",
    bio: "Twenty years in a tractor factory, ten of them on the wrong end of other people's drawings. I design for the person with the spanner. Models in your format, drawings with the tolerances that matter and none of the others.",
    skills: ["CAD", "Sheet metal", "Technical drawing", "3D printing", "Simulation", "Electronics"],
    hourlyRateCents: 8200,
    location: "Tampere",
    availability: "limited",
    portfolio: [
      {
        title: "Cabin step in three bends",
        url: "https://henrik-aalto.example/step",
        description: "A welded part with nine pieces became one folded part that carries 240 kg.",
      },
    ],
  },
];
