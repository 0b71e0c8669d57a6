import { and, asc, eq, gt, gte, lte, or } from "drizzle-orm";
import { ulid } from "ulid";
import { getDb } from "#db/client";
import { sandboxBankOrders } from "#db/schema";
import type { Id } from "#lib/ids";
import { type Cents, CURRENCY, cents, negateCents } from "#lib/money";
import { now } from "#lib/time";
import type {
  BalanceTransaction,
  PaymentOrder,
  PaymentProvider,
  PayoutAccounts,
  ProviderReport,
} from "../provider.ts";
import {
  describeStanding,
  endWaiting,
  findStanding,
  openAccount,
  UNANSWERED,
} from "./sandbox-desk.ts";
import {
  BOUNCE_REASON,
  BOUNCING_ACCOUNT_ENDING,
  DISPUTE_REASON,
  DISPUTED_AFTER,
  REFUND_REFUSAL,
  REFUNDABLE_FOR_MS,
  RESTRICTED_REASON,
  RETURN_REASON,
  RETURNED_AFTER,
  RETURNING_ACCOUNT_ENDING,
  SANDBOX_CARDS,
  SANDBOX_IBANS,
  SANDBOX_NAME,
  WAITS_FOR_MS,
  WON_AFTER,
} from "./sandbox-rules.ts";

/** Accounts with this bank. People answer its questions on its own page. */
const ACCOUNTS: PayoutAccounts = {
  open: openAccount,
  addressOf: async () => "/sandbox-bank/account",
  standingOf: async (token) => describeStanding(await findStanding(token)),
};

export type SandboxBankOptions = {
  /** How long a card payment takes to settle. */
  readonly cardSettlesAfterMs: number;
  /** How long a payout takes to arrive. */
  readonly payoutSettlesAfterMs: number;
  /** Whether it pays out to accounts with it, which people open first, and not to any IBAN. */
  readonly takesAccounts?: boolean;
};

/** What becomes of an order: everything after its settlement is counted from there. */
type Plan = {
  readonly settlesAfterMs: number;
  readonly failureReason?: string | null;
  readonly disputedAfterMs?: number | null;
  readonly wonAfterMs?: number | null;
  readonly halfRefundedAfterMs?: number | null;
  readonly returnedAfterMs?: number | null;
  /** The cardholder is asked first, and the settlement counted from their answer. */
  readonly isAsked?: boolean;
};
type AfterSettling = Pick<
  ProviderReport & { status: "settled" },
  "status" | "moreAt" | "reversals"
>;
type BankOrder = typeof sandboxBankOrders.$inferSelect;

/**
 * A bank without money. It keeps its own books, writes them in its own transactions as a separate bank would, and
 * decides an order's outcome when it is created; the order's state then follows from the clock.
 */
export function createSandboxBank(options: SandboxBankOptions): PaymentProvider {
  return {
    name: SANDBOX_NAME,
    label: "Sandbox bank",
    isSandbox: true,
    trial: {
      cards:
        "These are test cards. Each does what it says, so that you can see how WorkHub responds. No real card is charged.",
      accounts: [
        { label: "Succeeds, like any other IBAN", iban: SANDBOX_IBANS.works },
        { label: "Fails, like every IBAN that ends in 0000", iban: SANDBOX_IBANS.bounces },
        {
          label: "Arrives and comes back, like every IBAN that ends in 0001",
          iban: SANDBOX_IBANS.returns,
        },
      ],
    },
    cards: SANDBOX_CARDS,
    payoutAccounts: options.takesAccounts ? ACCOUNTS : null,
    stepOf: () => cents(1),
    refundableForMs: REFUNDABLE_FOR_MS,
    refundNote: "It is there as fast as a bank transfer.",
    readMessage: null,

    findCard(token) {
      const card = SANDBOX_CARDS.find((candidate) => candidate.token === token);
      return card ? { token: card.token, label: card.label } : null;
    },

    toBankAccount(iban) {
      const lastFour = iban.slice(-4);
      return { token: `bank_${lastFour}`, label: `Bank account ··${lastFour}` };
    },

    async createOrder(order) {
      const planned = await plan(order, options);
      const waitsUntil = planned.isAsked ? after(now(), WAITS_FOR_MS) : null;
      const settlesAt = after(waitsUntil ?? now(), planned.settlesAfterMs);
      // Nobody has answered yet, and that is how it ends unless somebody does.
      const failureReason = planned.isAsked ? UNANSWERED : (planned.failureReason ?? null);
      const later = (ms: number | null = null) => (ms === null ? null : after(settlesAt, ms));
      await getDb()
        .insert(sandboxBankOrders)
        .values({
          reference: `sbx_${ulid().toLowerCase()}`,
          paymentId: order.paymentId,
          direction: order.direction,
          amountCents: order.amountCents,
          outcome: failureReason === null ? "settled" : "failed",
          failureReason,
          createdAt: now(),
          settlesAt,
          waitsUntil,
          disputedAt: later(planned.disputedAfterMs),
          wonAt: later(planned.wonAfterMs),
          halfRefundedAt: later(planned.halfRefundedAfterMs),
          returnedAt: later(planned.returnedAfterMs),
        })
        .onConflictDoNothing({ target: sandboxBankOrders.paymentId });
      const made = await findOrder(order.paymentId);
      if (!made) throw new Error("The sandbox bank lost an order that it has just made");
      return made;
    },

    findOrder,
    async endOrder(paymentId) {
      await endWaiting(paymentId);
      return findOrder(paymentId);
    },
    findOrderName: async () => null,
    listTransactions,
  };
}

async function plan(order: PaymentOrder, options: SandboxBankOptions): Promise<Plan> {
  const { direction, refundOf, methodToken } = order;
  const card = SANDBOX_CARDS.find(({ token }) => token === methodToken);
  if (direction === "payout" && refundOf === undefined) return planPayout(order, options);
  if (direction === "payout") {
    return {
      settlesAfterMs: options.payoutSettlesAfterMs,
      failureReason: card?.refusesRefunds ? REFUND_REFUSAL : null,
    };
  }
  if (!card) return { settlesAfterMs: 0, failureReason: "the card is unknown" };
  const usualMs = options.cardSettlesAfterMs;
  return {
    settlesAfterMs: card.outcome === "declined" ? 0 : usualMs * (card.slowness ?? 1),
    failureReason: card.reason ?? null,
    isAsked: card.asks ?? false,
    disputedAfterMs: card.dispute ? usualMs * DISPUTED_AFTER : null,
    wonAfterMs: card.dispute === "won" ? usualMs * WON_AFTER : null,
    halfRefundedAfterMs: card.refundsHalf ? usualMs * DISPUTED_AFTER : null,
  };
}

/** To a bank account, or to an account with this bank. */
async function planPayout(
  { methodToken }: PaymentOrder,
  { payoutSettlesAfterMs, takesAccounts }: SandboxBankOptions,
): Promise<Plan> {
  const returned = { returnedAfterMs: payoutSettlesAfterMs * RETURNED_AFTER };
  if (takesAccounts) {
    const standing = await findStanding(methodToken);
    if (!describeStanding(standing).isReady) {
      return { settlesAfterMs: 0, failureReason: RESTRICTED_REASON };
    }
    return { settlesAfterMs: payoutSettlesAfterMs, ...(standing === "closed" ? returned : {}) };
  }
  const isBouncing = methodToken.endsWith(BOUNCING_ACCOUNT_ENDING);
  return {
    settlesAfterMs: payoutSettlesAfterMs,
    failureReason: isBouncing ? BOUNCE_REASON : null,
    ...(methodToken.endsWith(RETURNING_ACCOUNT_ENDING) ? returned : {}),
  };
}

function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

async function findOrder(paymentId: Id<"pay">): Promise<ProviderReport | null> {
  const [order] = await getDb()
    .select()
    .from(sandboxBankOrders)
    .where(eq(sandboxBankOrders.paymentId, paymentId));
  return order ? report(order) : null;
}

function report(order: BankOrder): ProviderReport {
  const { paymentId, reference, amountCents, settlesAt, waitsUntil } = order;
  const base = { paymentId, reference, amountCents };
  if (waitsUntil && now() < waitsUntil) {
    return {
      ...base,
      status: "requires_action",
      needs: "authentication",
      address: `/sandbox-bank/${paymentId}`,
      expiresAt: waitsUntil,
    };
  }
  if (now() < settlesAt) return { ...base, status: "accepted", expectedAt: settlesAt };
  if (order.outcome === "failed") {
    return { ...base, status: "failed", reason: order.failureReason ?? "no reason was given" };
  }
  if (order.returnedAt && order.returnedAt <= now()) {
    return { ...base, status: "failed", reason: RETURN_REASON };
  }
  return { ...base, ...afterSettling(order) };
}

/** Settled, what was taken back since, and when something follows. */
function afterSettling(order: BankOrder): AfterSettling {
  const { reference, amountCents, disputedAt, wonAt, halfRefundedAt, returnedAt } = order;
  const isPast = (at: Date | null) => at !== null && at <= now();
  const dispute = { reference: `${reference}_dispute`, amountCents, reason: DISPUTE_REASON };
  const refund = {
    reference: `${reference}_refund`,
    amountCents: cents(Math.ceil(amountCents / 2)),
    reason: "half of it was refunded at the bank",
  };
  const next = [disputedAt, wonAt, halfRefundedAt, returnedAt].filter(
    (at) => at !== null && !isPast(at),
  );
  const [moreAt] = next.sort((a, b) => Number(a) - Number(b));
  return {
    status: "settled",
    reversals: [
      ...(isPast(disputedAt) ? [{ ...dispute, isGivenBack: isPast(wonAt) }] : []),
      ...(isPast(halfRefundedAt) ? [{ ...refund, isGivenBack: false }] : []),
    ],
    ...(moreAt ? { moreAt } : {}),
  };
}

const PAGE = 200;

/** What its orders have moved until now; it keeps nothing for itself. */
async function* listTransactions(since: Date | null) {
  let after = "";
  for (;;) {
    const orders = await listSettled(since, after);
    yield orders.flatMap(movesOf).filter(({ createdAt }) => !since || createdAt >= since);
    const last = orders.at(-1);
    if (!last) return;
    after = last.reference;
  }
}

function listSettled(since: Date | null, after: string): Promise<BankOrder[]> {
  const { reference, outcome, settlesAt, disputedAt, wonAt, halfRefundedAt, returnedAt } =
    sandboxBankOrders;
  const moments = [settlesAt, disputedAt, wonAt, halfRefundedAt, returnedAt];
  return getDb()
    .select()
    .from(sandboxBankOrders)
    .where(
      and(
        eq(outcome, "settled"),
        lte(settlesAt, now()),
        gt(reference, after),
        since ? or(...moments.map((moment) => gte(moment, since))) : undefined,
      ),
    )
    .orderBy(asc(reference))
    .limit(PAGE);
}

function movesOf(order: BankOrder): BalanceTransaction[] {
  const { reference, direction, amountCents, settlesAt, disputedAt, wonAt } = order;
  const half = cents(-Math.ceil(amountCents / 2));
  const isIn = direction === "deposit";
  const settled = isIn
    ? moveOf(order, { kind: "payment", word: "paid in", cents: amountCents, at: settlesAt })
    : moveOf(order, {
        kind: "payout",
        word: "paid out",
        cents: negateCents(amountCents),
        at: settlesAt,
      });
  const later = [
    { at: disputedAt, kind: "dispute", word: "disputed", cents: negateCents(amountCents) },
    { at: wonAt, kind: "dispute", word: "dispute won", cents: amountCents },
    { at: order.halfRefundedAt, kind: "refund", word: "half refunded", cents: half },
    { at: order.returnedAt, kind: "payout", word: "returned", cents: amountCents },
  ] as const;
  const happened = later.flatMap(({ at, ...move }) =>
    at && at <= now() ? [moveOf(order, { at, parent: reference, ...move })] : [],
  );
  return [settled, ...happened];
}

function moveOf(
  { reference, paymentId }: BankOrder,
  move: Pick<BalanceTransaction, "kind" | "word"> & { cents: Cents; at: Date; parent?: string },
): BalanceTransaction {
  const { kind, word, cents: moved, at, parent = null } = move;
  return {
    reference: `${reference} ${word}`,
    kind,
    word,
    grossCents: moved,
    feeCents: cents(0),
    netCents: moved,
    currency: CURRENCY,
    source: parent === null ? reference : null,
    parent,
    paymentId,
    createdAt: at,
    availableAt: at,
  };
}
