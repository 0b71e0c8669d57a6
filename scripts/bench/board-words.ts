/*
 * Believable words for the board's benchmark. The commonest are real; the long tail is made of syllables, as names of
 * products, places and people are. How often each occurs follows Zipf's law.
 */

const REAL =
  "and the we for our a to with of in need design website you will developer app work looking new project on experience " +
  "team help build data is our from this are content react shop page be logo marketing small company have existing english " +
  "python video mobile store translation simple api social product brand week business write editor native landing fix " +
  "online excel report wordpress campaign java server test photo sales image customer system integration web service " +
  "javascript illustration research software node search plan support form update german seo email user review budget " +
  "clean platform model article contract interface typescript print figma dashboard list code french file payment game " +
  "deadline quality music spanish voice checkout drawing accessible database tables migrate postgres automation library " +
  "bookkeeping catalogue subtitles packaging poster newsletter animation audit podcast spreadsheet manual course blog " +
  "shopify webflow flutter swift kotlin golang rust django laravel vue angular svelte docker kubernetes aws azure linux " +
  "security network backup invoice ledger warehouse delivery restaurant hotel travel clinic school lawyer garden furniture " +
  "bicycle coffee bakery museum theatre festival charity startup agency studio workshop factory farm boat house kitchen";

const SYLLABLES =
  "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xa yo zu bra cle dri flo gro kra plu sti tre vin mar lan tor ber sol nex pol";

const CJK =
  "日本語英語翻訳制作開発設計編集動画写真広告記事会社店舗予約顧客管理検索画面改善調査資料作成経験者募集急募週末";

export const VOCABULARY = 60_000;

/** A source of numbers that is the same in every run. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** All words, the commonest first. */
export function makeWords(): string[] {
  const next = numbersFrom(1);
  const words = new Set(REAL.split(" "));
  const syllables = SYLLABLES.split(" ");
  while (words.size < VOCABULARY) {
    const length = 2 + Math.floor(next() * 3);
    words.add(
      Array.from({ length }, () => syllables[Math.floor(next() * syllables.length)]).join(""),
    );
  }
  return [...words];
}

/** A number below `limit`; small ones are likely, by Zipf's law. */
export function zipf(next: () => number, limit: number): number {
  return Math.min(limit - 1, Math.floor(limit ** next()) - 1 + (next() < 0.02 ? 1 : 0));
}

/** Japanese without spaces: neighbours of a string of signs, so that some pairs are common and others are not. */
export function makeJapanese(next: () => number, length: number): string {
  let text = "";
  while (text.length < length) {
    const at = zipf(next, CJK.length - 3);
    text += CJK.slice(at, at + 2 + Math.floor(next() * 3));
  }
  return text;
}

/** Skills: some are two words. */
export function makeSkills(words: readonly string[]): string[] {
  return Array.from({ length: 600 }, (_, at) => {
    const word = words[24 + at] ?? "";
    return at % 4 === 3 ? `${word} ${words[30 + ((at * 7) % 200)]}` : word;
  });
}
