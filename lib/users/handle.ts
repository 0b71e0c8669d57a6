const MAX_LENGTH = 40;

/** Latin letters that Unicode does not take apart into a plain letter and a mark. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** "Ana Lúcia da Silva" → "ana-lucia-da-silva". Empty when nothing of the name can be written in an address. */
export function handleFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN_LETTERS[letter] ?? "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
}

/** The handles to try for a name, best first: "ana-lima", "ana-lima-2" … */
export function* handleCandidates(name: string, role: string): Generator<string> {
  const base = handleFrom(name) || role;
  yield base;
  for (let number = 2; ; number += 1) yield `${base}-${number}`;
}
