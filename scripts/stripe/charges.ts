import type { Move } from "./balance.ts";
import { newName, type Session } from "./books.ts";
import { Refusal } from "./refusal.ts";

/*
 * What happens at the stand-in to a payment that was made: the cardholder disputes it, or somebody refunds it on Stripe's
 * own pages. In Stripe's own shapes as far as we read them.
 */

/** What moved Stripe's balance. */
type Movement = { readonly id: string; readonly amount: number; readonly currency: string };

export type Dispute = {
  readonly id: string;
  readonly object: "dispute";
  readonly amount: number;
  readonly currency: string;
  readonly charge: string;
  readonly payment_intent: string;
  readonly reason: "fraudulent";
  status: "needs_response" | "won" | "lost";
  readonly balance_transactions: Movement[];
};

export type Refund = {
  readonly id: string;
  readonly object: "refund";
  readonly amount: number;
  readonly currency: string;
  readonly charge: string;
  readonly payment_intent: string;
  readonly created: number;
  readonly metadata: Readonly<Record<string, string>>;
  balance_transaction: string;
  failure_balance_transaction?: string;
  failure_reason?: string;
  status: "succeeded" | "failed";
};

/** A charge as its message names it. */
export type ToldCharge = {
  readonly id: string;
  readonly object: "charge";
  readonly payment_intent: string;
};

/** The charge that a refund is about. */
export function toCharge({ charge: id, payment_intent }: Refund): ToldCharge {
  return { id, object: "charge", payment_intent };
}

type Charge = Pick<Refund, "charge" | "payment_intent" | "currency">;

/** Moves Stripe's balance of the platform, which may go below zero. Returns the balance transaction's name. */
type Receive = (move: Move) => string;

export class ChargeBooks {
  readonly disputes = new Map<string, Dispute>();
  readonly refunds = new Map<string, Refund>();
  readonly #receive: Receive;

  constructor(receive: Receive) {
    this.#receive = receive;
  }

  /** The cardholder's bank takes the money back, until it is decided. */
  open(session: Session): Dispute {
    const amount = session.amount_total - this.refundedOf(intentOf(session));
    const dispute: Dispute = {
      id: newName("du"),
      object: "dispute",
      amount,
      ...chargeOf(session),
      reason: "fraudulent",
      status: "needs_response",
      balance_transactions: [],
    };
    this.disputes.set(dispute.id, dispute);
    this.#move(dispute, -amount);
    return dispute;
  }

  /** The open dispute of a payment is decided. */
  decide(session: Session, how: "won" | "lost"): Dispute {
    const dispute = this.listDisputes(intentOf(session)).find(
      ({ status }) => status === "needs_response",
    );
    if (!dispute) throw new Refusal(400, "Nobody disputes this payment.");
    dispute.status = how;
    if (how === "won") this.#move(dispute, dispute.amount);
    return dispute;
  }

  /** Throws for more than is left of the payment. */
  refund(
    session: Session,
    { amount, metadata = {} }: { amount: number; metadata?: Record<string, string> },
    atMs: number,
  ): Refund {
    const charge = chargeOf(session);
    if (this.listDisputes(charge.payment_intent).some(({ status }) => status !== "won")) {
      throw new Refusal(400, "The charge has been charged back.", "charge_disputed");
    }
    if (amount > session.amount_total - this.refundedOf(charge.payment_intent)) {
      throw new Refusal(400, "This is more than is left of the charge.", "charge_already_refunded");
    }
    const refund: Refund = {
      id: newName("re"),
      object: "refund",
      amount,
      ...charge,
      created: Math.floor(atMs / 1000),
      metadata,
      balance_transaction: "",
      status: "succeeded",
    };
    this.refunds.set(refund.id, refund);
    refund.balance_transaction = this.#moveRefund(refund, "refund", -amount);
    return refund;
  }

  /** The card's bank did not take a refund: it is back in Stripe's balance. */
  failRefund(id: string): Refund {
    const refund = this.findRefund(id);
    if (refund.status === "failed") throw new Refusal(400, `The refund ${id} has failed already.`);
    refund.status = "failed";
    refund.failure_reason = "expired_or_canceled_card";
    refund.failure_balance_transaction = this.#moveRefund(refund, "refund_failure", refund.amount);
    return refund;
  }

  findRefund(id: string): Refund {
    const refund = this.refunds.get(id);
    if (!refund) throw new Refusal(404, `No such refund: ${id}`);
    return refund;
  }

  listDisputes(intent: string): Dispute[] {
    return [...this.disputes.values()].filter(({ payment_intent }) => payment_intent === intent);
  }

  listRefunds(intent: string): Refund[] {
    return [...this.refunds.values()].filter(({ payment_intent }) => payment_intent === intent);
  }

  refundedOf(intent: string): number {
    return this.listRefunds(intent)
      .filter(({ status }) => status === "succeeded")
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  #moveRefund(refund: Refund, type: string, amount: number): string {
    const { id, object, charge, metadata, currency } = refund;
    return this.#receive({ type, amount, currency, source: { id, object, charge, metadata } });
  }

  #move({ id, object, charge, currency, balance_transactions }: Dispute, amount: number): void {
    const source = { id, object, charge };
    const name = this.#receive({ type: "adjustment", amount, currency, source });
    balance_transactions.push({ id: name, amount, currency });
  }
}

export function chargeOf(session: Session): Charge {
  const intent = intentOf(session);
  return {
    charge: intent.replace("pi_", "ch_"),
    payment_intent: intent,
    currency: session.currency,
  };
}

function intentOf({ id, payment_status, payment_intent }: Session): string {
  if (payment_status !== "paid" || !payment_intent)
    throw new Refusal(400, `${id} has not been paid`);
  return payment_intent.id;
}
