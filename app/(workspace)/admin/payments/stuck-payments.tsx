import { Amount } from "#components/ui/amount";
import { EmptyState } from "#components/ui/empty-state";
import { Row, Rows, Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import { pageActor } from "#lib/edge/page";
import type { PaymentStatus } from "#lib/payments/policy";
import { listStuckPayments } from "#lib/payments/queries/reconciliation";

const STATUS_WORDS: Record<PaymentStatus, string> = {
  created: "Not sent yet",
  requires_action: "Not finished",
  pending: "On its way",
  settled: "Settled",
  failed: "Failed",
};

/** Payments that are under way for longer than banks take. */
export async function StuckPayments() {
  const payments = await listStuckPayments(await pageActor("keepBooks"));
  return (
    <Section title="On their way for too long" className="mt-10">
      {payments.length === 0 ? (
        <EmptyState title="Nothing is late">
          Money that comes in for longer than a day, or goes out for longer than ten, is listed
          here.
        </EmptyState>
      ) : (
        <Rows>
          {payments.map(({ paymentId, direction, amountCents, status, method, createdAt }) => (
            <Row key={paymentId} className="flex flex-wrap items-baseline justify-between gap-x-4">
              <div className="min-w-0">
                <p className="font-semibold">
                  {direction === "deposit" ? "Coming in" : "Going out"} · {method}
                </p>
                <p className="font-mono text-sm break-all text-ink-2">{paymentId}</p>
                <p className="text-sm text-ink-2">
                  {STATUS_WORDS[status]} since <Time at={createdAt} format="datetime" />
                </p>
              </div>
              <Amount cents={amountCents} className="font-semibold" />
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  );
}
