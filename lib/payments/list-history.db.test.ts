import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { contracts } from "#db/schema";
import {
  makeAdmin,
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
} from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import { type Id, newId } from "#lib/ids";
import { getBalance } from "#lib/ledger/get-balance";
import { holdFunds } from "#lib/ledger/hold-funds";
import { listEntries } from "#lib/ledger/list-entries";
import { refundHold } from "#lib/ledger/refund-hold";
import { releaseHold } from "#lib/ledger/release-hold";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { cents } from "#lib/money";
import { addDays } from "#lib/time";
import { addFunds } from "./add-funds.ts";
import { checkPayment } from "./check-payment.ts";
import { exportHistory } from "./export-history.ts";
import { getReceipt } from "./get-receipt.ts";
import { NO_FILTER } from "./history-filter.ts";
import { listHistory } from "./list-history.ts";
import { SANDBOX_IBANS } from "./providers/sandbox-rules.ts";
import { getWallet } from "./queries.ts";
import { HISTORY_KINDS, type HistoryRow } from "./schema.ts";
import { sendPayment } from "./send-payment.ts";
import { withdraw } from "./withdraw.ts";

useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

type Pair = { client: Actor; freelancer: Actor };

/** A contract of the two with its price on hold, as hiring leaves it. */
async function hire({ client, freelancer }: Pair, price: number, title?: string) {
  const jobId = await makeJob(client, title ? { title } : {});
  const proposalId = await makeProposal(jobId, freelancer, { status: "accepted" });
  const contractId = newId("ctr");
  const priceCents = cents(price);
  await getDb().transaction(async (tx) => {
    await tx.insert(contracts).values({
      id: contractId,
      jobId,
      proposalId,
      clientId: client.userId,
      freelancerId: freelancer.userId,
      priceCents,
      timelineDays: 10,
      releaseRule: "on_submission",
      reviewWindowDays: 7,
      createdAt: bank.now(),
      dueAt: addDays(bank.now(), 10),
    });
    await holdFunds(tx, {
      payer: client.userId,
      payee: { kind: "wallet", owner: freelancer.userId },
      holdFor: contractId,
      amountCents: priceCents,
      key: `contract:${contractId}:hold`,
      reference: `contract:${contractId}`,
    });
  });
  return contractId;
}

async function resolve(contractId: Id<"ctr">, how: "release" | "refund") {
  const verb = how === "release" ? releaseHold : refundHold;
  const reference = `contract:${contractId}`;
  await getDb().transaction((tx) =>
    verb(tx, { holdFor: contractId, key: `${reference}:${how}`, reference }),
  );
}

async function add(client: Actor, amountCents: number, card = "card_4242") {
  const payment = await addFunds(client, { requestKey: newId("pay"), amountCents, card });
  await sendPayment(SYSTEM, payment);
  return payment;
}

async function takeOut(actor: Actor, amountCents: number, iban: string = SANDBOX_IBANS.works) {
  const payment = await withdraw(actor, { requestKey: newId("pay"), amountCents, iban });
  await sendPayment(SYSTEM, payment);
  return payment;
}

async function makePair(): Promise<Pair> {
  return {
    client: await makeClient({ name: "Teahouse Kyoto" }),
    freelancer: await makeFreelancer({ name: "Ana Moreau" }),
  };
}

/** A life of two wallets in which everything happens that can. */
async function makeHistory(): Promise<Pair & { released: Id<"ctr">; held: Id<"ctr"> }> {
  const pair = await makePair();
  const { client, freelancer } = pair;
  const deposit = await add(client, 500_000);
  bank.passSeconds(10);
  await checkPayment(SYSTEM, deposit);
  await add(client, 1_000, "card_0002");
  bank.passSeconds(10);
  const released = await hire(pair, 74_000, "Label printer integration");
  bank.passSeconds(10);
  const refunded = await hire(pair, 20_000, "Cancelled job");
  bank.passSeconds(10);
  await resolve(refunded, "refund");
  bank.passSeconds(10);
  await resolve(released, "release");
  bank.passSeconds(10);
  const held = await hire(pair, 124_000, "Make our checkout usable");
  bank.passSeconds(10);
  const bounced = await takeOut(freelancer, 10_000, SANDBOX_IBANS.bounces);
  bank.passSeconds(60);
  await checkPayment(SYSTEM, bounced);
  await takeOut(freelancer, 60_000);
  await add(client, 7_000);
  return { ...pair, released, held };
}

const brief = (row: HistoryRow) => [row.kind, row.amountCents, row.balanceAfterCents];

async function readAll(actor: Actor, limit: number): Promise<HistoryRow[]> {
  const rows: HistoryRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await listHistory(actor, { cursor, limit });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

/** The history's own entries are the ledger's, one by one, in the ledger's order. */
async function requireLedger(actor: Actor, rows: readonly HistoryRow[]): Promise<void> {
  const ledger = await listEntries(
    getDb(),
    { kind: "wallet", owner: actor.userId },
    { limit: 200 },
  );
  const own = rows.flatMap(({ entry, amountCents, balanceAfterCents, at }) =>
    entry ? [{ ...entry, amountCents, balanceAfterCents, occurredAt: at }] : [],
  );
  expect(own).toEqual(
    ledger.map(({ seq, hash, amountCents, balanceAfterCents, occurredAt }) => {
      return { seq, hash, amountCents, balanceAfterCents, occurredAt };
    }),
  );
}

describe("everything that moved", () => {
  test("a client sees deposits, holds, releases, refunds and what is on its way", async () => {
    const { client } = await makeHistory();
    const { rows, nextCursor } = await listHistory(client);
    expect(nextCursor).toBeNull();
    expect(rows.map(brief)).toEqual([
      ["added", null, 302_000],
      ["held", -124_000, 302_000],
      ["released", null, 426_000],
      ["refunded", 20_000, 426_000],
      ["held", -20_000, 406_000],
      ["held", -74_000, 426_000],
      ["added", null, 500_000],
      ["added", 500_000, 500_000],
    ]);
    expect(rows[0]?.payment).toMatchObject({ status: "pending", amountCents: 7_000 });
    expect(rows[6]?.payment).toMatchObject({ status: "failed" });
    expect(rows[1]).toMatchObject({
      stillHeldCents: 124_000,
      contract: { jobTitle: "Make our checkout usable", withWhom: "Ana Moreau" },
    });
    expect(rows[5]).toMatchObject({ stillHeldCents: 0 });
    await requireLedger(client, rows);
  });

  test("a freelancer sees what is held for them, earnings, and payouts there and back", async () => {
    const { freelancer } = await makeHistory();
    const { rows } = await listHistory(freelancer);
    expect(rows.map(brief)).toEqual([
      ["withdrawn", -60_000, 14_000],
      ["withdrawn", 10_000, 74_000],
      ["withdrawn", -10_000, 64_000],
      ["held", null, 74_000],
      ["released", 74_000, 74_000],
      ["refunded", null, 0],
      ["held", null, 0],
      ["held", null, 0],
    ]);
    expect(rows[0]?.payment).toMatchObject({ status: "pending", method: "Bank account ··4417" });
    expect(rows[3]).toMatchObject({
      stillHeldCents: 124_000,
      grossCents: 124_000,
      contract: { withWhom: "Teahouse Kyoto" },
    });
    await requireLedger(freelancer, rows);
  });

  test("is the same in pages of any size", async () => {
    const { client, freelancer } = await makeHistory();
    for (const actor of [client, freelancer]) {
      const whole = await readAll(actor, 200);
      for (const limit of [1, 2, 3, 7]) expect(await readAll(actor, limit)).toEqual(whole);
    }
  });

  test("equals the ledger after any sequence of movements, in parallel and at one moment too", async () => {
    const step = fc.record({
      what: fc.constantFrom("add", "hire", "release", "refund", "withdraw", "bounce", "wait"),
      amount: fc.integer({ min: 100, max: 30_000 }),
      isParallel: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const pair = await makePair();
        const open: Id<"ctr">[] = [];
        const first = await add(pair.client, 100_000);
        bank.passSeconds(2);
        await checkPayment(SYSTEM, first);
        const carryOut = async ({ what, amount }: (typeof steps)[number]) => {
          const contractId = what === "release" || what === "refund" ? open.shift() : undefined;
          if (what === "add") await add(pair.client, amount);
          if (what === "hire") open.push(await hire(pair, amount));
          if (what === "release" && contractId) await resolve(contractId, "release");
          if (what === "refund" && contractId) await resolve(contractId, "refund");
          if (what === "withdraw") await takeOut(pair.freelancer, amount);
          if (what === "bounce") await takeOut(pair.client, amount, SANDBOX_IBANS.bounces);
        };
        let running: Promise<unknown>[] = [];
        for (const each of steps) {
          if (each.what === "wait") bank.passSeconds(61);
          running.push(carryOut(each).catch(requireShortage));
          if (!each.isParallel) {
            await Promise.all(running);
            running = [];
          }
        }
        await Promise.all(running);
        for (const actor of [pair.client, pair.freelancer]) {
          const rows = await readAll(actor, 3);
          await requireLedger(actor, rows);
          const moved = rows.reduce((sum, row) => sum + (row.amountCents ?? 0), 0);
          expect(moved).toBe(await getBalance(getDb(), { kind: "wallet", owner: actor.userId }));
          expect((await getWallet(actor)).availableCents).toBe(moved);
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test("each kind alone, put together, is everything", async () => {
    const { client, freelancer } = await makeHistory();
    for (const actor of [client, freelancer]) {
      const whole = await readAll(actor, 200);
      const parts = await Promise.all(
        HISTORY_KINDS.map(async ({ value }) => {
          const { rows } = await listHistory(actor, { filter: { ...NO_FILTER, kind: value } });
          for (const row of rows) expect(row.kind).toBe(value);
          return rows;
        }),
      );
      const ids = (rows: readonly HistoryRow[]) =>
        rows.map((row) => `${row.receiptId} ${row.entry?.seq ?? ""}`).sort();
      expect(ids(parts.flat())).toEqual(ids(whole));
    }
  });

  test("of one contract, or of one month, is only that", async () => {
    const { client, freelancer, released } = await makeHistory();
    const filter = { ...NO_FILTER, contractId: released };
    expect((await listHistory(client, { filter })).rows.map(brief)).toEqual([
      ["released", null, 426_000],
      ["held", -74_000, 426_000],
    ]);
    expect((await listHistory(freelancer, { filter })).rows).toHaveLength(2);
    expect((await listHistory(await makeClient(), { filter })).rows).toEqual([]);

    const count = async (period: string) =>
      (await listHistory(client, { filter: { ...NO_FILTER, period } })).rows.length;
    expect(await count("2026-11")).toBe(8);
    expect(await count("2026")).toBe(8);
    expect(await count("2026-10")).toBe(0);
    expect(await count("2025")).toBe(0);
  });

  test("a cursor that makes no sense starts at the beginning", async () => {
    const { client } = await makeHistory();
    const { rows } = await listHistory(client);
    for (const cursor of ["", "nonsense", "'; drop table", "..", "9.9.9"]) {
      expect((await listHistory(client, { cursor })).rows).toEqual(rows);
    }
  });

  test("admins have no wallet", async () => {
    const admin = await makeAdmin();
    for (const query of [listHistory, getWallet, exportHistory]) {
      await expect(query(admin)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("the wallet's figures", () => {
  test("are what is available, held, moved this month and on its way", async () => {
    const { client, freelancer } = await makeHistory();
    const spent = await getWallet(client);
    expect(spent).toMatchObject({
      availableCents: 302_000,
      heldCents: 124_000,
      heldContracts: 1,
      incoming: { amountCents: 7_000, count: 1 },
      outgoing: { amountCents: 0, count: 0, expectedAt: null },
    });
    expect(spent.months).toHaveLength(12);
    expect(spent.months.at(-1)).toMatchObject({ amountCents: 74_000, jobs: 1 });
    expect(spent.months.slice(0, -1).every((month) => month.amountCents === 0)).toBe(true);

    const earned = await getWallet(freelancer);
    expect(earned).toMatchObject({
      availableCents: 14_000,
      heldCents: 124_000,
      outgoing: { amountCents: 60_000, count: 1 },
    });
    expect(earned.outgoing.expectedAt).toEqual(new Date(bank.now().getTime() + 60_000));
    expect(earned.months.at(-1)).toMatchObject({ amountCents: 74_000, jobs: 1 });
  });

  test("of a new person are zero", async () => {
    for (const actor of [await makeClient(), await makeFreelancer()]) {
      expect(await getWallet(actor)).toMatchObject({
        availableCents: 0,
        heldCents: 0,
        heldContracts: 0,
        incoming: { amountCents: 0, expectedAt: null },
      });
      expect((await listHistory(actor)).rows).toEqual([]);
    }
  });

  test("count a month by the person's own calendar", async () => {
    const pair = await makePair();
    await checkPaid(pair.client);
    const days = (new Date("2026-12-01T00:30:00Z").getTime() - bank.now().getTime()) / 1000;
    bank.passSeconds(days);
    await resolve(await hire(pair, 5_000), "release");
    const last = async (zone: string) =>
      (await getWallet(pair.freelancer, zone)).months.at(-1)?.amountCents;
    const first = async (zone: string) =>
      (await getWallet(pair.freelancer, zone)).months.at(-2)?.amountCents;
    expect([await first("UTC"), await last("UTC")]).toEqual([0, 5_000]);
    bank.passSeconds(24 * 60 * 60);
    expect([await first("America/New_York"), await last("America/New_York")]).toEqual([5_000, 0]);
  });
});

async function checkPaid(client: Actor): Promise<void> {
  const payment = await add(client, 50_000);
  bank.passSeconds(2);
  await checkPayment(SYSTEM, payment);
}

describe("a receipt", () => {
  test("exists for every row, and says the same", async () => {
    const { client, freelancer } = await makeHistory();
    for (const actor of [client, freelancer]) {
      for (const row of await readAll(actor, 200)) {
        const receipt = await getReceipt(actor, row.receiptId);
        expect([receipt.row, ...receipt.entries]).toContainEqual(row);
      }
    }
  });

  test("of a payout that failed shows it going out and coming back", async () => {
    const { freelancer } = await makePair().then(async (pair) => {
      await checkPaid(pair.client);
      await resolve(await hire(pair, 5_000), "release");
      return pair;
    });
    const { paymentId } = await takeOut(freelancer, 5_000, SANDBOX_IBANS.bounces);
    bank.passSeconds(60);
    await checkPayment(SYSTEM, { paymentId });
    const receipt = await getReceipt(freelancer, paymentId);
    expect(receipt.entries.map(brief)).toEqual([
      ["withdrawn", -5_000, 0],
      ["withdrawn", 5_000, 5_000],
    ]);
  });

  test("of a stranger, or of nothing, is not found", async () => {
    const { client, freelancer } = await makeHistory();
    const stranger = await makeClient();
    for (const actor of [client, freelancer]) {
      for (const { receiptId } of await readAll(actor, 200)) {
        await expect(getReceipt(stranger, receiptId)).rejects.toMatchObject({ code: "not_found" });
      }
    }
    for (const receiptId of ["", "0", "-1", "999999999", "pay_none", newId("pay"), "1e3", "٣"]) {
      await expect(getReceipt(client, receiptId)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("the export", () => {
  async function read(actor: Actor): Promise<string[]> {
    let text = "";
    for await (const piece of await exportHistory(actor)) text += piece;
    return text.split("\r\n");
  }

  test("has every row, and the wallet's last hash as its seal", async () => {
    const { client } = await makeHistory();
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
    await checkPaid(pair.client);
    for (let index = 0; index < 3; index++) {
      await resolve(await hire(pair, 100, `=HYPERLINK("http://x","${index}")`), "refund");
    }
    const lines = await read(pair.freelancer);
    expect(lines.filter(Boolean)).toHaveLength(2 + 6);
    expect(lines.filter((line) => line.includes(`"'=HYPERLINK(""http://x""`))).toHaveLength(6);
  });

  test("of an empty wallet is the head and the seal", async () => {
    const lines = await read(await makeFreelancer());
    expect(lines.filter(Boolean)).toHaveLength(2);
  });
});

/** Spending more than there is may be refused in a random sequence; nothing else may. */
function requireShortage(error: unknown): void {
  expect(error).toMatchObject({
    code: expect.stringMatching(/^(insufficient_funds|more_than_available)$/),
  });
}
