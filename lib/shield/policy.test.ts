import { describe, expect, test } from "vitest";
import { findHints, type HintKind } from "./policy.ts";

const MARKED: Readonly<Record<HintKind, readonly string[]>> = {
  email: [
    "Write to ana.moreira@example.com, please.",
    "My address is ana_moreira+jobs@mail.example.co.uk",
    "name at gmail dot com",
    "name (at) example (dot) org",
    "name [at] example [dot] de",
    "Name AT Gmail DOT Com",
    "name @ example . com",
    "ana @ gmail",
    "name at gmail",
    "nombre arroba gmail punto com",
    "nome arroba exemplo ponto com",
    "nom arobase exemple point fr",
    "name ät beispiel punkt de",
    "nome chiocciola esempio punto it",
    "naam apenstaartje voorbeeld punt nl",
    "imię małpa przykład kropka pl",
    "n\u200bame@exa\u200bmple.com",
    "ａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ",
  ],
  phone: [
    "+49 151 23456789",
    "Ring +351 912 345 678 after six.",
    "+1 (555) 123-4567",
    "(555) 123-4567",
    "555.123.4567",
    "0612 34 56 78",
    "06 12 34 56 78",
    "0151/23456789",
    "Tel. 8123 4567",
    "call me: 234 56 789",
    "my number is zero six one two three four five six seven eight",
    "null eins fünf eins zwei drei vier fünf",
    "cero seis uno dos tres cuatro cinco seis",
  ],
  messenger: [
    "Message me on WhatsApp",
    "Let us talk on Telegram instead",
    "my skype is below",
    "Telegram: @ana_moreira",
    "telegram @ana",
    "https://t.me/anamoreira",
    "wa.me/351912345678",
    "discord.gg/abcd",
    "Schreib mir auf WhatsApp",
    "écris-moi sur WhatsApp",
    "Escríbeme por WhatsApp",
    "me chama no WhatsApp",
    "stuur mij een bericht via WhatsApp",
    "Scrivimi su Telegram",
  ],
  payment: [
    "We could do this outside the platform.",
    "Pay me directly and we both save.",
    "to avoid the fees",
    "Let us go off-platform",
    "outside of WorkHub",
    "paypal.me/ana",
    "Send it to my PayPal",
    "I only take gift cards",
    "DE89 3704 0044 0532 0130 00",
    "GB29NWBK60161331926819",
    "Das können wir außerhalb der Plattform machen",
    "On peut payer directement, hors plateforme",
    "fuera de la plataforma",
    "fora da plataforma",
    "fuori dalla piattaforma",
    "buiten het platform om",
    "poza platformą",
  ],
};

/** What people write about their work every day. */
const PLAIN: readonly string[] = [
  "I would charge €1,200.00 for it, or 1 200 000 in all.",
  "The price was $ 123 456 7890 in their words.",
  "From 2026-11-27 to 27.11.2026, at 14:10.",
  "01.12.2026 - 31.12.2026",
  "Version 10.15.7 of Node 24.1.0, and 0.123456789 of a second.",
  "Order 1234567890, invoice 0012345678, ticket #0612345678.",
  "ISBN 978-3-16-148410-0",
  "Order no. 555 123 4567",
  "The server is at 192.168.100.200.",
  "1920 x 1080, 300 dpi, #336699, 4500 words",
  "See https://example.com/work/2024/lighthouse and www.example.org/portfolio.",
  "https://medium.com/@anamoreira and https://example.social/@ana",
  "https://github.com/ana/react-table/issues/1234567890",
  "git@github.com:ana/table.git",
  "npm install @scope/package@2.1.0",
  "logo@2x.png and @media (min-width: 600px)",
  "I am good at React dot by dot.",
  "I worked at Yahoo and at Mozilla for 10 years.",
  "look at node dot js",
  "A WhatsApp bot with Telegram notifications",
  "Let me add Telegram notifications to it.",
  "I have built my WhatsApp bot in Python.",
  "Signal processing is my field, with a Skype integration.",
  "We integrate PayPal, Stripe and bank transfer in your shop.",
  "The platform takes payments, and the fees are computed on the server.",
  "one two three, four five six",
  "I answer 24/7, 3-5 times a day, 100-200 pages.",
  "DE12 ABCD is the shelf, and GB29NWBK60161331926810 has a wrong digit.",
  "Pages 100 200 300 400, rooms 12 34 56",
  "",
];

describe("what is pointed out", () => {
  for (const [kind, texts] of Object.entries(MARKED)) {
    test.each(texts)(`${kind}: %s`, (text) => {
      expect(findHints(text).map((hint) => hint.kind)).toContain(kind);
    });
    test.each(texts)(`${kind}, wherever a sentence ends: %s`, (text) => {
      for (const end of [".", "!", "?", "…", ")", ". And so on.", ".\n"]) {
        expect(findHints(`Well: ${text}${end}`).map((hint) => hint.kind)).toContain(kind);
      }
    });
  }

  test.each([
    "ana.moreira@example.com",
    "ana_moreira+jobs@mail.example.co.uk",
    "a.b-c.d+e@example.com",
  ])("with the whole of an address: %s", (address) => {
    expect(findHints(`Write to ${address}, please.`)).toEqual([{ kind: "email", words: address }]);
  });

  test("with the words that it was found by", () => {
    expect(findHints("Write to ana at gmail dot com, or call +49 151 2345678.")).toEqual([
      { kind: "email", words: "ana at gmail dot com" },
      { kind: "phone", words: "49 151 2345678" },
    ]);
  });

  test.each(PLAIN)("not: %s", (text) => {
    expect(findHints(text)).toEqual([]);
  });
});

describe("a text that is made to be slow", () => {
  const LONG = 200_000;
  test.each([
    ["signs", "@".repeat(LONG)],
    ["dots", "a.".repeat(LONG)],
    ["one word", "a".repeat(LONG)],
    ["digits", "0 ".repeat(LONG)],
    ["numbers in words", "one ".repeat(LONG)],
    ["addresses that never end", "a at b dot ".repeat(LONG)],
    ["half an address", `${"a@b.".repeat(LONG)}`],
    ["accounts", "DE89 3704 ".repeat(LONG)],
    ["names", "whatsapp ".repeat(LONG)],
    ["marks on one letter", `a${"\u0301".repeat(LONG)}`],
    ["what is not seen", "\u200b".repeat(LONG)],
  ])("of %s is read at once", (_, text) => {
    const begun = performance.now();
    findHints(text);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
