import { afterAll, describe, expect, test } from "vitest";
import { connect, useConnection } from "#db/client";
import { fund, makeClient, makeFreelancer } from "#db/testing/factories";
import { makeLongLife } from "#db/testing/long-life";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import {
  add,
  addSettled,
  hire,
  makeHistory,
  makePair,
  type Pair,
  readAll,
  resolve,
} from "#db/testing/wallet-life";
import type { Actor } from "#lib/auth/actor";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { type HistoryFilter, NO_FILTER } from "../history-filter.ts";
import { listHistory } from "./history.ts";
import { type ExportOptions, exportHistory } from "./history-export.ts";

const database = useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

describe("the export", () => {
  async function read(actor: Actor, options: ExportOptions = {}): Promise<string[]> {
    let text = "";
    for await (const piece of await exportHistory(actor, options)) text += piece;
    return text.split("\r\n");
  }

  test("has every row, and the wallet's last hash as its seal", async () => {
    const { client } = await makeHistory(bank);
    const rows = await readAll(client, 200);
    const [head, seal, ...lines] = await read(client);
    expect(head).toContain('"Balance after"');
    expect(lines.filter(Boolean)).toHaveLength(rows.length);
    const last = rows.find((row) => row.entry);
    expect(seal).toContain(last?.entry?.hash);
    expect(seal).toContain(",3020.00,");
    for (const [index, row] of rows.entries()) expect(lines[index]).toContain(`"${row.receiptId}"`);
  });

  test("is complete beyond one page, and runs no formula from a job's title", async () => {
    const pair = await makePair();
    await addSettled(bank, pair.client);
    const count = 104;
    await Promise.all(
      Array.from({ length: count }, async (_, index) =>
        resolve(await hire(pair, 100, `=HYPERLINK("http://x","${index}")`), "refund"),
      ),
    );
    const lines = await read(pair.freelancer);
    expect(lines.filter(Boolean)).toHaveLength(2 + 2 * count);
    const disarmed = lines.filter((line) => line.includes(`"'=HYPERLINK(""http://x""`));
    expect(disarmed).toHaveLength(2 * count);
  });

  test("leaves out what the screen's filters leave out, and says so", async () => {
    const pair = await makeHistory(bank);
    const filters: HistoryFilter[] = [
      { ...NO_FILTER, kind: "released" },
      { ...NO_FILTER, contractId: pair.held },
      { ...NO_FILTER, period: "2026-11" },
      { ...NO_FILTER, period: "2025" },
    ];
    for (const actor of [pair.client, pair.freelancer]) {
      for (const filter of filters) {
        const { rows } = await listHistory(actor, { filter, limit: 200 });
        const [, seal, ...lines] = await read(actor, { filter });
        expect(lines.filter(Boolean)).toHaveLength(rows.length);
        for (const [index, row] of rows.entries())
          expect(lines[index]).toContain(`"${row.receiptId}"`);
        expect(seal).toContain(filter.period ?? filter.contractId ?? "Released");
      }
    }
  });

  test("has the days of the person's own zone, as on the screen, and the exact time beside them", async () => {
    const client = await makeClient();
    bank.passSeconds(14.5 * 3600);
    await add(client, 5_000);
    const [head, , line] = await read(client, { timeZone: "Pacific/Auckland" });
    expect(head).toContain('"Date (Pacific/Auckland)"');
    expect(line).toContain('"2026-11-21 12:30:00","2026-11-20T23:30:00.000Z"');
    const period = { ...NO_FILTER, period: "2026-11" };
    expect((await read(client, { timeZone: "Pacific/Auckland", filter: period }))[2]).toBe(line);
  });

  test("reads ten times as many rows for a history ten times as long", {
    timeout: 120_000,
  }, async () => {
    const { owner } = database();
    const [short, long] = [
      await makeLongLife(owner.sql, 300),
      await makeLongLife(owner.sql, 3_000),
    ];
    for (const who of ["client", "freelancer"] as const) {
      const few = await countRows(() => read(short[who]));
      const many = await countRows(() => read(long[who]));
      expect(many / few).toBeGreaterThan(5);
      // Besides the rows themselves, each costs a few more look-ups when the history's length has more digits.
      expect(many / few).toBeLessThan(14);
    }
  });

  test("reads no more rows for a freelancer after other people have paid many fees", async () => {
    const [own, others] = [await makePair(), await makePair()];
    const payFees = async (pair: Pair, count: number) => {
      await fund(pair.client, count * 5_000);
      for (let paid = 0; paid < count; paid += 1) {
        await resolve(await hire(pair, 5_000), "release", 500);
      }
    };
    await payFees(own, 10);
    const before = await countRows(() => read(own.freelancer));
    await payFees(others, 60);
    // How PostgreSQL reads small tables may change; all fees for each of the ten would be 600 more.
    expect((await countRows(() => read(own.freelancer))) - before).toBeLessThan(400);
  });

  test("of an empty wallet is just the head and the seal", async () => {
    const lines = await read(await makeFreelancer());
    expect(lines.filter(Boolean)).toHaveLength(2);
  });
});

/** How many rows the database fetched for `work`, by its own statistics. */
async function countRows(work: () => Promise<unknown>): Promise<number> {
  const single = connect(database().appUrl, { max: 1 });
  const previous = useConnection(single);
  const read = async () => {
    await single.sql`select pg_stat_force_next_flush()`;
    await single.sql`select pg_stat_clear_snapshot()`;
    const [row] = await single.sql`
      select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::float8 as rows
      from pg_stat_user_tables where schemaname in ('public', 'ledger')`;
    return Number(row?.rows);
  };
  try {
    const before = await read();
    await work();
    return (await read()) - before;
  } finally {
    useConnection(previous);
    await single.close();
  }
}
