/** A file of the books, read when its turn comes. */
export type BookFile = {
  readonly name: string;
  readonly input: AsyncIterable<string | Uint8Array> | Uint8Array;
  readonly lastModified: Date;
};

/** When a file was made whose contents have no moment. */
export const NO_MOMENT = new Date(Date.UTC(2000, 0, 1));

/** Tells spreadsheets that the file is UTF-8. */
export const BYTE_ORDER_MARK = "\ufeff";

/** Writes times as "2026-11-27 10:00:00" in this zone. */
export function timeIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
}
