import type { DemoJobInCategory } from "../demo-content.ts";
import { offlineMapsHandover, warehouse } from "../files.ts";

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
          "Tiles for your region only, three levels of detail, about 45 MB by my estimate, kept in the browser's own storage behind a clear download screen. Two colour schemes, one of them for bright sun with thick lines. Tested on the two cheapest phones I can buy.",
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
        files: offlineMapsHandover,
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
          "React Native is my suggestion, because an iPhone version then costs little later. I know the schools' situation from a similar project in Kumasi: the phones are shared, so the app should remember a place for each class and not for each phone.",
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
  {
    key: "pump-commissioning",
    clientKey: "kestrel",
    title: "Commissioning app for our pumps over Bluetooth",
    description: `When a pump is installed, a technician sets eleven parameters on a keypad with four buttons. One in six gets at least one of them wrong. The new controller has Bluetooth, and we want an app that asks in plain words and writes the values.

You receive two controllers, the protocol (18 pages, correct) and an engineer who answers the same day. iPhone and Android, Italian and English. The app must refuse to write when the battery of the controller is low.`,
    skills: ["Bluetooth", "React Native", "Firmware"],
    budgetCents: 540_000,
    timelineDays: 60,
    releaseRule: "on_approval",
    reviewWindowDays: 14,
    proposals: [
      {
        freelancerKey: "kwame",
        coverLetter:
          "I have done this for a temperature logger: read, compare, write, read back, and only then say done. Eleven parameters fit on four screens in the order of the installation. I would first write a simulator of your controller, so that your engineer can play through all failures before we touch a pump.",
        priceCents: 525_000,
        timelineDays: 56,
        outcome: "hired",
      },
      {
        freelancerKey: "priya",
        coverLetter:
          "Flutter talks to Bluetooth well on both systems, and I keep the protocol in a package of its own with tests from your 18 pages. I would film two technicians during an installation before designing anything. My only condition: one of the two controllers may be broken by me.",
        priceCents: 498_000,
        timelineDays: 65,
        outcome: "not_selected",
      },
    ],
    story: "in_progress",
  },
  {
    key: "exercise-reminders",
    clientKey: "harbour",
    title: "Reminders in our exercise app come twice or not at all",
    description: `Our patients have a small React Native app with their exercises. On iPhones the daily reminder arrives twice for some and never for others, and since the last system update the second group is growing.

Patients who are reminded do their exercises; the others come back to us in a worse state. We need somebody to find the cause, repair it for the current and the previous iOS, and put a new version into the store under our account.`,
    skills: ["React Native", "iOS"],
    budgetCents: 68_000,
    timelineDays: 10,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "kwame",
        coverLetter:
          "Twice usually means that the app schedules again without cancelling, never means the 64-reminder limit or a changed permission. I can tell which within a day if I get a diagnostic from two affected phones. Store submission is included; I would keep your current version available for going back.",
        priceCents: 65_000,
        timelineDays: 8,
        outcome: "hired",
      },
    ],
    story: "under_review",
    submissions: [
      {
        note: "Both faults had one cause: every opening of the app scheduled 30 more reminders until iOS dropped them silently. The new version keeps exactly fourteen days ahead. It is in the store since this morning, tested on the current and the previous iOS with five phones.",
      },
    ],
  },
  {
    key: "hut-warden-tally",
    clientKey: "alpine",
    title: "Guest tally for hut wardens, phone in one hand, ladle in the other",
    description: `Every evening our wardens report how many people sleep, eat and leave the next morning. Today it is a paper sheet, read out over the radio at nine. We lose about one sheet a week to soup.

We want an app with six big numbers, a plus and a minus, which sends the report whenever there is a signal, perhaps the next day. Wet fingers, gloves and bad light are the normal case. Android is enough; the club owns the phones.`,
    skills: ["Flutter", "Android", "Offline sync", "UI design"],
    budgetCents: 120_000,
    timelineDays: 21,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "priya",
        coverLetter:
          "Six numbers on one screen, each a third of the width, and the volume keys as plus and minus for gloves. Reports wait on the phone and are sent once, even if the signal drops in the middle. I would like to talk to one warden who likes paper better, because that one will find the problems.",
        priceCents: 115_000,
        timelineDays: 20,
        outcome: "shortlisted",
      },
      {
        freelancerKey: "ingrid",
        coverLetter:
          "I would not write the app but spend two evenings in a hut, then hand over tested screens and an interactive prototype for wet hands. The ferry's engine room taught me about gloves. A developer can build from it without asking much.",
        priceCents: 64_000,
        timelineDays: 12,
        outcome: "declined",
        declineReason:
          "We liked the idea of two evenings in a hut, but we need one person who also builds the app.",
      },
      {
        freelancerKey: "kwame",
        coverLetter:
          "Put it on the locked screen: no app to find, six numbers, and a long press to send, which works with a ladle in the other hand. If a phone drowns, its last report is already on the next one it met, handed over by Bluetooth when two wardens cross.",
        priceCents: 128_000,
        timelineDays: 24,
        outcome: "submitted",
      },
    ],
    story: "open",
  },
  {
    key: "warehouse-scanner",
    clientKey: "northwind",
    title: "Turn six Android phones into warehouse scanners",
    description: `Our six hand scanners are eleven years old and the maker has stopped repairing them. New ones cost more than we want to spend on a warehouse that moves in two years.

Please write an Android app that scans our EAN and Code 128 labels with the camera, also those that are greasy from shackles, and books goods in and out through our existing API. A scan must be confirmed by sound within half a second; people do not look at the screen.`,
    files: warehouse,
    skills: ["Android", "Kotlin", "Performance"],
    budgetCents: 155_000,
    timelineDays: 28,
    releaseRule: "on_submission",
    reviewWindowDays: 7,
    proposals: [
      {
        freelancerKey: "priya",
        coverLetter:
          "Half a second is possible if the phone decides alone and books later, so I would load your article list in the morning and reconcile in the background. Send me twenty of the greasiest labels by post; I will tell you the hit rate before you spend more than two days of my time.",
        priceCents: 148_000,
        timelineDays: 25,
        outcome: "submitted",
      },
      {
        freelancerKey: "ana",
        coverLetter:
          "This can be a web page on the same phones: current Android browsers read both label types, and your developers could maintain it with what they know. I measured 300 milliseconds on a mid-range phone with clean labels. For greasy ones I would add the torch and a retry.",
        priceCents: 132_000,
        timelineDays: 20,
        outcome: "submitted",
      },
      {
        freelancerKey: "kwame",
        coverLetter:
          "Keep the phones but add a finger scanner over Bluetooth; they cost less than a repair and read through grease. The app then stays tiny: beep, book, next. I have connected three such models and would lend you mine for a week in the warehouse before you order six.",
        priceCents: 139_000,
        timelineDays: 21,
        outcome: "shortlisted",
      },
    ],
    story: "open",
  },
];
