import type { Row } from "./history-rows.ts";

type Stream = Iterable<Row> | AsyncIterable<Row>;

/**
 * The rows of several streams as one, newest first, reading each stream no further than needed. The wallet's entries
 * are in the ledger's order; a movement outside the wallet stands after the entry that it followed in time.
 */
export async function* mergeRows(streams: readonly Stream[]): AsyncGenerator<Row> {
  const readers = streams.map(readerOf);
  const heads = await Promise.all(readers.map((next) => next()));
  for (;;) {
    let newest = -1;
    for (const [index, head] of heads.entries()) {
      if (head && (newest === -1 || isNewer(head, heads[newest]))) newest = index;
    }
    const row = heads[newest];
    const next = readers[newest];
    if (!row || !next) return;
    yield row;
    heads[newest] = await next();
  }
}

function readerOf(stream: Stream): () => Promise<Row | undefined> {
  const iterator =
    Symbol.asyncIterator in stream ? stream[Symbol.asyncIterator]() : stream[Symbol.iterator]();
  return async () => {
    const { done, value } = await iterator.next();
    return done ? undefined : value;
  };
}

function isNewer(row: Row, than: Row | undefined): boolean {
  if (!than) return true;
  if (row.position !== than.position) return row.position > than.position;
  if ((row.entry === null) !== (than.entry === null)) return row.entry === null;
  if (row.at.getTime() !== than.at.getTime()) return row.at > than.at;
  if (row.transferId === null || than.transferId === null) return row.transferId === null;
  return row.transferId > than.transferId;
}
