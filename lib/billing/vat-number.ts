import { countryName } from "./countries.ts";

type Form = { readonly prefix: string; readonly rest: RegExp };

const form = (prefix: string, rest: RegExp): Form => ({ prefix, rest });

/**
 * The forms of VAT numbers by country: the EU's as VIES documents them (FAQ, question 11), and its nearest neighbours'.
 * A form says that a number can exist, not that it does.
 */
const FORMS: Readonly<Record<string, Form>> = {
  AT: form("AT", /^U\d{8}$/),
  BE: form("BE", /^[01]\d{9}$/),
  BG: form("BG", /^\d{9,10}$/),
  CH: form("CHE", /^\d{9}(?:MWST|TVA|IVA)?$/),
  CY: form("CY", /^\d{8}[A-Z]$/),
  CZ: form("CZ", /^\d{8,10}$/),
  DE: form("DE", /^\d{9}$/),
  DK: form("DK", /^\d{8}$/),
  EE: form("EE", /^\d{9}$/),
  ES: form("ES", /^(?:[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/),
  FI: form("FI", /^\d{8}$/),
  FR: form("FR", /^[A-HJ-NP-Z0-9]{2}\d{9}$/),
  GB: form("GB", /^(?:\d{9}|\d{12}|(?:GD|HA)\d{3})$/),
  // Greece writes EL where ISO 3166-1 has GR.
  GR: form("EL", /^\d{9}$/),
  HR: form("HR", /^\d{11}$/),
  HU: form("HU", /^\d{8}$/),
  IE: form("IE", /^(?:\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/),
  IT: form("IT", /^\d{11}$/),
  LT: form("LT", /^(?:\d{9}|\d{12})$/),
  LU: form("LU", /^\d{8}$/),
  LV: form("LV", /^\d{11}$/),
  MT: form("MT", /^\d{8}$/),
  NL: form("NL", /^\d{9}B\d{2}$/),
  NO: form("NO", /^\d{9}(?:MVA)?$/),
  PL: form("PL", /^\d{10}$/),
  PT: form("PT", /^\d{9}$/),
  RO: form("RO", /^\d{2,10}$/),
  SE: form("SE", /^\d{12}$/),
  SI: form("SI", /^\d{8}$/),
  SK: form("SK", /^\d{10}$/),
};

const LONGEST = 20;

export type VatReading = { readonly vatNumber: string } | { readonly problem: string };

/**
 * Reads a VAT number as people type it, with or without its prefix and in any spacing. Where the country's form is not
 * known, letters and digits are enough. The problem is a sentence.
 */
export function readVatNumber(text: string, country: string | null): VatReading {
  const compact = text.replace(/[\s.\-/]/g, "").toUpperCase();
  const known = country === null ? undefined : FORMS[country];
  if (country === null || !known) {
    const isPlain = /^[A-Z0-9]+$/.test(compact) && compact.length <= LONGEST;
    return isPlain ? { vatNumber: compact } : { problem: "Use only letters and digits." };
  }
  const { prefix, rest } = known;
  if (rest.test(compact)) return { vatNumber: prefix + compact };
  const isPrefixed = compact.startsWith(prefix) && rest.test(compact.slice(prefix.length));
  if (isPrefixed) return { vatNumber: compact };
  return {
    problem: `That is not a VAT number of this country (${countryName(country)}): it begins with ${prefix} and has another form. Look for a digit too many or too few.`,
  };
}
