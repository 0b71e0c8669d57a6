import type { DemoFreelancer } from "./demo-content.ts";
import { bridgeConsole, dateFields, ferryBooking, milkLog, trailMaps } from "./files.ts";

/** Those who build and draw: software, interfaces, films and machines. */
export const makers: readonly DemoFreelancer[] = [
  {
    key: "ana",
    name: "Ana Moreira",
    email: "ana.moreira@example.com",
    headline: "Front-end developer for forms and checkouts that everyone can use",
    bio: "I have built web front ends for eleven years, the last six mostly checkouts and long forms. I test with NVDA and VoiceOver before I call anything finished. You get small pull requests with a reason in each of them.",
    skills: [
      "React",
      "TypeScript",
      "Next.js",
      "Accessibility",
      "CSS",
      "Testing",
      "Performance",
      "Design systems",
    ],
    hourlyRateCents: 7800,
    location: "Porto",
    availability: "available",
    portfolio: [
      {
        title: "Ferry booking without a mouse",
        url: "https://ana-moreira.example/ferry",
        description:
          "Rebuilt a seven-step booking so that it works by keyboard and screen reader; calls to the hotline fell by a fifth.",
        pictures: ferryBooking,
      },
      {
        title: "Date fields, compared",
        url: "https://ana-moreira.example/date-fields",
        description:
          "Nine ways of asking for a date, tried with twelve people, with the code and the recordings.",
        pictures: dateFields,
      },
    ],
  },
  {
    key: "tomas",
    name: "Tomáš Havel",
    email: "tomas.havel@example.com",
    headline: "Back-end developer: old Rails, PostgreSQL and the way forward from there",
    bio: "I look after software that is older than its developers. Upgrades in small steps, each deployed on its own, with a database that stays readable at three in the morning. Before freelancing I ran the systems of a regional hospital.",
    skills: [
      "Ruby on Rails",
      "PostgreSQL",
      "Node.js",
      "API design",
      "DevOps",
      "Testing",
      "SQL",
      "Data pipelines",
    ],
    hourlyRateCents: 8500,
    location: "Brno",
    availability: "limited",
    portfolio: [
      {
        title: "Rails 4.2 to 7.1 in 38 deployments",
        url: "https://tomas-havel.example/thirty-eight",
        description:
          "A ticketing system for 60 theatres, upgraded over five months without one evening of downtime.",
      },
    ],
  },
  {
    key: "priya",
    name: "Priya Raghavan",
    email: "priya.raghavan@example.com",
    headline: "Flutter and Android apps that keep working without a signal",
    bio: "Most of my apps are used in fields, cellars and trains, so I design the offline case first. I write the sync protocol down before I write the app, and I bring my own drawer of slow phones.",
    skills: ["Flutter", "Android", "Kotlin", "Offline sync", "Maps", "Bluetooth", "Testing"],
    hourlyRateCents: 5600,
    location: "Chennai",
    availability: "available",
    portfolio: [
      {
        title: "Milk collection log",
        url: "https://priya-raghavan.example/milk-log",
        description:
          "Used by 900 collection points with two hours of network a day; no record lost in three years.",
        pictures: milkLog,
      },
      {
        title: "Trail maps in 38 MB",
        url: "https://priya-raghavan.example/trail-maps",
        description:
          "Vector maps of a national park, with contour lines, small enough for a phone with little space.",
        pictures: trailMaps,
      },
    ],
  },
  {
    key: "kwame",
    name: "Kwame Asante",
    email: "kwame.asante@example.com",
    headline: "Apps that talk to devices: React Native, Swift and a bit of firmware",
    bio: "I started in electronics and moved towards the screen. I like the place where a phone meets a thing: pairing, updates, readings that must not get lost. Seven apps in the stores, all of them still maintained.",
    skills: [
      "React Native",
      "iOS",
      "Swift",
      "Android",
      "React",
      "Bluetooth",
      "Firmware",
      "Electronics",
    ],
    hourlyRateCents: 6200,
    location: "Accra",
    availability: "available",
    portfolio: [
      {
        title: "Cold-chain logger",
        url: "https://kwame-asante.example/cold-chain",
        description:
          "A Bluetooth temperature logger and its app for vaccine transport, from the first board to the store release.",
      },
    ],
  },
  {
    key: "ingrid",
    name: "Ingrid Solheim",
    email: "ingrid.solheim@example.com",
    headline: "Interface designer for software people use all day",
    bio: "Eight years in-house at a shipping company, four on my own. I watch people work before I draw anything. My files are built from components with names your developers will recognise.",
    skills: [
      "UI design",
      "Figma",
      "Design systems",
      "User research",
      "Prototyping",
      "Accessibility",
    ],
    hourlyRateCents: 9000,
    location: "Bergen",
    availability: "limited",
    portfolio: [
      {
        title: "A bridge console in daylight and at night",
        url: "https://ingrid-solheim.example/bridge",
        description:
          "Two colour schemes and one layout for a ferry's control room, tested on eleven night shifts.",
        pictures: bridgeConsole,
      },
    ],
  },
  {
    key: "mateo",
    name: "Mateo Quiroga",
    email: "mateo.quiroga@example.com",
    headline: "Illustrator and packaging designer, printer's apprentice at heart",
    bio: "I draw by hand and finish for print. I have stood next to enough presses to know what survives them: line weights, folds, uncoated paper. Labels, boxes, maps and the occasional book cover.",
    skills: [
      "Illustration",
      "Branding",
      "Packaging",
      "Print",
      "Typography",
      "Technical drawing",
      "Motion graphics",
    ],
    hourlyRateCents: 5200,
    location: "Montevideo",
    availability: "available",
    portfolio: [
      {
        title: "Twelve honey labels",
        url: "https://mateo-quiroga.example/honey",
        description:
          "One for each hive site, two spot colours, printed on offcuts of the bookbinder next door.",
      },
      {
        title: "Field guide to street trees",
        url: "https://mateo-quiroga.example/trees",
        description:
          "Eighty-four leaves in ink for the city's parks office, now in its third printing.",
      },
    ],
  },
];
