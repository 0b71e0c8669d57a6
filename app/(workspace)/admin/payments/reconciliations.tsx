import { ActionForm } from "#components/ui/action-form";
import { Facts } from "#components/ui/facts";
import { FollowProgress } from "#components/ui/follow-progress";
import { FormMessage } from "#components/ui/form-message";
import { Section } from "#components/ui/section";
import { SubmitButton } from "#components/ui/submit-button";
import { Time } from "#components/ui/time";
import { pageActor } from "#lib/edge/page";
import type { ReconciliationView, RunView } from "#lib/payments/operator-views";
import { listReconciliations } from "#lib/payments/queries/reconciliation";
import { reconcileAction } from "./actions.ts";
import { AmountIn } from "./amount-in.tsx";

const number = new Intl.NumberFormat("en");

/** What was compared last with each provider, what is being compared now, and the button for doing it now. */
export async function Reconciliations() {
  const all = await listReconciliations(await pageActor("keepBooks"));
  const isUnderWay = all.some(({ current }) => current !== null);
  return (
    <div className="flex flex-col gap-8">
      {all.map((one) => (
        <Reconciliation key={one.provider} {...one} />
      ))}
      {isUnderWay ? (
        <FollowProgress />
      ) : (
        <ActionForm action={reconcileAction} className="sm:items-start">
          <SubmitButton variant="plain" pendingLabel="Asking…">
            Reconcile now
          </SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}

function Reconciliation({ provider, last, current }: ReconciliationView) {
  return (
    <Section title={provider}>
      {current && (
        <FormMessage tone="note" className="mb-4">
          <p role="status">
            Being reconciled since <Time at={current.askedAt} inline />.{" "}
            {current.listed > 0 && (
              <>
                <span className="num">{number.format(current.listed)}</span> balance transactions
                are listed so far.
              </>
            )}
          </p>
          <p className="hidden noscript:block">Reload this page to see how far it is.</p>
        </FormMessage>
      )}
      {last?.finishedAt ? (
        <Facts
          facts={[
            { label: "Last reconciled", value: <Time at={last.finishedAt} format="datetime" /> },
            {
              label: "Compared",
              value: number.format(last.compared),
              note: `payments, fees and others; ${differences(last)}`,
            },
            { label: "Our account", value: sums(last.totals, "ours") },
            { label: "Their balance", value: sums(last.totals, "theirs") },
          ]}
        />
      ) : (
        <p className="text-ink-2">Nothing has been compared with {provider} yet.</p>
      )}
    </Section>
  );
}

function differences({ found, mended }: RunView): string {
  const count = found === 0 ? "no" : number.format(found);
  const news = `${count} new ${found > 1 ? "differences" : "difference"}`;
  return mended === 0 ? news : `${news}, ${number.format(mended)} mended by asking`;
}

type Totals = NonNullable<ReconciliationView["last"]>["totals"];

function sums(totals: Totals, side: "ours" | "theirs") {
  return totals.map((total) => (
    <span key={total.currency} className="block">
      <AmountIn minor={total[side]} currency={total.currency} />
    </span>
  ));
}
