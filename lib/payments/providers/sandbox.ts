import { eq } from "drizzle-orm";
import { ulid } from "ulid";
import { getDb } from "#db/client";
import { sandboxBankOrders } from "#db/schema";
import type { Id } from "#lib/ids";
import { cents } from "#lib/money";
import { now } from "#lib/time";
import type { PaymentOrder, PaymentProvider, ProviderReport } from "../provider.ts";
import {
  BOUNCE_REASON,
  BOUNCING_ACCOUNT_ENDING,
  DISPUTE_REASON,
  DISPUTED_AFTER,
  SANDBOX_CARDS,
  SANDBOX_IBANS,
  WON_AFTER,
} from "./sandbox-rules.ts";

export type SandboxBankOptions = {
  /** How long a card payment takes to settle. */
  readonly cardSettlesAfterMs: number;
  /** How long a payout takes to arrive. */
  readonly payoutSettlesAfterMs: number;
};

type Plan = {
  settlesAfterMs: number;
  failureReason: string | null;
  /** After the settlement; null where nothing follows. */
  disputedAfterMs: number | null;
  wonAfterMs: number | null;
};
const NO_DISPUTE = { disputedAfterMs: null, wonAfterMs: null };
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
    name: "sandbox",
    label: "Sandbox bank",
    isSandbox: true,
    trial: {
      cards:
        "These are test cards. Each does what it says, so that you can see how WorkHub responds. No real card is charged.",
      accounts: [
        { label: "Succeeds, like any other IBAN", iban: SANDBOX_IBANS.works },
        { label: "Fails, like every IBAN that ends in 0000", iban: SANDBOX_IBANS.bounces },
      ],
    },
    cards: SANDBOX_CARDS,
    payoutAccounts: null,
    stepOf: () => cents(1),
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
      const { settlesAfterMs, failureReason, disputedAfterMs, wonAfterMs } = plan(order, options);
      const settlesAt = after(now(), settlesAfterMs);
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
          disputedAt: disputedAfterMs === null ? null : after(settlesAt, disputedAfterMs),
          wonAt: wonAfterMs === null ? null : after(settlesAt, wonAfterMs),
        })
        .onConflictDoNothing({ target: sandboxBankOrders.paymentId });
      const made = await findOrder(order.paymentId);
      if (!made) throw new Error("The sandbox bank lost an order that it has just made");
      return made;
    },

    findOrder,
    // Nothing waits for anybody here.
    endOrder: findOrder,
    findOrderName: async () => null,
  };
}

function plan(order: PaymentOrder, options: SandboxBankOptions): Plan {
  if (order.direction === "payout") {
    const isBouncing = order.methodToken.endsWith(BOUNCING_ACCOUNT_ENDING);
    return {
      settlesAfterMs: options.payoutSettlesAfterMs,
      failureReason: isBouncing ? BOUNCE_REASON : null,
      ...NO_DISPUTE,
    };
  }
  const card = SANDBOX_CARDS.find((candidate) => candidate.token === order.methodToken);
  if (!card) return { settlesAfterMs: 0, failureReason: "the card is unknown", ...NO_DISPUTE };
  return {
    settlesAfterMs:
      card.outcome === "declined" ? 0 : options.cardSettlesAfterMs * (card.slowness ?? 1),
    failureReason: card.reason ?? null,
    disputedAfterMs: card.dispute ? options.cardSettlesAfterMs * DISPUTED_AFTER : null,
    wonAfterMs: card.dispute === "won" ? options.cardSettlesAfterMs * WON_AFTER : null,
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
  const { paymentId, reference, amountCents, settlesAt } = order;
  const base = { paymentId, reference, amountCents };
  if (now() < settlesAt) return { ...base, status: "accepted", expectedAt: settlesAt };
  if (order.outcome === "settled") return { ...base, ...afterSettling(order) };
  return { ...base, status: "failed", reason: order.failureReason ?? "no reason was given" };
}

/** Settled, and what the cardholder has done since. */
function afterSettling({ reference, amountCents, disputedAt, wonAt }: BankOrder): AfterSettling {
  if (!disputedAt) return { status: "settled" };
  if (now() < disputedAt) return { status: "settled", moreAt: disputedAt };
  const isGivenBack = wonAt !== null && wonAt <= now();
  const dispute = { reference: `${reference}_dispute`, amountCents, reason: DISPUTE_REASON };
  const reversals = [{ ...dispute, isGivenBack }];
  return {
    status: "settled",
    reversals,
    ...(wonAt && !isGivenBack ? { moreAt: wonAt } : {}),
  };
}
