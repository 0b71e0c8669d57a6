/** The order of two moments in ISO 8601 or of two ids: by their characters, whatever language is set. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
