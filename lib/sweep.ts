import { log, plainMessage } from "./log.ts";

/**
 * Runs `work` for each of `items`, one after another, and carries on past failures. Each failure is logged with its
 * item. When all items are done, the failures are thrown together, so the sweep fails visibly.
 */
export async function sweepEach<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  let count = 0;
  for await (const item of items) {
    count += 1;
    try {
      await work(item);
    } catch (error) {
      log.error({ err: error, item }, "A sweep goes on past something that failed");
      failures.push(error);
    }
  }
  if (failures.length === 0) return;
  const first = plainMessage(failures[0]);
  throw new AggregateError(failures, `${failures.length} of ${count} failed, the first: ${first}`);
}

/**
 * Every row of a list that is read page by page. `readPage` gets the last row of the page before, or undefined at the
 * start.
 */
export async function* eachOf<Row>(
  readPage: (after: Row | undefined) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  let after: Row | undefined;
  for (;;) {
    const page = await readPage(after);
    yield* page;
    after = page.at(-1);
    if (after === undefined) return;
  }
}
