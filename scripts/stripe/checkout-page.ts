import { amountOf } from "./amounts.ts";
import type { Session } from "./books.ts";
import { escapeHtml, htmlPage } from "./html.ts";
import type { Account } from "./payouts.ts";

/** The hosted page of a checkout session: what a person can do there, as buttons. */
export function checkoutPage(session: Session): string {
  const amount = amountOf(session.amount_total, session.currency);
  if (session.status !== "open") {
    const word = session.status === "complete" ? "It has been paid." : "It has expired.";
    return htmlPage(
      "This session is over",
      `<p>${word}</p><p><a href="${escapeHtml(session.success_url)}">Back to WorkHub</a></p>`,
    );
  }
  const error = session.payment_intent?.last_payment_error?.message;
  return htmlPage(
    `Pay ${amount}`,
    `${error ? `<p role="alert">${escapeHtml(error)} Try another one.</p>` : ""}
    ${button(session, "pay", "Pay with a card that works")}
    ${button(session, "authenticate", "Pay with a card that asks for 3-D Secure")}
    ${button(session, "decline", "Pay with a card that is declined")}
    <p><a href="${escapeHtml(session.cancel_url)}">Leave without paying</a></p>`,
  );
}

/** The cardholder's bank asks whether it is them. */
export function authenticationPage(session: Session): string {
  return htmlPage(
    "Your bank asks: is this you?",
    `<p>A payment of ${amountOf(session.amount_total, session.currency)}.</p>
    ${button(session, "pay", "Complete authentication")}
    ${button(session, "refuse", "Fail authentication")}`,
  );
}

/** What Stripe asks of somebody before it pays them out. */
export function onboardingPage({ id, requirements }: Account, back: string): string {
  const due = requirements.currently_due.map((name) => `<li>${escapeHtml(name)}</li>`).join("");
  const form = (how: string, label: string) =>
    `<form method="post" action="/setup/${id}/${how}?back=${encodeURIComponent(back)}"><button>${label}</button></form>`;
  return htmlPage(
    "Get paid out",
    `<ul>${due || "<li>Nothing is due.</li>"}</ul>
    ${form("finish", "Answer everything")}
    ${form("restrict", "Answer all but the identity document")}
    <p><a href="${escapeHtml(back)}">Come back later</a></p>`,
  );
}

function button({ id }: Session, how: string, label: string): string {
  return `<form method="post" action="/c/pay/${id}/${how}"><button>${label}</button></form>`;
}
