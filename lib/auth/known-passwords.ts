import { dictionary } from "@zxcvbn-ts/language-common";

let known: ReadonlySet<string> | undefined;

/** Among the 49,000 commonest passwords of known leaks, in whatever letters. They are there in small ones. */
export function isKnownPassword(password: string): boolean {
  known ??= new Set(dictionary["passwords-common"]);
  return known.has(password.toLowerCase());
}
