import { afterAll, describe, expect, test } from "vitest";
import { makeFreelancer } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { addSettled, hire, makeHistory, makePair, readAll, resolve } from "#db/testing/wallet-life";
import type { Actor } from "#lib/auth/actor";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { exportHistory } from "./export-history.ts";

useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

describe("the export", () => {
  async function read(actor: Actor): Promise<string[]> {
    let text = "";
    for await (const piece of await exportHistory(actor)) text += piece;
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

  test("is complete beyond one page, and runs no formula that a job's title brings", async () => {
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

  test("of an empty wallet is the head and the seal", async () => {
    const lines = await read(await makeFreelancer());
    expect(lines.filter(Boolean)).toHaveLength(2);
  });
});
