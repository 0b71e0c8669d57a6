import { SYSTEM } from "#lib/auth/actor";
import { cents } from "#lib/money";
import { checkPayment } from "#lib/payments/check-payment";
import { sendPayment } from "#lib/payments/send-payment";
import { startDeposit } from "#lib/payments/start-deposit";
import { withdraw } from "#lib/payments/withdraw";
import { DAY_MS } from "#lib/time";
import type { Calendar } from "./calendar.ts";
import type { PlannedPayment } from "./plan-payments.ts";
import type { Stage, StoryEvent } from "./stage.ts";

/** How long the story's bank takes: as a real one would. The sandbox's own times are made for trying it out. */
export const CARD_SETTLES_MS = 3_000;
export const PAYOUT_SETTLES_MS = 1.1 * DAY_MS;
/** When the story looks at a payout again: late enough for the bank, however the calendar moves the days between. */
const PAYOUT_TAKES_DAYS = 1.6;
const SENT_AFTER_MS = 1_000;

/** Created, sent to the bank, and settled or failed, unless that is still to come. */
export function tellPayment(
  payment: PlannedPayment,
  requestKey: string,
  { calendar, end }: { calendar: Calendar; end: Date },
): StoryEvent[] {
  const createdAt = calendar(payment.ago).getTime();
  const sentAt = createdAt + SENT_AFTER_MS;
  const finishedAt =
    payment.direction === "deposit"
      ? new Date(sentAt + CARD_SETTLES_MS)
      : calendar(payment.ago - PAYOUT_TAKES_DAYS);
  const settling: StoryEvent = {
    at: finishedAt,
    play: ({ payments }) => checkPayment(SYSTEM, { paymentId: payments.get(requestKey) }),
  };
  return [
    { at: new Date(createdAt), play: (stage) => create(stage, payment, requestKey) },
    {
      at: new Date(sentAt),
      play: ({ payments }) => sendPayment(SYSTEM, { paymentId: payments.get(requestKey) }),
    },
    ...(finishedAt <= end ? [settling] : []),
  ];
}

async function create(
  { tx, people, payments }: Stage,
  payment: PlannedPayment,
  requestKey: string,
): Promise<void> {
  const actor = people.get(payment.personKey);
  const { amountCents } = payment;
  const { paymentId } =
    payment.direction === "deposit"
      ? await startDeposit(tx, actor, {
          purpose: "wallet",
          requestKey,
          amountCents: cents(amountCents),
          card: payment.card,
        })
      : await withdraw(
          { ...actor, sessionId: SYSTEM },
          { requestKey, amountCents, iban: payment.iban },
          tx,
        );
  payments.add(requestKey, paymentId);
}
