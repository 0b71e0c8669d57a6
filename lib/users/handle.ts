const MAX_LENGTH = 40;

/** "Ana Lúcia da Silva" → "ana-lucia-da-silva". Empty when nothing of the name can be written in an address. */
export function handleFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
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
