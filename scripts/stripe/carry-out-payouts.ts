import { CURRENCY } from "#lib/money";
import { now } from "#lib/time";
import type { BalanceBooks } from "./balance.ts";
import type { PayoutBooks } from "./payouts.ts";
import { Refusal } from "./refusal.ts";

/** One request to the stand-in. */
export type Call = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly idempotencyKey: string | undefined;
  /** On whose behalf it is made. */
  readonly account: string | undefined;
};

/** What the platform can use now. */
export type Balance = {
  readonly object: "balance";
  readonly available: readonly { readonly amount: number; readonly currency: string }[];
};

/** The calls of the interface that are about money on its way out, and about the platform's balance. */
export function carryOutPayouts(
  { payouts: books, balance }: { payouts: PayoutBooks; balance: BalanceBooks },
  call: Call,
  address: string,
): object {
  const { method, path, query, body, account = "" } = call;
  const form = new URLSearchParams(body);
  const [, id = "", ending] = /^\/v1\/\w+\/(\w+)(?:\/(\w+))?$/.exec(path) ?? [];
  switch (`${method} ${path.replace(id, id && ":id")}`) {
    case "POST /v1/accounts":
      return books.makeAccount(form.get("metadata[user]") ?? "");
    case "GET /v1/accounts/:id":
      return books.findAccount(id);
    case "POST /v1/account_links": {
      const { id: owner } = books.findAccount(form.get("account") ?? "");
      const back = encodeURIComponent(form.get("return_url") ?? "");
      return { object: "account_link", url: `${address}/setup/${owner}?back=${back}` };
    }
    case "GET /v1/balance": {
      const available = [{ amount: books.balanceOf(""), currency: CURRENCY.toLowerCase() }];
      return { object: "balance", available } satisfies Balance;
    }
    case "GET /v1/balance_transactions":
      return balance.list(query);
    case "POST /v1/transfers":
      return books.transfer(form, now().getTime());
    case "GET /v1/transfers": {
      const group = query.get("transfer_group");
      const data = [...books.transfers.values()].filter((one) => one.transfer_group === group);
      return { object: "list", data, has_more: false, url: "/v1/transfers" };
    }
    case "POST /v1/transfers/:id/reversals":
      return books.reverse(id);
    case "POST /v1/payouts":
      return books.pay(account, form, now().getTime());
    case "GET /v1/payouts": {
      const data = books.listPayouts(account, Number(query.get("created[gte]")));
      return { object: "list", data, has_more: false, url: "/v1/payouts" };
    }
    case "GET /v1/payouts/:id":
      return books.findPayout(account, id);
    default:
      throw new Refusal(404, `The stand-in does not know ${method} ${path}${ending ?? ""}`);
  }
}
