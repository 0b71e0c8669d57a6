import type { Actor } from "#lib/auth/actor";
import { getBillingDetails } from "#lib/billing/queries/billing-details";
import { getEnv } from "#lib/env";
import { eachPart, eachStatementRow, getStatement } from "#lib/payments/queries/statement";
import { drawStatement } from "../draw-statement.ts";
import { type BookFile, NO_MOMENT } from "../files.ts";
import { type BookDays, type BookRange, describeDays } from "../range.ts";

/** So many entries stand in one file: its tags are in memory until its end. */
const ENTRIES_AT_ONCE = 2_000;

type Asked = {
  readonly days: BookDays;
  readonly range: BookRange;
  readonly timeZone: string;
  /** How many entries a file may have. */
  readonly atOnce?: number;
};

type Part = Omit<BookFile, "input"> & { readonly input: AsyncGenerator<Uint8Array> };

/**
 * The statement of the actor's wallet for these days as a PDF, or as several where one would be too long: each begins
 * with the balance with which the one before it ends. The same entries are the same bytes each time. Throws not_found
 * for an admin, before the first file.
 */
export async function openPersonStatement(
  actor: Actor,
  { days, range, timeZone, atOnce = ENTRIES_AT_ONCE }: Asked,
): Promise<{ count: number; files: AsyncGenerator<Part> }> {
  const statement = await getStatement(actor, range);
  const count = Math.max(1, Math.ceil((statement.lastSeq - statement.afterSeq) / atOnce));
  const { name, profileName } = await getBillingDetails(actor);
  const author = getEnv().OPERATOR_NAME;
  const facts = [
    { label: "Wallet of", text: name || profileName },
    { label: "Kept by", text: author },
    { label: "Days", text: describeDays(days) },
  ];
  async function* listParts(): AsyncGenerator<Part> {
    let part = 0;
    for await (const each of eachPart(actor, statement, atOnce)) {
      part += 1;
      const title = count === 1 ? "Statement" : `Statement, part ${part} of ${count}`;
      const ends = [
        part === 1 ? "Opening balance" : "Brought forward",
        part === count ? "Closing balance" : "Carried forward",
      ] as const;
      const rows = eachStatementRow(actor, each);
      const number = String(part).padStart(String(count).length, "0");
      yield {
        name: count === 1 ? "statement.pdf" : `statement-${number}-of-${count}.pdf`,
        input: drawStatement({ title, author, facts, timeZone, ends }, each, rows),
        lastModified: each.lastAt ?? NO_MOMENT,
      };
    }
  }
  return { count, files: listParts() };
}
