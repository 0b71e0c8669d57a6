import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { notifications, paymentReversals, payments } from "#db/schema";
import { makeAdmin, makeClient } from "#db/testing/factories";
import { useTestBank } from "#db/testing/test-bank";
import { useTestDatabase } from "#db/testing/test-database";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { getBalance } from "#lib/ledger/queries";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { DAY_MS, now } from "#lib/time";
import { addFunds } from "./add-funds.ts";
import { checkPayment } from "./check-payment.ts";
import { handleProviderEvent } from "./handle-provider-event.ts";
import type { ProviderReport, ReportedReversal } from "./provider.ts";
import { SANDBOX_IBANS } from "./providers/sandbox-rules.ts";
import { listHistory } from "./queries/history.ts";
import { findOwed, listOwed } from "./queries/owed.ts";
import { checkPaymentTask } from "./schema.ts";
import { sendPayment } from "./send-payment.ts";
import { withdraw } from "./withdraw.ts";

useTestDatabase();
const bank = useTestBank();
afterAll(async () => expect((await verifyLedger()).mismatches).toEqual([]));

const AMOUNT = 5_000;
const available = async ({ userId: owner }: Actor) =>
  Number(await getBalance(getDb(), { kind: "wallet", owner }));

async function paidIn(card = "card_4242") {
  const client = await makeClient();
  const input = { requestKey: newId("pay"), amountCents: AMOUNT, card };
  return { client, ...(await addFunds(client, input)) };
}

type Told = "reversed" | "reversal_won";

/** The bank sends a message by itself, as a webhook would. */
function tell(
  paymentId: Id<"pay">,
  status: Told | "settled",
  changed: Partial<ReportedReversal> = {},
  moreAt?: Date,
) {
  const base = { paymentId, reference: `ref_${paymentId}`, amountCents: cents(AMOUNT) };
  const reversal = {
    reference: "dp_1",
    amountCents: cents(AMOUNT),
    reason: "the cardholder disputes the payment",
    isGivenBack: status === "reversal_won",
    ...changed,
  };
  const reversals = status === "settled" ? [] : [reversal];
  const report = { ...base, status: "settled", reversals, ...(moreAt && { moreAt }) } as const;
  return handleProviderEvent(SYSTEM, { provider: "sandbox", report });
}

async function spend(client: Awaited<ReturnType<typeof makeClient>>, amountCents: number) {
  const input = { requestKey: newId("pay"), amountCents, iban: SANDBOX_IBANS.works };
  return withdraw({ ...client, sessionId: SYSTEM }, input);
}

const kindsTold = async ({ userId }: Actor) =>
  (
    await getDb()
      .select({ kind: notifications.kind })
      .from(notifications)
      .where(eq(notifications.userId, userId))
  ).map(({ kind }) => kind);

describe("a payment that is taken back", () => {
  test("after its money was spent is owed, with why, and blocks withdrawing until it is settled", async () => {
    const { client, paymentId } = await paidIn();
    await tell(paymentId, "settled");
    await spend(client, 4_000);
    await tell(paymentId, "reversed");
    expect(await available(client)).toBe(0);
    expect(await findOwed(client)).toMatchObject({
      owedCents: 4_000,
      reversals: [
        { paymentId, amountCents: AMOUNT, reason: "the cardholder disputes the payment" },
      ],
    });
    await expect(spend(client, 1_000)).rejects.toMatchObject({ code: "owes" });
    const again = await addFunds(client, {
      requestKey: newId("pay"),
      amountCents: AMOUNT,
      card: "card_4242",
    });
    await tell(again.paymentId, "settled");
    expect(await available(client)).toBe(1_000);
    expect(await findOwed(client)).toBeNull();
    const { rows } = await listHistory(client);
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["reversed", "repaid", "added"]),
    );
  });

  test("twice, late and before its settlement is taken back once", async () => {
    const { client, paymentId } = await paidIn();
    await Promise.all([tell(paymentId, "reversed"), tell(paymentId, "reversed")]);
    await tell(paymentId, "settled");
    await tell(paymentId, "reversed");
    expect(await available(client)).toBe(0);
    expect(await findOwed(client)).toBeNull();
    expect((await kindsTold(client)).filter((kind) => kind === "payment_reversed")).toHaveLength(1);
  });

  test("is asked about again when its dispute is to be decided, also when nothing else was ever told", async () => {
    const { paymentId } = await paidIn();
    const moreAt = new Date(now().getTime() + DAY_MS);
    await tell(paymentId, "reversed", {}, moreAt);
    const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
    expect(payment).toMatchObject({ status: "settled", expectedAt: moreAt });
    const waiting = await getDb().execute(
      sql`select from pgboss.job where singleton_key = ${`${checkPaymentTask.name} ${paymentId}`}`,
    );
    expect(waiting).toHaveLength(1);
  });

  test("and won comes back once, and settles what was owed", async () => {
    const { client, paymentId } = await paidIn();
    await tell(paymentId, "settled");
    await spend(client, 4_000);
    await tell(paymentId, "reversed");
    await Promise.all([tell(paymentId, "reversal_won"), tell(paymentId, "reversal_won")]);
    await tell(paymentId, "reversed");
    expect(await available(client)).toBe(1_000);
    expect(await findOwed(client)).toBeNull();
    expect((await kindsTold(client)).filter((kind) => kind === "reversal_won")).toHaveLength(1);
  });

  test("in parts is never taken back for more than was paid in, or for another amount later", async () => {
    const { client, paymentId } = await paidIn();
    await tell(paymentId, "settled");
    await tell(paymentId, "reversed", { reference: "re_1", amountCents: cents(3_000) });
    await expect(
      tell(paymentId, "reversed", { reference: "re_2", amountCents: cents(3_000) }),
    ).rejects.toThrow("More than");
    await expect(
      tell(paymentId, "reversed", { reference: "re_1", amountCents: cents(2_000) }),
    ).rejects.toThrow("another amount");
    expect(await available(client)).toBe(2_000);
    expect(await getDb().$count(paymentReversals, eq(paymentReversals.paymentId, paymentId))).toBe(
      1,
    );
  });

  test.each([
    ["was heard of before", true],
    ["is heard of only now", false],
  ])(
    "whole once more, after an earlier reversal that %s came back, is taken back once",
    async (_, isKnown) => {
      const { client, paymentId } = await paidIn();
      await tell(paymentId, "settled");
      const earlier = { reference: "re_1", reason: "it was refunded at Stripe" };
      if (isKnown) await tell(paymentId, "reversed", earlier);
      const whole = { amountCents: cents(AMOUNT), reason: "the cardholder disputes the payment" };
      await handleProviderEvent(SYSTEM, {
        provider: "sandbox",
        report: {
          paymentId,
          reference: `ref_${paymentId}`,
          amountCents: cents(AMOUNT),
          status: "settled",
          // Disputes are listed first, whenever they were opened.
          reversals: [
            { ...whole, reference: "dp_1", isGivenBack: false },
            { ...whole, ...earlier, isGivenBack: true },
          ],
        },
      });
      expect(await available(client)).toBe(0);
      expect(await findOwed(client)).toBeNull();
      expect(await kindsTold(client)).toEqual(
        expect.arrayContaining(["payment_reversed", "reversal_won"]),
      );
    },
  );

  test("is an alarm for a payout, and for a payment that failed", async () => {
    const { client, paymentId } = await paidIn();
    await tell(paymentId, "settled");
    const payout = await spend(client, AMOUNT);
    await expect(tell(payout.paymentId, "reversed")).rejects.toThrow("is a payout");
    const declined = await paidIn("card_0002");
    await sendPayment(SYSTEM, { paymentId: declined.paymentId });
    await expect(
      handleProviderEvent(SYSTEM, {
        provider: "sandbox",
        report: await disputeOf(declined.paymentId),
      }),
    ).rejects.toThrow();
  });
});

/** A dispute of the order that the sandbox has made. */
async function disputeOf(paymentId: Id<"pay">): Promise<ProviderReport> {
  const [payment] = await getDb().select().from(payments).where(eq(payments.id, paymentId));
  if (!payment?.providerReference) throw new Error("The bank does not know it");
  const { providerReference: reference, amountCents } = payment;
  const reversal = { reference: "dp_1", amountCents, reason: "disputed", isGivenBack: false };
  return { paymentId, reference, amountCents, status: "settled", reversals: [reversal] };
}

describe("the sandbox's disputed cards", () => {
  test.each([
    ["card_0259", 0],
    ["card_1976", AMOUNT],
  ])("%s: checking goes on until nothing follows, and %d is left", async (card, left) => {
    const { client, paymentId } = await paidIn(card);
    await sendPayment(SYSTEM, { paymentId });
    bank.passSeconds(3);
    expect(await checkPayment(SYSTEM, { paymentId })).toBeInstanceOf(Date);
    expect(await available(client)).toBe(AMOUNT);
    bank.passSeconds(30);
    await checkPayment(SYSTEM, { paymentId });
    expect(await available(client)).toBe(0);
    bank.passSeconds(30);
    expect(await checkPayment(SYSTEM, { paymentId })).toBeNull();
    expect(await available(client)).toBe(left);
  });
});

test("who owes is listed for admins, and exists for nobody else", async () => {
  const { client, paymentId } = await paidIn();
  await tell(paymentId, "settled");
  await spend(client, AMOUNT);
  await tell(paymentId, "reversed");
  expect(await listOwed(await makeAdmin())).toContainEqual(
    expect.objectContaining({ userId: client.userId, owedCents: AMOUNT }),
  );
  await expect(listOwed(client)).rejects.toMatchObject({ code: "not_found" });
});
