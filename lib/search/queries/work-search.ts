import { and, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { getDb, type Reader } from "#db/client";
import { afterRow, byOrder, countAtMost, type Order } from "#db/keyset";
import { COUNTED_MOST, type Page, toPage } from "#lib/paging";
import { foldTexts } from "./words.ts";

/** What a person looks for among their own work: words without case and accents, all of which must occur. */
export type WorkSearch = { readonly words: readonly string[] };

/** So many rows of each list, from its beginning, are searched. */
export const SEARCHED_MOST = 1000;
export const WORK_SEARCH_LENGTH = 80;
const WORDS_MOST = 6;

/** Reads what was typed; null when there is nothing to look for. */
export async function readWorkSearch(
  q: string,
  reader: Reader = getDb(),
): Promise<WorkSearch | null> {
  if (q.trim() === "") return null;
  const folded = await foldTexts(reader, [q.slice(0, WORK_SEARCH_LENGTH)]);
  const words = (folded[0] ?? "").split(/\s+/).filter(Boolean).slice(0, WORDS_MOST);
  return words.length > 0 ? { words } : null;
}

/** The condition that a text has all words of the search, wherever in it. */
export function hasWords({ words }: WorkSearch, text: SQL): SQL<boolean> {
  return sql<boolean>`(select bool_and(strpos(searched.folded, word) > 0)
    from (select search_fold(${text}) as folded offset 0) searched, unnest(${sql.param([...words])}::text[]) word)`;
}

type List = {
  readonly order: Order;
  /** Which rows of the order's table are in the list. */
  readonly where: SQL | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly search?: WorkSearch | null;
  /** What is searched, of a row of the order's table alone. */
  readonly text: SQL;
};

/** A page of ids. The rows are read by them afterwards, so that nothing is joined but what is shown. */
export type IdPage = Omit<Page<string>, "rows"> & { readonly ids: readonly string[] };

/** The page of a list: by its order's index or, for a search, from the first SEARCHED_MOST rows. */
export async function listIds(reader: Reader, list: List): Promise<IdPage> {
  const { order, where, after, limit, search = null } = list;
  if (search) return searchIds(reader, { ...list, search });
  const [found, total] = await Promise.all([
    reader
      .select({ id: sql<string>`${order.id}` })
      .from(order.table)
      .where(and(where, afterRow(order, after)))
      .orderBy(...byOrder(order))
      .limit(limit + 1),
    countAtMost(reader, { table: order.table, where, most: COUNTED_MOST }),
  ]);
  return toIds(found, { total, limit });
}

async function searchIds(
  reader: Reader,
  { order, where, after, limit, search, text }: List & { search: WorkSearch },
): Promise<IdPage> {
  const rows = await reader
    .select({
      id: sql<string>`${order.id}`,
      isFound: hasWords(search, text),
      isAfter: sql<boolean>`${afterRow(order, after) ?? sql`true`}`,
    })
    .from(order.table)
    .where(where)
    .orderBy(...byOrder(order))
    .limit(SEARCHED_MOST + 1);
  const found = rows.slice(0, SEARCHED_MOST).filter(({ isFound }) => isFound);
  const rest = found.filter(({ isAfter }) => isAfter);
  return { ...toIds(rest, { total: found.length, limit }), isCut: rows.length > SEARCHED_MOST };
}

function toIds(
  found: readonly { readonly id: string }[],
  { total, limit }: { total: number; limit: number },
): IdPage {
  const { rows, next } = toPage(found, { limit, total, idOf: ({ id }) => id });
  return { ids: rows.map(({ id }) => id), total, next };
}

/** True for the rows with these ids. */
export function isOneOf(column: PgColumn, ids: readonly string[]): SQL {
  return sql`${column} = any (${sql.param([...ids])}::text[])`;
}
