import type { DemoFile } from "./demo-content.ts";

/* What people attached: to jobs, to deliveries, to messages, and to their own work. */

/** To "Make our checkout usable with a screen reader", with the delivery. */
export const checkoutHandover: readonly DemoFile[] = [
  { name: "checkout-after.png", picture: { shows: "page", hue: 205 } },
  {
    name: "dialog-and-focus.md",
    text: `# Why focus disappeared

The sheet was rendered twice: once by the page, and once more by the component that shows errors. Focus went to the first copy, the screen showed the second.

There is one sheet now, and errors are part of it. Whoever closes it comes back to the button that opened it, also from the error state (test 14).

What to remember: nothing that opens over the page may be rendered by two owners.
`,
  },
  {
    name: "payment-frame.md",
    text: `# The two findings inside the payment frame

The frame belongs to the payment provider, so its two unlabelled fields cannot be changed from outside. Around it there is now a heading that names what follows, and a sentence that says how many fields there are and in which order.

When the provider's next version comes, both can go. The ticket at their side is linked in the code.
`,
  },
  {
    name: "keyboard-tests.csv",
    text: `test,page,what it does,seconds
1,basket,change a quantity and hear the new sum,4
2,basket,remove the last article,3
3,basket,go on with an empty basket,2
7,address,fill in every field by keyboard alone,11
9,address,send with three fields missing,5
14,payment,close the dialog from the error state,6
15,payment,pay with a card that is refused,9
16,payment,pay and arrive at the receipt,14
`,
  },
];

/** To "Offline maps for a hiking club's web app": how the map looks on a bright day. */
export const sunScheme: readonly DemoFile[] = [
  { name: "sun-scheme.png", picture: { shows: "map", hue: 95 } },
];

export const offlineMapsHandover: readonly DemoFile[] = [
  { name: "region-in-flight-mode.png", picture: { shows: "map", hue: 130 } },
  { name: "three-phones-at-noon.png", picture: { shows: "phone", hue: 25 } },
  {
    name: "what-takes-44-mb.csv",
    text: `layer,tiles,megabytes
paths and numbers,1840,11.2
contour lines,1840,19.6
water and forest,1210,8.4
huts and signposts,1840,1.9
names,1840,2.9
`,
  },
];

/** To "Make our Figma library agree with our code". */
export const twoComponents: readonly DemoFile[] = [
  { name: "footer-and-quantity.png", picture: { shows: "components", hue: 205 } },
];

export const libraryHandover: readonly DemoFile[] = [
  { name: "all-64-components.png", picture: { shows: "components", hue: 262 } },
  {
    name: "who-adds-what.md",
    text: `# Who adds what

1. Whoever misses a component looks on the archive page first: it says why we gave it up.
2. Still missing? Draw it with two existing screens that need it. One is not enough.
3. Design and code each name one person who says yes. Both names stand beside the component.
4. It enters the library and the code in the same week, or neither.
`,
  },
  {
    name: "archive-with-reasons.csv",
    text: `component,last used,reason
Button / ghost / small,14 months ago,never built
Dialog / three columns,9 months ago,two columns do
Quantity stepper,3 months ago,replaced by the quantity field
Banner / festive,23 months ago,one December only
Table / zebra,7 months ago,failed in print
`,
  },
];

/** To "Merge three customer lists without losing a boatyard". */
export const mergeHandover: readonly DemoFile[] = [
  { name: "records-per-yard.png", picture: { shows: "chart", hue: 175 } },
  {
    name: "undoing-a-merge.md",
    text: `# Undoing a merge

Every merge has a number; it stands in the yard's history.

    select undo_merge(1187);

brings back the records as they were, with their discounts, and returns each order to the one that it was made with. Orders that came after the merge stay with the yard that is kept, and are listed in the answer.

Rehearsed on a copy with 200 merges.
`,
  },
  {
    name: "left-alone-sample.csv",
    text: `group,records,town,why
31,2,Harlingen,two discounts; nobody to decide
88,3,Lemmer,same name and two owners
140,2,Makkum,one of them was sold
203,2,Sneek,two discounts; nobody to decide
377,4,Medemblik,a yard and its chandlery
`,
  },
];

/** To "Repair our numbers after the shop's relaunch". */
export const analyticsHandover: readonly DemoFile[] = [
  { name: "fourteen-days.png", picture: { shows: "chart", hue: 205 } },
  {
    name: "first-test-orders.csv",
    text: `order,kind,counted by the shop,counted by the bank
T-01,paid at once,1,1
T-02,thank-you page reloaded,1,1
T-03,on backorder,1,1
T-04,cancelled before delivery,0,0
T-05,half sent back,1,1
`,
  },
];

/** To "Address fields that accept a berth": promised in the conversation. */
export const shortenedAddresses: readonly DemoFile[] = [
  {
    name: "eleven-addresses.csv",
    text: `before,after
"Jachthaven De Drie Provinciën, steiger Oostzijde C, ligplaats 14","Jachthaven De Drie Provinciën, C14 oost"
"Marina Port Zélande, pontoon Noordzee, berth 112, the red one","Marina Port Zélande, Noordzee 112 (red)"
"Watersportvereniging Het Witte Huis, box 7, behind the crane","WV Het Witte Huis, box 7 (crane)"
"Jachtwerf Gebroeders Van der Veen en Zonen, kade 3, loods 12","Jachtwerf Van der Veen, kade 3, loods 12"
"Gemeentelijke Passantenhaven Enkhuizen, steiger D, ligplaats 41","Passantenhaven Enkhuizen, D41"
"Yachthafen Großenbrode Binnensee, Steg 4, Liegeplatz 118","Yachthafen Großenbrode, Steg 4/118"
"Port de plaisance de Saint-Valery-sur-Somme, ponton F, place 22","Port de Saint-Valery-sur-Somme, F22"
"Zeilschool De Vier Windstreken, clubhuis, bij de botenlift","Zeilschool De Vier Windstreken (lift)"
"Marina Kamperland, pier Veerse Meer West, box 203, ask for Jo","Marina Kamperland, West 203 (Jo)"
"Roeivereniging Oude Maas, vlot bij de spoorbrug, linkeroever","RV Oude Maas, vlot spoorbrug links"
"Scheepswerf Noordoostpolder, dok 2, aan boord van de Albatros","Scheepswerf Noordoostpolder, dok 2"
`,
  },
];

/** To "Turn six Android phones into warehouse scanners". */
export const warehouse: readonly DemoFile[] = [
  { name: "screens-of-the-old-scanner.png", picture: { shows: "phone", hue: 205 } },
  {
    name: "one-shift-in-november.csv",
    text: `hour,scans,wrong shelf,battery changed
06,212,1,no
07,340,3,no
08,391,2,no
09,377,6,yes
10,402,2,no
11,318,1,no
`,
  },
];

/** To "Write the API guide our partners keep asking for". */
export const apiQuestions: readonly DemoFile[] = [
  {
    name: "what-partners-ask.md",
    text: `# What every partner asks Joost

1. An article is back in stock. When do you tell us, and how often?
2. We sent an order twice. Did you?
3. Which of the four addresses is the one on the label?
4. Our key stopped working in January. (It is valid for a year.)
`,
  },
];

/** Of freelancers' own work. */
export const ferryBooking: readonly DemoFile[] = [
  { name: "ferry-booking.png", picture: { shows: "page", hue: 220 } },
];
export const dateFields: readonly DemoFile[] = [
  { name: "nine-date-fields.png", picture: { shows: "components", hue: 340 } },
];
export const milkLog: readonly DemoFile[] = [
  { name: "milk-log.png", picture: { shows: "phone", hue: 150 } },
];
export const trailMaps: readonly DemoFile[] = [
  { name: "trail-maps.png", picture: { shows: "map", hue: 80 } },
];
export const bridgeConsole: readonly DemoFile[] = [
  { name: "bridge-console.png", picture: { shows: "components", hue: 190 } },
];
export const bearingWear: readonly DemoFile[] = [
  { name: "bearing-wear.png", picture: { shows: "chart", hue: 15 } },
];
export const boreholes: readonly DemoFile[] = [
  { name: "forty-one-boreholes.png", picture: { shows: "map", hue: 40 } },
];
