export const HANDLE_MIN = 3;
export const HANDLE_MAX = 40;

/** Latin letters that Unicode does not decompose into a plain letter and a mark. */
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

/** "Ana Lúcia da Silva" → "ana-lucia-da-silva". Empty when nothing in the name can be written in an address. */
export function handleFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN_LETTERS[letter] ?? "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, HANDLE_MAX)
    .replace(/^-+|-+$/g, "");
}

/**
 * The handles to try for a name, best first: "ana-lima", "ana-lima-2" … For a name too short for an address, the role
 * is added: "bo-freelancer". Each is a valid handle.
 */
export function* handleCandidates(name: string, role: string): Generator<string> {
  const own = handleFrom(name);
  const base = own.length >= HANDLE_MIN ? own : [own, role].filter(Boolean).join("-");
  yield base;
  for (let number = 2; ; number += 1)
    yield `${cut(base, HANDLE_MAX - `-${number}`.length)}-${number}`;
}

function cut(handle: string, length: number): string {
  return handle.slice(0, length).replace(/-+$/, "");
}
