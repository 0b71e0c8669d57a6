import type { DemoClient } from "./demo-content.ts";

export const clients: readonly DemoClient[] = [
  {
    key: "northwind",
    companyName: "Northwind Trade",
    contactName: "Maarten de Wit",
    email: "maarten.dewit@example.com",
    website: "https://northwind-trade.example",
    size: "51-250",
    location: "Rotterdam, Netherlands",
    about:
      "We sell rope, shackles and rigging hardware to 1,400 chandlers and boatyards around the North Sea. Two developers look after the shop; for everything they cannot get to, we hire. You get one contact, quick answers and a staging system that works.",
  },
  {
    key: "lindgren",
    companyName: "Lindgren & Sons",
    contactName: "Elsa Lindgren",
    email: "elsa.lindgren@example.com",
    website: "https://lindgren-sons.example",
    size: "11-50",
    location: "Gothenburg, Sweden",
    about:
      "A bookkeeping firm in its third generation, with 300 small companies as clients. We wrote our own tool in 2009 and still use it every day. There are no sons any more, but changing the sign costs money.",
  },
  {
    key: "teahouse",
    companyName: "Teahouse Kyoto",
    contactName: "Haruka Mizuno",
    email: "haruka.mizuno@example.com",
    website: "https://teahouse-kyoto.example",
    size: "2-10",
    location: "Kyoto, Japan",
    about:
      "Five people, one shop and an online store that ships to 41 countries. We buy from nine growers in Uji and Wazuka, and we visit each of them in spring. We answer slowly during the harvest and quickly for the rest of the year.",
  },
  {
    key: "alpine",
    companyName: "Alpine Club North",
    contactName: "Jonas Brandl",
    email: "jonas.brandl@example.com",
    website: "https://alpine-club-north.example",
    size: "11-50",
    location: "Oberstdorf, Germany",
    about:
      "A club of 9,200 members that keeps 14 huts and 640 kilometres of marked paths in order. The office is small and most decisions are made by volunteers on Thursday evenings, so please allow for that.",
  },
  {
    key: "harbour",
    companyName: "Harbour Street Physio",
    contactName: "Aoife Brennan",
    email: "aoife.brennan@example.com",
    website: "https://harbour-street-physio.example",
    size: "11-50",
    location: "Cork, Ireland",
    about:
      "Three physiotherapy practices with 22 therapists and a waiting list we are trying to shorten. We know bodies, not software, and say so. Anything with patient data runs on our own machines.",
  },
  {
    key: "kestrel",
    companyName: "Kestrel Pumps",
    contactName: "Giulia Ronchi",
    email: "giulia.ronchi@example.com",
    website: "https://kestrel-pumps.example",
    size: "250+",
    location: "Brescia, Italy",
    about:
      "We build solar irrigation pumps for farms between two and forty hectares: 260 people, one factory, 31,000 pumps in the field. Our engineers write clear requirements and expect clear drawings back.",
  },
  {
    key: "mwangaza",
    companyName: "Mwangaza Press",
    contactName: "Joseph Mutua",
    email: "joseph.mutua@example.com",
    website: "https://mwangaza-press.example",
    size: "51-250",
    location: "Nairobi, Kenya",
    about:
      "A publisher of school books and radio lessons for grades four to nine, used in about 2,300 schools. Every text is read by two teachers before it is printed, and their comments are final.",
  },
  {
    key: "petra",
    companyName: "Petra Novak Ceramics",
    contactName: "Petra Novak",
    email: "petra.novak@example.com",
    website: "https://petra-novak-ceramics.example",
    size: "1",
    location: "Ljubljana, Slovenia",
    about:
      "I make stoneware tableware for restaurants, about 4,000 pieces a year, alone with two kilns. I hire for what keeps me away from the wheel. My briefs are short because my hands are usually wet; ask, and I will call you back in the evening.",
  },
];
