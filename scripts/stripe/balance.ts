import { CURRENCY } from "#lib/money";
import { now } from "#lib/time";
import { newName } from "./books.ts";
import { Refusal } from "./refusal.ts";

/*
 * The platform's balance transactions at the stand-in, in Stripe's own shape as far as we read it, and ways to make them
 * differ from what WorkHub knows.
 */

type Made<Name extends string> = {
  readonly id: string;
  readonly object: Name;
  readonly metadata?: Readonly<Record<string, string>>;
};

/** What has moved the balance, as far as it is read. */
export type Source =
  | Made<"charge">
  | Made<"transfer">
  | (Made<"refund"> & { readonly charge: string })
  | (Made<"dispute"> & { readonly charge: string })
  | (Omit<Made<"transfer_reversal">, "metadata"> & { readonly transfer: string });

/** The payment that it names. */
export function paymentOf(source: Source | null): string | undefined {
  return source && "metadata" in source ? source.metadata?.payment : undefined;
}

export type BalanceTransaction = {
  readonly id: string;
  readonly object: "balance_transaction";
  readonly type: string;
  amount: number;
  fee: number;
  net: number;
  currency: string;
  readonly source: Source | null;
  readonly created: number;
  readonly available_on: number;
};

export type Move = {
  type: string;
  amount: number;
  fee?: number;
  currency?: string;
  source: Source | null;
};

/** What is wrong with the books: a refund at the dashboard of which nobody is told, and so on. */
export const PLANTS = ["refund", "charge", "adjustment", "amount", "fee", "currency"] as const;
export type Plant = (typeof PLANTS)[number];

/** What was made to differ: a balance transaction, and the payment that it is about, if any. */
export type Planted = {
  readonly what: Plant;
  readonly transaction: string;
  readonly payment: string | null;
};

const DAY_SECONDS = 86_400;
const PER_PAGE = 10;

/** 1.5 % and a quarter, as for European cards. */
export function feeOf(amount: number): number {
  return Math.min(Math.round(amount * 0.015) + 25, amount);
}

export class BalanceBooks {
  /** The oldest first. */
  readonly transactions: BalanceTransaction[] = [];
  /** No payment is planted on twice: two differences of one payment are one. */
  readonly planted: Planted[] = [];

  add(move: Move): BalanceTransaction {
    const { type, amount, fee = 0, currency = CURRENCY.toLowerCase(), source } = move;
    const created = Math.floor(now().getTime() / 1000);
    const transaction: BalanceTransaction = {
      id: newName("txn"),
      object: "balance_transaction",
      type,
      amount,
      fee,
      net: amount - fee,
      currency,
      source,
      created,
      available_on: created + 2 * DAY_SECONDS,
    };
    this.transactions.push(transaction);
    return transaction;
  }

  /** A page as Stripe answers it, the newest first. */
  list(query: URLSearchParams): object {
    const since = Number(query.get("created[gte]") ?? 0);
    const limit = Number(query.get("limit") ?? PER_PAGE);
    const after = query.get("starting_after");
    const found = this.transactions.filter(({ created }) => created >= since).reverse();
    const start = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1;
    if (after !== null && start === 0)
      throw new Refusal(400, `No such balance transaction: ${after}`);
    const isExpanded = query.getAll("expand[0]").includes("data.source");
    const data = found
      .slice(start, start + limit)
      .map((one) => (isExpanded ? one : { ...one, source: one.source?.id ?? null }));
    const has_more = found.length > start + limit;
    return { object: "list", data, has_more, url: "/v1/balance_transactions" };
  }

  /**
   * Makes the books differ, about that payment or the newest that is not planted on yet. Nobody is told. Throws where
   * nothing was paid in that it could be about.
   */
  plant(what: Plant, payment?: string): Planted {
    const planted = this.#plant(what, payment);
    this.planted.push(planted);
    return planted;
  }

  #plant(what: Plant, payment: string | undefined): Planted {
    if (what === "adjustment") {
      const { id } = this.add({ type: "adjustment", amount: -123, source: null });
      return { what, transaction: id, payment: null };
    }
    if (what === "charge") {
      const source = { id: newName("ch"), object: "charge" } as const;
      const { id } = this.add({ type: "charge", amount: 4_711, source });
      return { what, transaction: id, payment: null };
    }
    const charge = this.#findCharge(payment);
    const about = paymentOf(charge.source) ?? null;
    switch (what) {
      case "refund": {
        const refunded = charge.source?.id ?? "";
        const source = { id: newName("re"), object: "refund", charge: refunded } as const;
        const { id } = this.add({ type: "refund", amount: -charge.amount, source });
        return { what, transaction: id, payment: about };
      }
      case "amount":
        charge.amount += 100;
        charge.net += 100;
        break;
      case "fee":
        charge.net -= 7;
        break;
      case "currency":
        charge.currency = charge.currency === "usd" ? "gbp" : "usd";
        break;
    }
    return { what, transaction: charge.id, payment: about };
  }

  #findCharge(payment: string | undefined): BalanceTransaction {
    const charge = this.transactions.findLast(({ type, source }) => {
      const about = paymentOf(source);
      const isTaken = this.planted.some((one) => one.payment === about);
      return type === "charge" && about !== undefined && !isTaken && about === (payment ?? about);
    });
    if (!charge) throw new Refusal(400, "There is no charge that it could be about");
    return charge;
  }
}
