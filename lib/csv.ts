/**
 * A line of CSV by RFC 4180. Text that a spreadsheet would read as a formula gets a leading apostrophe (OWASP, "CSV
 * Injection"); numbers are passed as `number` cells and stay numbers.
 */
export function csvLine(cells: readonly (string | { readonly number: string })[]): string {
  return `${cells.map((cell) => (typeof cell === "string" ? textCell(cell) : numberCell(cell.number))).join(",")}\r\n`;
}

/** What spreadsheets read as the beginning of a formula, wide forms included, even after spaces. */
const FORMULA = /^[\s\p{Cc}\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\u2212]|^[\t\r\n]/u;

function textCell(text: string): string {
  return `"${FORMULA.test(text) ? "'" : ""}${text.replaceAll('"', '""')}"`;
}

function numberCell(number: string): string {
  if (!/^(?:-?\d+(?:\.\d+)?)?$/.test(number)) throw new Error(`Not a number: ${number}`);
  return number;
}
