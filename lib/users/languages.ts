/*
 * The languages that a freelancer can work in, by their codes (ISO 639-1). The runtime knows their names, so no list of
 * names is sent to anybody.
 */

export const MAX_PROFILE_LANGUAGES = 10;

const CODES =
  "ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka ko lt lv mk ms nl no pa pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur vi zh";

export const LANGUAGE_CODES: readonly string[] = CODES.split(" ");

const names = new Intl.DisplayNames(["en"], { type: "language" });

/** "German" for "de". */
export function languageName(code: string): string {
  return names.of(code) ?? code;
}

/** "English, Portuguese". */
export function languagesText(codes: readonly string[]): string {
  return codes.map(languageName).join(", ");
}

/** The known ones among these, each once, in the order of their codes. */
export function knownLanguages(codes: readonly string[]): string[] {
  return LANGUAGE_CODES.filter((code) => codes.includes(code));
}

/** All of them by name, for forms. */
export function languageChoices(): { value: string; label: string }[] {
  const choices = LANGUAGE_CODES.map((code) => ({ value: code, label: languageName(code) }));
  return choices.sort((a, b) => a.label.localeCompare(b.label, "en"));
}
