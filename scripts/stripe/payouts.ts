import { z } from "zod";
import type { BalanceBooks } from "./balance.ts";
import { newName } from "./books.ts";
import { Refusal } from "./refusal.ts";

/*
 * The way out at the stand-in: connected accounts, transfers to them, and payouts from them, in Stripe's own shapes as
 * far as we read them.
 */

export type Account = {
  readonly id: string;
  readonly object: "account";
  readonly metadata: { readonly user: string };
  payouts_enabled: boolean;
  requirements: {
    currently_due: string[];
    past_due: string[];
    disabled_reason: "requirements.past_due" | null;
  };
};

export type Transfer = {
  readonly id: string;
  readonly object: "transfer";
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
  readonly transfer_group: string;
  readonly created: number;
  readonly reversals: { readonly object: "list"; readonly data: Reversal[] };
  reversed: boolean;
};

export type Reversal = {
  readonly id: string;
  readonly object: "transfer_reversal";
  readonly amount: number;
  readonly transfer: string;
};

export type Payout = {
  readonly id: string;
  readonly object: "payout";
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly arrival_date: number;
  readonly metadata: { readonly payment: string };
  status: "in_transit" | "paid" | "failed";
  failure_message: string | null;
};

/** A payout and whose it is. */
type Sent = { readonly payout: Payout; readonly account: string };

const EVERYTHING_DUE = ["individual.first_name", "individual.dob.day", "external_account"];
const IDENTITY_DUE = ["individual.verification.document"];
const DAY_SECONDS = 86_400;

const amountField = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number);
const currencyField = z.string().regex(/^[a-z]{3}$/);
const transferForm = z.object({
  amount: amountField,
  currency: currencyField,
  destination: z.string(),
  transfer_group: z.string(),
});
const payoutForm = z.object({
  amount: amountField,
  currency: currencyField,
  "metadata[payment]": z.string(),
});

/** What a person does on the onboarding page. */
export type Onboarding = "finish" | "restrict";

export class PayoutBooks {
  readonly accounts = new Map<string, Account>();
  readonly transfers = new Map<string, Transfer>();
  readonly payouts = new Map<string, Sent>();
  /** What each account holds, and under "" the platform, in minor units. */
  readonly #balances = new Map<string, number>();

  /** What the platform's own balance is changed by. */
  readonly #platform: BalanceBooks;

  constructor(openingBalance: number, platform: BalanceBooks) {
    this.#balances.set("", openingBalance);
    this.#platform = platform;
  }

  balanceOf(account: string): number {
    return this.#balances.get(account) ?? 0;
  }

  receive(account: string, amount: number): void {
    this.#balances.set(account, this.balanceOf(account) + amount);
  }

  makeAccount(user: string): Account {
    const account: Account = {
      id: newName("acct"),
      object: "account",
      metadata: { user },
      payouts_enabled: false,
      requirements: {
        currently_due: [...EVERYTHING_DUE],
        past_due: [],
        disabled_reason: "requirements.past_due",
      },
    };
    this.accounts.set(account.id, account);
    return account;
  }

  findAccount(id: string): Account {
    const account = this.accounts.get(id);
    if (!account) throw new Refusal(404, `No such account: ${id}`);
    return account;
  }

  onboard(id: string, how: Onboarding): Account {
    const account = this.findAccount(id);
    const isReady = how === "finish";
    account.payouts_enabled = isReady;
    account.requirements = {
      currently_due: isReady ? [] : [...IDENTITY_DUE],
      past_due: [],
      disabled_reason: isReady ? null : "requirements.past_due",
    };
    return account;
  }

  transfer(form: URLSearchParams, atMs: number): Transfer {
    const { amount, ...rest } = transferForm.parse(Object.fromEntries(form));
    const { payouts_enabled } = this.findAccount(rest.destination);
    if (!payouts_enabled) {
      throw new Refusal(
        400,
        "The account needs to have its requirements answered.",
        "account_invalid",
      );
    }
    this.#take("", amount);
    this.receive(rest.destination, amount);
    const transfer: Transfer = {
      id: newName("tr"),
      object: "transfer",
      amount,
      ...rest,
      created: Math.floor(atMs / 1000),
      reversals: { object: "list", data: [] },
      reversed: false,
    };
    this.transfers.set(transfer.id, transfer);
    const { id, object, transfer_group: payment } = transfer;
    const source = { id, object, metadata: { payment } };
    this.#platform.add({ type: "transfer", amount: -amount, currency: transfer.currency, source });
    return transfer;
  }

  reverse(id: string): Reversal {
    const transfer = this.transfers.get(id);
    if (!transfer) throw new Refusal(404, `No such transfer: ${id}`);
    if (transfer.reversed) throw new Refusal(400, "This transfer has been reversed already.");
    this.#take(transfer.destination, transfer.amount);
    this.receive("", transfer.amount);
    transfer.reversed = true;
    const reversal: Reversal = {
      id: newName("trr"),
      object: "transfer_reversal",
      amount: transfer.amount,
      transfer: id,
    };
    transfer.reversals.data.push(reversal);
    const { amount, currency } = transfer;
    this.#platform.add({ type: "transfer_refund", amount, currency, source: reversal });
    return reversal;
  }

  pay(account: string, form: URLSearchParams, atMs: number): Payout {
    const { amount, currency, ...rest } = payoutForm.parse(Object.fromEntries(form));
    const { payouts_enabled } = this.findAccount(account);
    if (!payouts_enabled)
      throw new Refusal(400, "Payouts are not allowed now.", "payouts_not_allowed");
    this.#take(account, amount);
    const created = Math.floor(atMs / 1000);
    const payout: Payout = {
      id: newName("po"),
      object: "payout",
      amount,
      currency,
      created,
      arrival_date: created + DAY_SECONDS,
      metadata: { payment: rest["metadata[payment]"] },
      status: "in_transit",
      failure_message: null,
    };
    this.payouts.set(payout.id, { payout, account });
    return payout;
  }

  listPayouts(account: string, sinceSeconds: number): Payout[] {
    return [...this.payouts.values()]
      .filter((sent) => sent.account === account && sent.payout.created >= sinceSeconds)
      .map(({ payout }) => payout);
  }

  findPayout(account: string, id: string): Payout {
    const sent = this.payouts.get(id);
    if (sent?.account !== account) throw new Refusal(404, `No such payout: ${id}`);
    return sent.payout;
  }

  /** The bank answers. A payout that was paid can still fail; one that has failed cannot be paid. */
  end(id: string, how: "paid" | "failed"): Sent {
    const sent = this.payouts.get(id);
    if (!sent || sent.payout.status === "failed")
      throw new Refusal(400, `The payout ${id} is over`);
    sent.payout.status = how;
    if (how === "failed") {
      sent.payout.failure_message = "The bank account has been closed.";
      this.receive(sent.account, sent.payout.amount);
    }
    return sent;
  }

  #take(account: string, amount: number): void {
    if (this.balanceOf(account) < amount) {
      throw new Refusal(400, "You have insufficient available funds.", "balance_insufficient");
    }
    this.receive(account, -amount);
  }
}
