import { type Font, openSync } from "fontkit";

/** Drawn where the letters have nothing. */
export const MISSING_SIGN = "◊";

export type Legible = { readonly shown: string; readonly isWhole: boolean };

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const opened = new Map<string, Font>();

/** The text with a mark for each sign that this file of letters lacks, so that none of it vanishes silently. */
export function toLegible(text: string, letters: string): Legible {
  const font = opened.get(letters) ?? openFont(letters);
  opened.set(letters, font);
  let isWhole = true;
  const signs = Array.from(graphemes.segment(text), ({ segment }) => {
    const isThere = Array.from(segment).every((sign) =>
      font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0),
    );
    if (isThere) return segment;
    // It draws nothing anywhere: the direction of what follows, for example.
    if (/^\p{Cf}+$/u.test(segment)) return "";
    if (/^\s+$/.test(segment)) return " ";
    isWhole = false;
    return MISSING_SIGN;
  });
  return { shown: signs.join(""), isWhole };
}

function openFont(letters: string): Font {
  const font = openSync(letters);
  if (!("hasGlyphForCodePoint" in font)) throw new Error(`${letters} holds more than one font`);
  return font;
}
