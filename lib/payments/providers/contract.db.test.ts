import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { useTestDatabase } from "#db/testing/test-database";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { DAY_MS, setClock } from "#lib/time";
import { STANDIN_KEY, STANDIN_SECRET, type Standin, startStandin } from "#scripts/stripe/standin";
import type {
  BalanceTransaction,
  PaymentOrder,
  PaymentProvider,
  ProviderReport,
} from "../provider.ts";
import { createSandboxBank } from "./sandbox.ts";
import { createStripe } from "./stripe.ts";

/*
 * What every provider behind the port must do. With STRIPE_TEST_KEY set, Stripe itself is one of them; nobody pays
 * there.
 */
useTestDatabase();

type Rig = {
  readonly provider: PaymentProvider;
  /** Somebody pays an order; missing where nobody can. */
  readonly pay?: (reference: string) => void;
};

/** The official package asks once more by itself when a connection breaks. */
const TIMES_ASKED = 2;

let standin: Standin;
beforeAll(async () => {
  standin = await startStandin(0, async () => true);
});
afterAll(() => standin.close());

const RIGS: Record<string, () => Rig> = {
  "the sandbox bank": () => ({
    provider: createSandboxBank({ cardSettlesAfterMs: 0, payoutSettlesAfterMs: 0 }),
    pay: () => {},
  }),
  "the stand-in": () => ({
    provider: createStripe({
      secretKey: STANDIN_KEY,
      webhookSecret: STANDIN_SECRET,
      address: standin.address,
    }),
    pay: (reference) => standin.tryToPay(reference, "pay"),
  }),
};
const { STRIPE_TEST_KEY: secretKey } = process.env;
if (secretKey) {
  RIGS.Stripe = () => ({
    provider: createStripe({
      secretKey,
      webhookSecret: "whsec_unused",
      address: "https://api.stripe.com",
    }),
  });
}

function orderFor({ cards }: PaymentProvider): PaymentOrder {
  const paymentId = newId("pay");
  return {
    paymentId,
    direction: "deposit",
    amountCents: cents(4_023),
    methodToken: cards[0]?.token ?? "",
    pageAddress: `http://localhost:3000/wallet/add-funds?payment=${paymentId}`,
  };
}

/** Makes the order; nobody here has to wait for it. */
async function make(provider: PaymentProvider, order: PaymentOrder): Promise<ProviderReport> {
  const report = await provider.createOrder(order);
  if (!report) throw new Error("The order cannot be made yet");
  return report;
}

async function listAll(provider: PaymentProvider, since: Date | null) {
  const all: BalanceTransaction[] = [];
  for await (const page of provider.listTransactions(since)) all.push(...page);
  return all;
}

function rigOf(name: string): Rig {
  const make = RIGS[name];
  if (!make) throw new Error(`There is no rig for ${name}`);
  return make();
}

describe.each(Object.keys(RIGS))("%s", (name) => {
  const rig = () => rigOf(name);

  test("names a way to pay in, finds it by its token, and finds no other", () => {
    const { provider } = rig();
    const [card] = provider.cards;
    expect(provider.findCard(card?.token ?? "")).toMatchObject({ label: card?.label });
    expect(provider.findCard("made_up")).toBeNull();
  });

  test("makes one order for a payment, however often it is asked, also at once", async () => {
    const { provider } = rig();
    const order = orderFor(provider);
    const reports = [
      ...(await Promise.all([make(provider, order), make(provider, order)])),
      await make(provider, order),
    ];
    const [first] = reports;
    expect(first).toMatchObject({ paymentId: order.paymentId, amountCents: 4_023 });
    expect(new Set(reports.map(({ reference }) => reference)).size).toBe(1);
    expect(await provider.findOrder(order.paymentId, first?.reference ?? "")).toMatchObject({
      paymentId: order.paymentId,
      reference: first?.reference,
    });
  });

  test("knows nothing of an order that it did not make", async () => {
    const { provider } = rig();
    expect(await provider.findOrder(newId("pay"), "cs_test_nothing")).toBeNull();
    expect(await provider.endOrder(newId("pay"), "cs_test_nothing")).toBeNull();
    expect(await provider.findOrderName("pi_nothing")).toBeNull();
  });

  test("ends an order that waits for somebody, and says the same when it is asked again", async () => {
    const { provider } = rig();
    const order = orderFor(provider);
    const made = await make(provider, order);
    if (made.status !== "requires_action") return;
    for (const _ of [1, 2]) {
      const ended = await provider.endOrder(order.paymentId, made.reference);
      expect(ended).toMatchObject({ status: "failed", paymentId: order.paymentId });
    }
  });
});

test.each(Object.keys(RIGS).filter((name) => name !== "Stripe"))(
  "%s settles an order that was paid, and says so each time",
  async (name) => {
    const { provider, pay } = rigOf(name);
    const order = orderFor(provider);
    const { reference } = await make(provider, order);
    pay?.(reference);
    for (const _ of [1, 2]) {
      const report = await provider.findOrder(order.paymentId, reference);
      expect(report).toMatchObject({ status: "settled", amountCents: 4_023 });
    }
    expect(await provider.endOrder(order.paymentId, reference)).toMatchObject({
      status: "settled",
    });
  },
);

/** Settled orders of which something is taken back; by the sandbox's cards, or by orders to the stand-in. */
const TAKEN_BACK: Record<string, () => Promise<TakenBack>> = {
  "the sandbox bank": async () => {
    const provider = createSandboxBank({ cardSettlesAfterMs: 1_000, payoutSettlesAfterMs: 0 });
    const order = { ...orderFor(provider), methodToken: "card_1976" };
    const { reference } = await make(provider, order);
    const pass = (seconds: number) => async () => {
      restoreClock();
      restoreClock = setClock(() => new Date(Date.now() + seconds * 1_000));
    };
    return { provider, order, reference, dispute: pass(20), win: pass(40) };
  },
  "the stand-in": async () => {
    const { provider, pay } = rigOf("the stand-in");
    const order = orderFor(provider);
    const { reference } = await make(provider, order);
    pay?.(reference);
    return {
      provider,
      order,
      reference,
      dispute: async () => standin.dispute(reference, "open"),
      win: async () => standin.dispute(reference, "won"),
    };
  },
};

type TakenBack = {
  readonly provider: PaymentProvider;
  readonly order: PaymentOrder;
  readonly reference: string;
  readonly dispute: () => Promise<void>;
  readonly win: () => Promise<void>;
};

let restoreClock = () => {};
afterEach(() => restoreClock());

test.each(Object.keys(TAKEN_BACK))(
  "%s says of a disputed order what was taken back, when to ask again, and that it was given back",
  async (name) => {
    const scene = await TAKEN_BACK[name]?.();
    if (!scene) throw new Error(`There is no scene for ${name}`);
    const { provider, order, reference, dispute, win } = scene;
    const ask = () => provider.findOrder(order.paymentId, reference);
    await dispute();
    const taken = await ask();
    expect(taken).toMatchObject({
      status: "settled",
      moreAt: expect.any(Date),
      reversals: [{ amountCents: 4_023, isGivenBack: false }],
    });
    expect(await ask()).toMatchObject({
      reversals: taken?.status === "settled" ? (taken.reversals ?? []) : [],
    });
    await win();
    const won = await ask();
    expect(won).toMatchObject({ status: "settled", reversals: [{ isGivenBack: true }] });
    expect(won).not.toHaveProperty("moreAt");
  },
);

test.each(Object.keys(RIGS))(
  "%s lists what has moved, each under its own name, the same each time, and nothing of what did not",
  async (name) => {
    const { provider, pay } = rigOf(name);
    const [paid, unpaid] = [orderFor(provider), orderFor(provider)];
    const { reference } = await make(provider, paid);
    // At the sandbox bank every card that works pays by itself.
    if (name !== "the sandbox bank") await make(provider, unpaid);
    pay?.(reference);
    const all = await listAll(provider, null);
    expect(new Set(all.map((one) => one.reference)).size).toBe(all.length);
    for (const { grossCents, feeCents, netCents } of all) {
      expect(netCents).toBe(grossCents - feeCents);
    }
    expect(await listAll(provider, null)).toEqual(all);
    const moved = all.filter(({ paymentId }) => paymentId === paid.paymentId);
    const found = { kind: "payment", grossCents: 4_023, currency: "EUR" };
    expect(moved).toMatchObject(pay ? [found] : []);
    expect(all.filter(({ paymentId }) => paymentId === unpaid.paymentId)).toEqual([]);
    const later = await listAll(provider, new Date(Date.now() + DAY_MS));
    expect(later).toEqual([]);
  },
);

test("the stand-in lists more than one page, none of it twice, also while more is made", async () => {
  const { provider } = rigOf("the stand-in");
  const before = await listAll(provider, null);
  for (let n = 0; n < 250; n += 1) {
    standin.balance.add({ type: "stripe_fee", amount: -3, source: null });
  }
  const found: BalanceTransaction[] = [];
  for await (const page of provider.listTransactions(null)) {
    expect(page.length).toBeLessThanOrEqual(100);
    found.push(...page);
    standin.balance.add({ type: "stripe_fee", amount: -5, source: null });
  }
  expect(found).toHaveLength(before.length + 250);
  expect(new Set(found.map(({ reference }) => reference)).size).toBe(found.length);
  expect(found[0]).toMatchObject({ kind: "fee", grossCents: 0, feeCents: 3, netCents: -3 });
});

describe("the stand-in, through the official package", () => {
  const provider = () =>
    createStripe({
      secretKey: STANDIN_KEY,
      webhookSecret: STANDIN_SECRET,
      address: standin.address,
    });

  test("whose answer is lost has made the order, and asking again finds it", async () => {
    const order = orderFor(provider());
    standin.orders.loseAnswers = TIMES_ASKED;
    await expect(provider().createOrder(order)).rejects.toThrow();
    const made = [...standin.sessions.values()].filter(
      ({ client_reference_id }) => client_reference_id === order.paymentId,
    );
    expect(await provider().createOrder(order)).toMatchObject({ reference: made[0]?.id });
    expect(made).toHaveLength(1);
  });

  test("that answers with a page is an error, and no answer", async () => {
    standin.orders.answerHtml = 1;
    await expect(provider().createOrder(orderFor(provider()))).rejects.toThrow();
  });

  test("with another amount under the same payment is refused", async () => {
    const order = orderFor(provider());
    await provider().createOrder(order);
    await expect(provider().createOrder({ ...order, amountCents: cents(1) })).rejects.toThrow(
      /used with other parameters/,
    );
  });

  test("that answers about another payment is not believed", async () => {
    const { reference } = await make(provider(), orderFor(provider()));
    await expect(provider().findOrder(newId("pay"), reference)).rejects.toThrow(/is about pay_/);
  });

  test("asked with another key refuses", async () => {
    const stranger = createStripe({
      secretKey: "sk_test_other",
      webhookSecret: STANDIN_SECRET,
      address: standin.address,
    });
    await expect(stranger.createOrder(orderFor(stranger))).rejects.toThrow(/Invalid API Key/);
  });
});
