/*
 * What tells that two strangers are about to leave the place that protects their money: a way to reach each other
 * elsewhere, or a payment past the platform. Only pointed out, never refused, so it rather misses one than marks what is
 * nothing. Reads the text once from its beginning to its end: no regular expression meets more than one word.
 */

export const HINT_KINDS = ["email", "phone", "messenger", "payment"] as const;
export type HintKind = (typeof HINT_KINDS)[number];

/** One of each kind at most, with the words that it was found by. */
export type Hint = { readonly kind: HintKind; readonly words: string };

/** A word or a number; what stands before it and after it, up to the next one. */
type Token = {
  readonly text: string;
  readonly low: string;
  readonly before: string;
  readonly after: string;
};

/** Longer texts are read up to here. */
const READ_MOST = 10_000;
const WORDS_MOST = 60;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;
const WORD = /[\p{L}\p{N}_]/u;

/** Everything of this kind in a text; empty for nearly all texts. Pure. */
export function findHints(text: string): readonly Hint[] {
  const clean = text.slice(0, READ_MOST).normalize("NFKC").replace(INVISIBLE, "");
  const tokens = tokensOf(clean);
  const found = new Map<HintKind, string>();
  for (let at = 0; at < tokens.length; at += 1) {
    for (const kind of HINT_KINDS) {
      if (found.has(kind)) continue;
      const length = FINDERS[kind](tokens, at);
      if (length > 0) found.set(kind, wordsOf(tokens.slice(at, at + length)));
    }
    if (found.size === HINT_KINDS.length) break;
  }
  return HINT_KINDS.flatMap((kind) => {
    const words = found.get(kind);
    return words === undefined ? [] : [{ kind, words }];
  });
}

/** How many tokens, from this one on, are of the kind; 0 when it does not begin here. */
type Finder = (tokens: readonly Token[], at: number) => number;

const FINDERS: Readonly<Record<HintKind, Finder>> = {
  email: findEmail,
  phone: findPhone,
  messenger: findMessenger,
  payment: findPayment,
};

function tokensOf(text: string): Token[] {
  const tokens: { text: string; before: string; after: string }[] = [];
  let word = "";
  let between = "";
  const end = () => {
    if (word === "") return;
    tokens.push({ text: word, before: between, after: "" });
    word = "";
    between = "";
  };
  for (const letter of text) {
    if (WORD.test(letter)) {
      word += letter;
      continue;
    }
    end();
    between += letter;
  }
  end();
  return tokens.map((token, index) => ({
    ...token,
    low: token.text.toLowerCase(),
    after: tokens[index + 1]?.before ?? between,
  }));
}

function wordsOf(tokens: readonly Token[]): string {
  const words = tokens
    .map(({ text, after }, index) => (index + 1 < tokens.length ? text + after : text))
    .join("");
  return words.length > WORDS_MOST ? `${words.slice(0, WORDS_MOST)}…` : words;
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}

const ENDINGS = setOf(
  "com net org info biz eu de fr nl es it pt pl uk us ca br ch at be ie se no dk fi cz ru ua io me co email",
);
/** Those that are nothing else but a provider of mail. */
const ONLY_MAIL = setOf("gmail googlemail hotmail protonmail gmx");
const NAME_PARTS = 5;
const AT_WORDS = setOf("at arroba arobase chez ät apenstaartje chiocciola małpa собака");
const DOT_WORDS = setOf("dot punkt point punto ponto punt kropka точка");

/** "ana@example.com", "ana (at) example (dot) com", "ana at gmail dot com", "ana @ gmail". */
function findEmail(tokens: readonly Token[], from: number): number {
  const at = endOfName(tokens, from);
  const length = findFromName(tokens, at);
  return length > 0 ? length + at - from : 0;
}

/** The last part of a name like "ana.maria+jobs": of a few parts, or this one alone. */
function endOfName(tokens: readonly Token[], from: number): number {
  for (let at = from; at < from + NAME_PARTS; at += 1) {
    const after = tokens[at]?.after;
    if (after === "@") return at;
    if (after !== "." && after !== "+" && after !== "-") return from;
  }
  return from;
}

/** From the last part of the name on. */
function findFromName(tokens: readonly Token[], at: number): number {
  const name = tokens[at];
  const next = tokens[at + 1];
  if (!name || !next) return 0;
  const isSign = name.after.trim() === "@" && !isPath(name);
  const isWord = AT_WORDS.has(next.low);
  if (!isSign && !isWord) return 0;
  const host = isSign ? at + 1 : at + 2;
  const end = endOfHost(tokens, host, isSign);
  if (end > 0) {
    const isRepository = name.low === "git" && tokens[end - 1]?.after.startsWith(":");
    return isRepository ? 0 : end - at;
  }
  const provider = tokens[host];
  return provider && ONLY_MAIL.has(provider.low) && isNear(provider.before) ? host + 1 - at : 0;
}

/** "medium.com/@ana": an address on the web, in which the sign means something else. */
function isPath({ before }: Token): boolean {
  return before.endsWith("/@") || before.endsWith("://");
}

function isNear(between: string): boolean {
  return between.trim().length <= 2;
}

/** The token after a host of two to four parts, the last of which ends addresses; 0 when this is none. */
function endOfHost(tokens: readonly Token[], from: number, isSign: boolean): number {
  let at = from;
  for (let parts = 1; parts <= 4; parts += 1) {
    const part = tokens[at];
    if (!part) return 0;
    const next = tokens[at + 1];
    if (!next) return 0;
    const isDotted = part.after.trim() === "." && (isSign || part.after.length === 1);
    const isSpelled = DOT_WORDS.has(next.low) && isNear(part.after) && isNear(next.after);
    if (!isDotted && !isSpelled) return 0;
    at += isSpelled ? 2 : 1;
    const last = tokens[at];
    const continues = last?.after === "." && at + 1 < tokens.length;
    if (last && ENDINGS.has(last.low) && !continues) return at + 1;
  }
  return 0;
}

const CALLED = setOf(
  "phone telephone tel call mobile cell sms telefon handy mobil anrufen téléphone portable appelez teléfono móvil llámame telefone celular ligue telefono cellulare chiamami telefoon bel mobiel numer zadzwoń komórka",
);
const NUMBERED = setOf(
  "order orders invoice ref reference ticket case isbn issn iban vat tax id version po no nr number build sku article issue bestellung rechnung nummer commande facture pedido factura fatura ordine fattura zamówienie faktura eur usd gbp euro euros dollars",
);
const MONEY_SIGN = /\p{Sc}/u;
const BETWEEN_DIGITS = setOf(". - ) ( / )- ");

/** "+49 151 2345678", "0612 34 56 78", "(555) 123-4567", "zero six one two…". */
function findPhone(tokens: readonly Token[], at: number): number {
  const spelled = countSpelled(tokens, at);
  if (spelled >= 7) return spelled;
  const first = tokens[at];
  if (!first || !isDigits(first) || isMidNumber(tokens, at)) return 0;
  const groups = groupsFrom(tokens, at);
  const digits = groups.map(({ text }) => text).join("");
  const isForeign = first.before.endsWith("+") || first.before.endsWith("+(");
  if (isForeign) return digits.length >= 8 && digits.length <= 15 ? groups.length : 0;
  if (digits.length < 7 || digits.length > 15) return 0;
  if (isMoney(first, groups.at(-1)) || isDate(groups)) return 0;
  const said = tokens.slice(Math.max(0, at - 4), at);
  if (said.some(({ low }) => CALLED.has(low))) return groups.length;
  if (first.before.includes("#") || said.slice(-2).some(({ low }) => NUMBERED.has(low))) return 0;
  const isNational = first.text.startsWith("0") && digits.length >= 9 && !isDecimal(groups);
  const sizes = groups.map(({ text }) => text.length).join();
  return isNational || sizes === "3,3,4" ? groups.length : 0;
}

function isDigits({ text }: Token): boolean {
  return /^\d+$/.test(text);
}

/** A number that belongs to the one before it was looked at there. */
function isMidNumber(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const gap = tokens[at]?.before ?? "";
  if (!before || gap.includes("+")) return false;
  return isDigits(before) ? isJoined(gap) : gap === "-" || gap === "." || gap === ",";
}

function isJoined(gap: string): boolean {
  const inner = gap.trim();
  return gap.length <= 3 && (inner === "" || inner === "(" || BETWEEN_DIGITS.has(inner));
}

/** At most eight groups, with one kind of gap that a telephone number may have. */
function groupsFrom(tokens: readonly Token[], at: number): Token[] {
  const groups: Token[] = [];
  for (let next = at; next < tokens.length && groups.length < 8; next += 1) {
    const token = tokens[next];
    if (!token || !isDigits(token)) break;
    if (groups.length > 0 && !isJoined(token.before)) break;
    groups.push(token);
  }
  return groups;
}

function isMoney(first: Token, last: Token | undefined): boolean {
  return (
    MONEY_SIGN.test(first.before.slice(-2)) || MONEY_SIGN.test((last?.after ?? "").slice(0, 2))
  );
}

/** Years, days, and times beside them: "2026-11-27", "27.11.2026 - 31.12.2026". */
function isDate(groups: readonly Token[]): boolean {
  const isYear = ({ text }: Token) => /^(?:19|20)\d\d$/.test(text);
  const rest = groups.filter((group) => !isYear(group));
  return groups.some(isYear) && rest.every(({ text }) => text.length <= 2);
}

/** "0.123456789", and versions: single digits between dots. */
function isDecimal(groups: readonly Token[]): boolean {
  return groups[0]?.text === "0" && groups.length <= 2;
}

const DIGIT_WORDS = setOf(
  "zero one two three four five six seven eight nine null eins zwei drei vier fünf sechs sieben acht neun zéro un deux trois quatre cinq sept huit neuf cero uno dos tres cuatro cinco seis siete ocho nueve um dois três quatro sete oito nove due tre quattro cinque sei sette otto nul een twee drie vijf zes zeven negen jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
);

function countSpelled(tokens: readonly Token[], at: number): number {
  const before = tokens[at - 1];
  if (before && DIGIT_WORDS.has(before.low)) return 0;
  let count = 0;
  while (count < 15 && DIGIT_WORDS.has(tokens[at + count]?.low ?? "")) count += 1;
  return count;
}

const MESSENGERS = setOf(
  "whatsapp telegram skype wechat viber discord threema signal snapchat messenger watsapp whatsap",
);
const LINKS: readonly (readonly string[])[] = [
  ["t", "me"],
  ["wa", "me"],
  ["m", "me"],
  ["discord", "gg"],
  ["signal", "me"],
  ["api", "whatsapp", "com"],
  ["join", "skype", "com"],
];
const PERSON = setOf(
  "me us my mine mich mir meine mein uns moi mon nous mi mí conmigo minha meu comigo mnie mój mij mijn escríbeme escribeme contáctame contactame háblame hablame agrégame scrivimi contattami contacte-moi",
);
/** "Let us talk on…", other than "let me add…". */
const TALK = setOf("talk chat speak continue discuss meet");
/** What is built is no invitation: "my WhatsApp bot". */
const BUILT = setOf(
  "bot bots integration integrations api notifications notification clone app plugin widget sticker stickers campaign channel channels business template templates login button marketing web sdk group groups processing flow flows",
);

/** "Message me on WhatsApp", "my Telegram is @ana", "t.me/ana". */
function findMessenger(tokens: readonly Token[], at: number): number {
  const link = LINKS.find((parts) => isHost(tokens, at, parts));
  if (link) return link.length + 1;
  const name = tokens[at];
  if (!name || !MESSENGERS.has(name.low)) return 0;
  const next = tokens[at + 1];
  const isHandle = name.after.trim() === "@" || name.after.trim() === ": @";
  if (next && isHandle) return 2;
  if (next && BUILT.has(next.low)) return 0;
  const said = tokens.slice(Math.max(0, at - 5), at).map(({ low }) => low);
  const isTalk = said.some((low) => TALK.has(low));
  const isAsked = said.some(
    (low, index) => PERSON.has(low) && (isTalk || said[index - 1] !== "let"),
  );
  return isAsked ? 1 : 0;
}

/** An address on the web that goes on after its host. */
function isHost(tokens: readonly Token[], at: number, parts: readonly string[]): boolean {
  const isIt = parts.every((part, index) => {
    const token = tokens[at + index];
    const isLast = index === parts.length - 1;
    return token?.low === part && token.after.startsWith(isLast ? "/" : ".");
  });
  return isIt && tokens[at - 1]?.after !== "." && tokens[at + parts.length] !== undefined;
}

/** In the languages of the people here; each is a whole run of words. */
const PAST_THE_PLATFORM = [
  "outside the platform|outside of the platform|outside this platform|outside workhub|outside of workhub|outside the site|off platform|off the platform",
  "pay me directly|pay you directly|paying directly|payment directly to|paid directly to my|direct bank transfer|avoid the fee|avoid the fees|avoid fees|save the fee|save the fees|skip the fee|without the platform fee|western union|paypal me|my paypal|my iban|my bank account|gift card|gift cards|my wallet address|my bitcoin",
  "außerhalb der plattform|außerhalb von workhub|an der plattform vorbei|direkt überweisen|direkt bezahlen|ohne die gebühr|gebühr sparen|gebühren sparen|meine iban|mein paypal",
  "en dehors de la plateforme|hors plateforme|hors de la plateforme|payer directement|virement direct|éviter les frais|éviter la commission|mon paypal|mon iban",
  "fuera de la plataforma|pagar directamente|pago directo|págame directamente|evitar la comisión|evitar las comisiones|mi paypal",
  "fora da plataforma|pagar diretamente|pagamento direto|evitar a taxa|evitar as taxas|meu paypal|meu pix",
  "fuori dalla piattaforma|al di fuori della piattaforma|pagare direttamente|pagamento diretto|evitare la commissione|mio paypal",
  "buiten het platform|rechtstreeks betalen|direct betalen|kosten besparen door|mijn paypal",
  "poza platformą|zapłacić bezpośrednio|płatność bezpośrednio|uniknąć prowizji|mój paypal",
].flatMap((line) => line.split("|").map((phrase) => phrase.split(" ")));

const BY_FIRST = new Map<string, (readonly string[])[]>();
for (const phrase of PAST_THE_PLATFORM) {
  const [first = ""] = phrase;
  BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), phrase]);
}

/** "Pay me outside the platform", "to avoid the fees", an IBAN, a link to be paid by. */
function findPayment(tokens: readonly Token[], at: number): number {
  if (isHost(tokens, at, ["paypal", "me"])) return 3;
  const phrase = BY_FIRST.get(tokens[at]?.low ?? "")?.find((words) =>
    words.every((word, index) => tokens[at + index]?.low === word),
  );
  return phrase?.length ?? findIban(tokens, at);
}

const IBAN_MOST = 34;

/** An account's number, in one piece or in groups of four, whose check digits are right (ISO 13616). */
function findIban(tokens: readonly Token[], at: number): number {
  const first = tokens[at]?.text ?? "";
  if (!/^[A-Z]{2}\d{2}/.test(first)) return 0;
  let account = "";
  for (let count = 1; count <= 9; count += 1) {
    const token = tokens[at + count - 1];
    if (!token || (count > 1 && token.before !== " ")) return 0;
    account += token.text;
    if (account.length > IBAN_MOST || !/^[A-Z0-9]+$/.test(token.text)) return 0;
    if (account.length >= 15 && isRightIban(account)) return count;
  }
  return 0;
}

function isRightIban(account: string): boolean {
  let rest = 0;
  for (const letter of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
