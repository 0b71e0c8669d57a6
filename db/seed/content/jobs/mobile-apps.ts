import type { DemoJobInCategory } from "../types.ts";

export const mobileApps: readonly DemoJobInCategory[] = [
  {
    key: "offline-maps",
    clientKey: "alpine",
    title: "Offline maps for a hiking club's web app",
    description: `Vector tiles for one region, installable, readable on a sunny ridge. Open data only. Our paths are already in OpenStreetMap because a retired surveyor puts every moved signpost there within a day.

A member should be able to download the map in the valley, lose the signal at the first bend, and still see position, path numbers and huts. 60 megabytes is the most we can ask of anybody's phone.`,
    skills: ["Maps", "Offline sync", "TypeScript", "Performance"],
    budgetCents: 210_000,
    timelineDays: 30,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "ana",
        coverLetter:
          "I would cut the tiles for your region only, three levels of detail, about 45 MB by my estimate, and keep them in the browser's own storage with a clear download screen. Two colour schemes, one of them for bright sun with thick lines. Tested on the two cheapest phones I can buy.",
        priceCents: 190_000,
        timelineDays: 28,
        outcome: "hired",
      },
      {
        freelancerKey: "priya",
        coverLetter:
          "My national park map came down to 38 MB, contour lines included, and I would use the same recipe for the Allgäu. I usually deliver this as an app rather than a web page; if installable is what matters, I can show you both on a phone within the first week.",
        priceCents: 205_000,
        timelineDays: 30,
        outcome: "not_selected",
      },
      {
        freelancerKey: "wanjiru",
        coverLetter:
          "I can prepare the map itself: select the layers, simplify the contours, check path numbers against your own register and mark the 20 or so places where they disagree. Somebody else would write the app around it. The data would be yours, with a written recipe for updates.",
        priceCents: 98_000,
        timelineDays: 15,
        outcome: "not_selected",
      },
    ],
    story: "changes_requested",
    submissions: [
      {
        note: "The app installs from the club's page and the region takes 44 MB. Position, path numbers and huts work in flight mode; I walked three of your paths in the simulator and a cousin walked one for real. The sun scheme switches by hand or by brightness.",
        changesRequested:
          "This is nearly it. Two things from Thursday's meeting: the legend should stay visible while one moves the map, and the huts closed in winter need another symbol, because last year two people stood in front of one.",
      },
    ],
  },
  {
    key: "radio-lessons-player",
    clientKey: "mwangaza",
    title: "Android player for radio lessons that works without data",
    description: `Teachers receive 120 lessons of 20 minutes each on a memory card. They play them with whatever app the phone has, in alphabetical order, so lesson 10 comes before lesson 2.

We need a small Android player: lessons by grade and subject, resume where the class stopped, speed at 80 per cent for new readers. It must run on Android 7 and be passed from phone to phone without a store. No accounts, no tracking.`,
    skills: ["Android", "Kotlin", "Offline sync"],
    budgetCents: 185_000,
    timelineDays: 35,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "priya",
        coverLetter:
          "Plain Kotlin, no framework, under 6 MB, so that it can be sent over Bluetooth. The list comes from a text file on the card which your editors can change themselves. I have four phones with Android 7 in my drawer and would send you recordings of each, screen and sound.",
        priceCents: 176_000,
        timelineDays: 30,
        outcome: "hired",
      },
      {
        freelancerKey: "kwame",
        coverLetter:
          "I would build this in React Native so that an iPhone version costs little later. I know the schools' situation from a similar project in Kumasi: the phones are shared, so the app should remember a place for each class and not for each phone.",
        priceCents: 190_000,
        timelineDays: 40,
        outcome: "not_selected",
      },
    ],
    story: "completed",
    submissions: [
      {
        note: "Version 1.0 with all 120 lessons, 5.1 MB. It remembers where each class stopped and survives the battery being pulled out. Passing it on works over Bluetooth and by card; both are described on one illustrated page.",
        changesRequested:
          "The teachers in our reading group like it. They ask for one thing: the button for 80 per cent is too small for the back row to see that it is on, and they would like the lesson's page number in the book next to the title.",
      },
      {
        note: "The speed is now a bar across the screen, green when slow. Page numbers come from a new column in the text file; I filled it in for grades four and five from the books you sent, the rest is ready for your editors.",
      },
    ],
    review: {
      rating: 5,
      text: "It runs on the oldest phone we could find, which belongs to the head teacher in Voi. Priya asked how the lessons are really used before she wrote a line, and it shows. 140 schools have it by now and we have had two questions.",
    },
  },
];
