/** One line: the file, what it does, the rule. */
export function say(path: string, line: number, what: string, rule: string): string {
  return `${path}:${line} ${what} (${rule})`;
}
