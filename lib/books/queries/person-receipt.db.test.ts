import { expect, test } from "vitest";
import { makeAdmin, makeClient } from "#db/testing/factories";
import { provesTheLedger } from "#db/testing/hiring";
import { readPdf } from "#db/testing/read-pdf";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { addSettled, hire, makeHistory, makePair, readAll, resolve } from "#db/testing/wallet-life";
import { formatCents, negateCents, sumCents } from "#lib/money";
import { describeLine } from "#lib/payments/describe-row";
import { getReceipt } from "#lib/payments/queries/receipts";
import { timeIn } from "../files.ts";
import { getReceiptPdf } from "./person-receipt.ts";

useTestDatabase();
const bank = useTestBank();
provesTheLedger();

const day = timeIn("Asia/Tokyo");
/** Without the marks of direction, which a file does not need. */
const plain = (text: string) => text.replace(/\p{Cf}/gu, "");

test("a receipt is the same bytes each time", async () => {
  const { client } = await makeHistory(bank);
  const [row] = await readAll(client, 200);
  const ask = () => getReceiptPdf(client, row?.receiptId ?? "", "Asia/Tokyo");
  expect((await ask()).equals(await ask())).toBe(true);
});

test("the receipt of every transaction says what the ledger has of it", {
  timeout: 60_000,
}, async () => {
  const { client, freelancer } = await makeHistory(bank);
  for (const actor of [client, freelancer]) {
    for (const { receiptId } of await readAll(actor, 200)) {
      const bytes = await getReceiptPdf(actor, receiptId, "Asia/Tokyo");
      const { text } = await readPdf(bytes);
      const { row, entries } = await getReceipt(actor, receiptId);
      expect(text).toContain(`Receipt ${receiptId} `);
      expect(text).toContain(`What for ${plain(describeLine(row))}`);
      const net = sumCents([row.grossCents, negateCents(row.feeCents)]);
      expect(text).toContain(
        `Gross ${formatCents(row.grossCents)} Fee ${formatCents(row.feeCents)} Net ${formatCents(net)}`,
      );
      for (const { entry, at, amountCents, balanceAfterCents } of entries) {
        expect(text).toContain(`${entry?.seq} ${day.format(at)} `);
        expect(text).toContain(
          `${formatCents(amountCents ?? sumCents([]))} ${formatCents(balanceAfterCents)}`,
        );
        expect(text).toContain(`Ledger entry ${entry?.seq} Ledger hash ${entry?.hash}`);
      }
      if (entries.length === 0) expect(text).toContain("Nothing has moved in this wallet.");
    }
  }
});

test("a payment with a fee shows gross, fee and net, and who paid it", async () => {
  const pair = await makePair();
  await addSettled(bank, pair.client);
  await resolve(await hire(pair, 5_000, "=A table"), "release", 500);
  const released = (await readAll(pair.freelancer, 200)).find(({ kind }) => kind === "released");
  const bytes = await getReceiptPdf(pair.freelancer, released?.receiptId ?? "", "UTC");
  const { text, pages } = await readPdf(bytes);
  expect(pages).toBe(1);
  expect(text).toContain("What for =A table: released by Teahouse Kyoto With Teahouse Kyoto");
  expect(text).toContain("Gross €50.00 Fee €5.00 Net €45.00");
});

test("of a stranger's transaction there is none", async () => {
  const { client } = await makeHistory(bank);
  const [row] = await readAll(client, 200);
  for (const stranger of [await makeClient(), await makeAdmin()]) {
    const asked = getReceiptPdf(stranger, row?.receiptId ?? "", "UTC");
    await expect(asked).rejects.toMatchObject({ code: "not_found" });
  }
});
