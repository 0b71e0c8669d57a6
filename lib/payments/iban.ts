/**
 * Length of an IBAN per country, from the IBAN registry that SWIFT keeps for ISO 13616.
 * A country that is not listed has no IBAN.
 */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BI: 27,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DJ: 27,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
};

export type IbanProblem = "form" | "country" | "length" | "check_digits";

export type IbanReading =
  | { readonly iban: string; readonly country: string; readonly lastFour: string }
  | { readonly problem: IbanProblem };

/** Reads an IBAN as people type it, in any case and with any spacing, and checks it by ISO 13616. */
export function readIban(text: string): IbanReading {
  const iban = text.replace(/[\s\u00a0\u202f-]/g, "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return { problem: "form" };
  const country = iban.slice(0, 2);
  const length = LENGTHS[country];
  if (length === undefined) return { problem: "country" };
  if (iban.length !== length) return { problem: "length" };
  if (remainderOf97(iban) !== 1) return { problem: "check_digits" };
  return { iban, country, lastFour: iban.slice(-4) };
}

/** The number of characters of an IBAN of this country, or null for a country without IBANs. */
export function ibanLength(country: string): number | null {
  return LENGTHS[country] ?? null;
}

/** An IBAN for a country and a bank's account part, with its check digits (ISO 7064, MOD 97-10). */
export function makeIban(country: string, account: string): string {
  const check = 98 - remainderOf97(`${country}00${account}`);
  return `${country}${String(check).padStart(2, "0")}${account}`;
}

/** In groups of four, as it is printed. */
export function formatIban(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, "$1 ");
}

/** ISO 7064 MOD 97-10: the first four characters go last, letters count from A = 10, digit by digit. */
function remainderOf97(iban: string): number {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of String(Number.parseInt(character, 36))) {
      remainder = (remainder * 10 + Number(digit)) % 97;
    }
  }
  return remainder;
}
