import { amountOf } from "./amounts.ts";
import type { Session } from "./books.ts";
import type { ChargeBooks } from "./charges.ts";
import { escapeHtml, htmlPage } from "./html.ts";
import type { PayoutBooks } from "./payouts.ts";

/** What an operator could do on Stripe's own pages, and what banks could do, as buttons for each payment and payout. */
export function dashboardPage(
  sessions: Iterable<Session>,
  charges: ChargeBooks,
  payouts: PayoutBooks,
): string {
  const paid = [...sessions].filter(({ payment_status }) => payment_status === "paid").reverse();
  const sent = [...payouts.payouts.values()].reverse();
  return htmlPage(
    "Payments and payouts",
    [
      ...paid.map((session) => paymentOf(session, charges)),
      ...sent.map(
        ({
          payout: { id, amount, currency, status },
        }) => `<h2>Payout of ${amountOf(amount, currency)}</h2>
        <p>${status}</p>
        ${status === "failed" ? "" : button("payouts", id, "paid", "Let it arrive") + button("payouts", id, "failed", "Let it fail")}`,
      ),
    ].join("") || "<p>Nobody has paid anything yet.</p>",
  );
}

function paymentOf(session: Session, charges: ChargeBooks): string {
  const { id, amount_total, currency, payment_intent } = session;
  const intent = payment_intent?.id ?? "";
  const disputes = charges.listDisputes(intent);
  const left = amount_total - charges.refundedOf(intent);
  const isOpen = disputes.some(({ status }) => status === "needs_response");
  const actions = isOpen
    ? [button("disputes", id, "won", "Win the dispute"), button("disputes", id, "lost", "Lose it")]
    : [
        button("disputes", id, "open", "Let the cardholder dispute it"),
        ...(left > 1 ? [button("refunds", id, String(Math.floor(left / 2)), "Refund half")] : []),
        ...(left > 0 ? [button("refunds", id, "all", "Refund what is left")] : []),
      ];
  const refunds = charges
    .listRefunds(intent)
    .filter(({ status }) => status === "succeeded")
    .map((refund) =>
      button(
        "refunds",
        refund.id,
        "fail",
        `Let the refund of ${amountOf(refund.amount, currency)} fail`,
      ),
    );
  return `<h2>${amountOf(amount_total, currency)}</h2>
    <p>${escapeHtml(disputes.map(({ status }) => `dispute: ${status}`).join(", "))}</p>
    ${[...actions, ...refunds].join("")}`;
}

function button(kind: string, id: string, what: string, label: string): string {
  return `<form method="post" action="/dashboard/${kind}/${id}/${what}"><button>${label}</button></form>`;
}
