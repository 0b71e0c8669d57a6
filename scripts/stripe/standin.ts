import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { now } from "#lib/time";
import { BalanceBooks, feeOf, PLANTS, type Plant, type Planted } from "./balance.ts";
import { expire, makeSession, type Session, type Try, tryToPay } from "./books.ts";
import { type Call, carryOutPayouts } from "./carry-out-payouts.ts";
import { ChargeBooks, chargeOf, toCharge } from "./charges.ts";
import { authenticationPage, checkoutPage, onboardingPage } from "./checkout-page.ts";
import { dashboardPage } from "./dashboard-page.ts";
import { createHooks, type EventOrders, type Hook } from "./hooks.ts";
import { PayoutBooks } from "./payouts.ts";
import { Refusal } from "./refusal.ts";

export const STANDIN_KEY = "sk_test_standin";
export const STANDIN_SECRET = "whsec_standin";

/** What is to go wrong. */
export type Orders = EventOrders & {
  /** How many of the next calls are carried out without an answer. */
  loseAnswers: number;
  /** Which calls that is about, by how they end: "POST /v1/transfers". */
  loseAnswersTo: string;
  /** The least that can be paid in, in minor units. */
  leastAmount: number;
  /** How many of the next calls are answered with a page of HTML, as broken proxies do. */
  answerHtml: number;
};

export type Standin = {
  readonly address: string;
  readonly orders: Orders;
  readonly sessions: ReadonlyMap<string, Session>;
  /** How many calls of the interface it was asked, answered or not. */
  readonly calls: readonly string[];
  /** Somebody tries to pay on the hosted page. */
  tryToPay(sessionId: string, how: Try): void;
  /** A session's day is over. */
  expire(sessionId: string): void;
  readonly charges: ChargeBooks;
  /** The cardholder's bank disputes a payment, or decides its dispute. */
  dispute(sessionId: string, how: DisputeStep): void;
  /** Somebody refunds a payment on Stripe's own pages: all that is left, or a part of it. Returns the refund's name. */
  refund(sessionId: string, amount?: number): string;
  /** The card's bank does not take a refund. */
  failRefund(refundId: string): void;
  readonly payouts: PayoutBooks;
  readonly balance: BalanceBooks;
  /** Makes the balance differ from what WorkHub knows, and says what it is about. */
  plant(what: Plant, payment?: string): Planted;
  /** A bank answers about a payout. */
  endPayout(payoutId: string, how: "paid" | "failed"): void;
  /** A day is over: Stripe keeps no idempotency key for much longer. */
  forgetKeys(): void;
  /** Waits until every event was sent. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

export type DisputeStep = "open" | "won" | "lost";

type Answer = {
  readonly status: number;
  readonly type?: string;
  readonly text: string;
  readonly location?: string;
};

const BODY_MAX_BYTES = 64 * 1024;
const KEY_REUSED = "This key was used with other parameters.";
/** Stripe takes no less, in minor units. */
const LEAST_AMOUNT = 50;
/** What the platform has from the beginning, in minor units, so that the demo's money can be withdrawn. */
const OPENING_BALANCE = 100_000_000;

/**
 * Stripe for tests: an HTTP server under the official package, with a memory for exactly the calls that WorkHub makes,
 * the hosted pages that people are sent to, and signed events. It takes orders to misbehave.
 */
export async function startStandin(port: number, hook: Hook): Promise<Standin> {
  const sessions = new Map<string, Session>();
  const made = new Map<string, { body: string; answer: Answer }>();
  const calls: string[] = [];
  const balance = new BalanceBooks();
  const payouts = new PayoutBooks(OPENING_BALANCE, balance);
  const charges = new ChargeBooks((move) => {
    payouts.receive("", move.amount);
    return balance.add(move).id;
  });
  const hooks = createHooks(STANDIN_SECRET, hook);
  const orders: Orders = Object.assign(hooks.orders, {
    loseAnswers: 0,
    loseAnswersTo: "",
    leastAmount: LEAST_AMOUNT,
    answerHtml: 0,
  });
  let address = "";

  function findSession(id: string): Session {
    const session = sessions.get(id);
    if (!session) throw new Refusal(404, `No such checkout.session: ${id}`);
    return session;
  }

  function pay(id: string, how: Try): void {
    const session = findSession(id);
    if (!tryToPay(session, how)) return;
    receive(session);
    hooks.tell("checkout.session.completed", session);
  }

  function dispute(id: string, how: DisputeStep): void {
    const session = findSession(id);
    if (how === "open") {
      const opened = charges.open(session);
      hooks.tell("charge.dispute.created", opened);
      hooks.tell("charge.dispute.funds_withdrawn", opened);
      return;
    }
    const decided = charges.decide(session, how);
    hooks.tell("charge.dispute.closed", decided);
    if (how === "won") hooks.tell("charge.dispute.funds_reinstated", decided);
  }

  function refund(id: string, amount?: number): string {
    const session = findSession(id);
    const left = session.amount_total - charges.refundedOf(session.payment_intent?.id ?? "");
    const made = charges.refund(session, { amount: amount ?? left }, now().getTime());
    hooks.tell("refund.created", made);
    hooks.tell("charge.refunded", toCharge(made));
    return made.id;
  }

  function failRefund(id: string): void {
    hooks.tell("refund.failed", charges.failRefund(id));
  }

  /** The platform has what was paid, less the fee. */
  function receive(session: Session): void {
    const { amount_total: amount, currency, metadata } = session;
    const source = { id: chargeOf(session).charge, object: "charge", metadata } as const;
    const { net } = balance.add({ type: "charge", amount, fee: feeOf(amount), currency, source });
    payouts.receive("", net);
  }

  function endPayout(id: string, how: "paid" | "failed"): void {
    const { payout, account } = payouts.end(id, how);
    hooks.tell(`payout.${how}`, payout, account);
  }

  function answerInterface(call: Call): Answer {
    const { idempotencyKey } = call;
    const earlier = idempotencyKey === undefined ? undefined : made.get(idempotencyKey);
    if (earlier && earlier.body !== call.body) {
      throw new Refusal(400, KEY_REUSED, undefined, "idempotency_error");
    }
    if (earlier) return earlier.answer;
    const answer = answerNew(call);
    if (idempotencyKey !== undefined) made.set(idempotencyKey, { body: call.body, answer });
    return answer;
  }

  /** A refusal is an answer too, which is repeated for as long as its key is known. */
  function answerNew(call: Call): Answer {
    try {
      return json(200, carryOut(call) ?? carryOutPayouts({ payouts, balance }, call, address));
    } catch (error) {
      if (error instanceof Refusal) return refusalOf(error);
      throw error;
    }
  }

  function carryOut({ method, path, query, body }: Call): object | null {
    if (method === "POST" && path === "/v1/checkout/sessions") {
      const session = makeSession(new URLSearchParams(body), address, now().getTime());
      if (session.amount_total < orders.leastAmount) {
        throw new Refusal(400, "The amount is too small.", "amount_too_small");
      }
      sessions.set(session.id, session);
      return session;
    }
    const [, sessionId, ending] = /^\/v1\/checkout\/sessions\/(\w+?)(\/expire)?$/.exec(path) ?? [];
    if (sessionId && method === "POST" && ending) return expireSession(sessionId);
    if (sessionId) return method === "GET" ? findSession(sessionId) : null;
    const [, refundId] = /^\/v1\/refunds\/(\w+)$/.exec(path) ?? [];
    if (method === "GET" && refundId) return charges.findRefund(refundId);
    if (method === "GET") return listOf(path, query.get("payment_intent") ?? "");
    return path === "/v1/refunds" ? refundFor(new URLSearchParams(body)) : null;
  }

  /** Stripe takes no refund that it has no money for. */
  function refundFor(form: URLSearchParams): object {
    const { payment_intent, amount, ...rest } = refundForm.parse(Object.fromEntries(form));
    const session = [...sessions.values()].find((one) => one.payment_intent?.id === payment_intent);
    if (!session) throw new Refusal(404, `No such payment_intent: ${payment_intent}`);
    if (payouts.balanceOf("") < amount) {
      throw new Refusal(400, "You have insufficient available funds.", "balance_insufficient");
    }
    const metadata = { withdrawal: rest["metadata[withdrawal]"] };
    const made = charges.refund(session, { amount, metadata }, now().getTime());
    hooks.tell("refund.created", made);
    return made;
  }

  /** What belongs to a payment intent. */
  function listOf(path: string, intent: string): object | null {
    const list = (data: object[]) => ({ object: "list", data, has_more: false, url: path });
    switch (path) {
      case "/v1/checkout/sessions":
        return list(
          [...sessions.values()].filter(({ payment_intent }) => payment_intent?.id === intent),
        );
      case "/v1/disputes":
        return list(charges.listDisputes(intent));
      case "/v1/refunds":
        return list(charges.listRefunds(intent));
      default:
        return null;
    }
  }

  /** The pages that people see. */
  function answerPage({ method, path }: Call): Answer {
    const [, id = "", step] = /^\/c\/pay\/(\w+)(?:\/(\w+))?$/.exec(path) ?? [];
    const session = findSession(id);
    if (method === "GET" || session.status !== "open") {
      const isAsked = session.payment_intent?.status === "requires_action";
      return html(step === "bank" && isAsked ? authenticationPage(session) : checkoutPage(session));
    }
    const how = tries.parse(step);
    pay(id, how);
    if (how === "pay") return redirect(session.success_url);
    return redirect(`/c/pay/${id}${how === "authenticate" ? "/bank" : ""}`);
  }

  /** The page on which a person answers Stripe's questions; it leads back to WorkHub. */
  function answerOnboarding({ method, path, query }: Call): Answer {
    const [, id = "", how] = /^\/setup\/(\w+)(?:\/(\w+))?$/.exec(path) ?? [];
    const account = payouts.findAccount(id);
    const back = query.get("back") ?? "";
    if (method === "GET") return html(onboardingPage(account, back));
    payouts.onboard(id, onboardings.parse(how));
    hooks.tell("account.updated", account, id);
    return redirect(back);
  }

  /** For tests of other processes, and for whoever tries it by hand. */
  function answerControl({ method, path, body }: Call): Answer {
    if (method === "GET") {
      const sent = [...payouts.payouts.values()];
      const { transactions, planted } = balance;
      const made = { sessions: [...sessions.values()], payouts: sent, transactions, planted };
      return json(200, { orders, ...made, calls });
    }
    const [, plant, about] = /^\/standin\/plant\/(\w+)(?:\/(\w+))?$/.exec(path) ?? [];
    if (plant !== undefined) return json(200, balance.plant(plants.parse(plant), about));
    const [, kind, id, what] = /^\/standin\/(\w+)\/(\w+)\/(\w+)$/.exec(path) ?? [];
    if (id && kind === "payouts") endPayout(id, endings.parse(what));
    else if (id && kind === "disputes") dispute(id, disputeSteps.parse(what));
    else if (id && kind === "refunds" && what === "fail") failRefund(id);
    else if (id && kind === "refunds") refund(id, what === "all" ? undefined : Number(what));
    else if (id && kind === "accounts") payouts.onboard(id, onboardings.parse(what));
    else if (id && what === "expire") expireSession(id);
    else if (id) pay(id, tries.parse(what));
    else Object.assign(orders, ordersInput.parse(JSON.parse(body)));
    return json(200, { orders });
  }

  /** Stripe's own pages, for whoever tries it by hand. */
  function answerDashboard(call: Call): Answer {
    if (call.method === "GET") return html(dashboardPage(sessions.values(), charges, payouts));
    answerControl({ ...call, path: call.path.replace("/dashboard", "/standin") });
    return redirect("/dashboard");
  }

  function expireSession(id: string): Session {
    const session = findSession(id);
    expire(session);
    hooks.tell("checkout.session.expired", session);
    return session;
  }

  function answer(call: Call, request: IncomingMessage): Answer | null {
    if (call.path.startsWith("/c/")) return answerPage(call);
    if (call.path.startsWith("/setup/")) return answerOnboarding(call);
    if (call.path.startsWith("/standin")) return answerControl(call);
    if (call.path.startsWith("/dashboard")) return answerDashboard(call);
    if (request.headers.authorization !== `Bearer ${STANDIN_KEY}`) {
      throw new Refusal(401, "Invalid API Key provided");
    }
    calls.push(`${call.method} ${call.path}`);
    if (orders.answerHtml > 0) {
      orders.answerHtml -= 1;
      return html("<h1>502 Bad Gateway</h1>");
    }
    const given = answerInterface(call);
    const isMeant = `${call.method} ${call.path}`.endsWith(orders.loseAnswersTo);
    if (orders.loseAnswers === 0 || !isMeant) return given;
    orders.loseAnswers -= 1;
    return null;
  }

  const server = createServer((request, response) => {
    readCall(request)
      .then((call) => reply(response, answer(call, request)))
      .catch((error: unknown) => reply(response, refusalOf(error)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  address = `http://127.0.0.1:${portOf(server.address())}`;

  return {
    address,
    orders,
    sessions,
    calls,
    tryToPay: pay,
    expire: expireSession,
    charges,
    dispute,
    refund,
    failRefund,
    payouts,
    balance,
    plant: (what, payment) => balance.plant(what, payment),
    endPayout,
    forgetKeys: () => made.clear(),
    settle: () => hooks.settle(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await hooks.settle();
    },
  };
}

const refundForm = z.object({
  payment_intent: z.string(),
  amount: z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .transform(Number),
  "metadata[withdrawal]": z.string(),
});
const tries = z.enum(["pay", "authenticate", "decline", "refuse"]);
const onboardings = z.enum(["finish", "restrict"]);
const disputeSteps = z.enum(["open", "won", "lost"]);
const plants = z.enum(PLANTS);
const endings = z.enum(["paid", "failed"]);
const ordersInput = z.strictObject({
  loseAnswers: z.int().min(0).optional(),
  loseAnswersTo: z.string().optional(),
  leastAmount: z.int().min(0).optional(),
  answerHtml: z.int().min(0).optional(),
  dropEvents: z.int().min(0).optional(),
  sendEvents: z.int().min(1).max(100).optional(),
  delayEventsMs: z.int().min(0).max(60_000).optional(),
  swapEvents: z.boolean().optional(),
});

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The stand-in has no port");
  return address.port;
}

async function readCall(request: IncomingMessage): Promise<Call> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) {
    body += chunk;
    if (body.length > BODY_MAX_BYTES) throw new Refusal(413, "Too long");
  }
  const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://standin");
  const { method = "GET", headers } = request;
  return {
    method,
    path,
    query,
    body,
    idempotencyKey: single(headers["idempotency-key"]),
    account: single(headers["stripe-account"]),
  };
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

/** An answer that is lost ends its connection. */
function reply(response: ServerResponse, answer: Answer | null): void {
  if (answer === null) {
    response.destroy();
    return;
  }
  const { status, type = "application/json", text, location } = answer;
  response.writeHead(status, { "content-type": type, ...(location ? { location } : {}) });
  response.end(text);
}

function refusalOf(error: unknown): Answer {
  const refusal = error instanceof Refusal ? error : new Refusal(400, String(error));
  const { status, type, code, message } = refusal;
  return json(status, { error: { type, code, message } });
}

function json(status: number, value: object): Answer {
  return { status, text: JSON.stringify(value) };
}

function html(text: string): Answer {
  return { status: 200, type: "text/html; charset=utf-8", text };
}

function redirect(location: string): Answer {
  return { status: 303, text: "", location };
}
